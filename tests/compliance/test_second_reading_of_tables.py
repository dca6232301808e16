"""Dossiers against a second reading of the tables, on random records."""

from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from models.base import FOREVER
from models.officials import Official
from registry.judgement.facts import Credential, Dossier
from registry.shared.database import db
from registry.standings import dossier
from registry.standings.dossier import dossiers
from tests.compliance.edits import DAYS, FEW, edits
from tests.compliance.records import facts_on, settle
from tests.support.databases import undone


@FEW
@given(data=st.data())
def test_everybody_and_the_same_people_by_id_have_the_same_dossiers(application: Flask, data: st.DataObject) -> None:
    with undone(application), pytest.MonkeyPatch.context() as patch:
        patch.setattr(dossier, "_BATCH", data.draw(st.integers(1, 5)))
        settle(people=4)
        for edit in data.draw(st.lists(edits, max_size=8)):
            edit(data.draw)
        everybody = list(dossiers())
        ids = [official.id for official in db.session.scalars(select(Official))]
        assert [each.official_id for each in everybody] == sorted({each.official_id for each in everybody})
        assert list(dossiers(data.draw(st.permutations(ids)))) == everybody
        some = data.draw(st.sets(st.sampled_from(ids)))
        assert list(dossiers(some)) == [each for each in everybody if each.official_id in some]


@FEW
@given(data=st.data())
def test_dossiers_hold_what_a_second_reading_of_the_tables_finds(application: Flask, data: st.DataObject) -> None:
    with undone(application):
        settle(people=3)
        for edit in data.draw(st.lists(edits, max_size=8)):
            edit(data.draw)
        found = {each.official_id: each for each in dossiers()}
        on = data.draw(st.sampled_from(DAYS))
        for expected in facts_on(on):
            if not expected.posts:
                continue
            posts = [post for post in found[expected.official_id].posts if post.begins <= on < post.ends]
            assert [_without_period(post) for post in posts] == [_without_period(post) for post in expected.posts]
            assert _told(found[expected.official_id]) == _told(expected)


def _without_period(post: Any) -> tuple[Any, ...]:
    return tuple(getattr(post, name) for name in post.__slots__ if name not in ("begins", "ends"))


def _told(found: Dossier) -> tuple[Any, ...]:
    ordered = {domain: sorted(held, key=lambda one: one.id) for domain, held in found.credentials.items()}
    without_end = {domain: [_without_end(one) for one in held] for domain, held in ordered.items()}
    return found.official_id, found.born_on, without_end


def _without_end(credential: Credential) -> tuple[Any, ...]:
    """An expiry on the last day of the calendar is none."""
    values = [getattr(credential, name) for name in credential.__slots__]
    return tuple(None if value == FOREVER else value for value in values)
