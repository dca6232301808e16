"""What the form of the yearly minimum hands to the actions of this room."""

from dataclasses import dataclass

from models.programmes import Attribution


@dataclass(frozen=True)
class RuleDetails:
    """The yearly minimum in lesson hours from a year on, and to which year the hours of a class belong."""

    first_year: int
    minimum: int
    attribution: Attribution
    basis: str
    certain: bool = True
