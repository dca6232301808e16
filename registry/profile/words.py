"""The words that the templates of a record ask for, from the rooms that know them."""

from models.qualifications import Domain
from registry.compliance.vocabulary import category_name
from registry.officials.queries import post_words
from registry.profile.queries import standing_word
from registry.qualifications.queries import issued_words, name_of, valid_until
from registry.qualifications.words import addition, details, section_title

__all__ = [
    "addition",
    "category_name",
    "details",
    "issued_words",
    "name_of",
    "post_words",
    "section_of",
    "section_title",
    "standing_word",
    "valid_until",
]


def section_of(domain: str) -> str:
    """The heading of the section that a gap belongs to."""
    return section_title(Domain(domain))
