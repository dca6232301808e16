"""What an official may propose to change, column by column."""

from dataclasses import fields
from typing import Any

from registry.qualifications.records import QualificationDetails

Fields = dict[str, Any]
"""Column → value as JSON keeps it."""

FACTS = frozenset(
    {
        "full_name",
        "sex",
        "born_on",
        "born_precision",
        "ethnicity",
        "phone",
        "number_issued_on",
        "recruited_on",
        "recruited_by",
        "joined_on",
        "party_joined_on",
        "party_official_on",
        "schooling",
        "duties",
    }
)
"""The number that identifies the person and the posts are not among them: these follow from papers of others."""

QUALIFICATION = frozenset(field.name for field in fields(QualificationDetails))

TOGETHER = {"born_precision": "born_on", "issued_precision": "issued_on"}
"""Columns that are decided with another one: a day and how far it is known."""
