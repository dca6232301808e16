"""The words that the templates of a record ask for, from the rooms that know them."""

from models.qualifications import Domain
from registry.careers.words import EVENTS
from registry.compliance.vocabulary import category_name
from registry.officials.queries import post_words
from registry.officials.words import end_word, kind_word, start_word
from registry.profile.history import held_words
from registry.qualifications.queries import issued_words, name_of, renewed, unlisted, valid_until
from registry.qualifications.words import addition, details, is_unrecognised, section_title
from registry.service.words import ABSENCES, ACADEMIC, GRADES, SANCTIONS, SEXES, said

__all__ = [
    "ABSENCES",
    "ACADEMIC",
    "EVENTS",
    "GRADES",
    "SANCTIONS",
    "SEXES",
    "addition",
    "category_name",
    "details",
    "end_word",
    "held_words",
    "is_unrecognised",
    "issued_words",
    "kind_word",
    "name_of",
    "post_words",
    "renewed",
    "said",
    "section_of",
    "section_title",
    "start_word",
    "unlisted",
    "valid_until",
]


def section_of(domain: str) -> str:
    """The heading of the section that a gap belongs to."""
    return section_title(Domain(domain))
