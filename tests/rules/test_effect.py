"""What the page before publishing says is what comes true, for any rule, day and records, on both databases."""

import datetime as dt

from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from models.targets import Target, TargetVersion
from registry.comparison.parts import counted_on
from registry.comparison.people import End
from registry.judgement.change import Look
from registry.rules.drafts import rules_of
from registry.rules.effect import effect_of
from registry.rules.queries import family_of
from registry.rules.versions import take_effect
from registry.shared.database import db
from registry.standings import keeping
from registry.standings.dossier import targets
from registry.units.queries import tree_on
from tests.compliance import records
from tests.compliance.edits import DAYS, FEW, PERSONAL, draw_draft
from tests.support.databases import undone


@FEW
@given(data=st.data())
def test_the_effect_that_is_shown_is_what_the_stored_standings_say_afterwards(application: Flask, data: st.DataObject) -> None:
    with undone(application):
        records.settle()
        for edit in data.draw(st.lists(st.sampled_from(PERSONAL), max_size=5), label="edits"):
            edit(data.draw)
        db.session.commit()
        draft = draw_draft(data.draw)
        family, on = family_of(draft.target.code), data.draw(st.sampled_from(DAYS), label="on")
        end = End(tree_on(on), frozenset(tree_on(on).units), frozenset())
        shown = effect_of(draft, family, end)
        target_id = family.target.id
        assert shown.before == counted_on(target_id, Look(on, targets()[target_id], end.seen))
        _publish(family.target, rules_of(draft, family)[target_id], draft.valid_from)
        db.session.commit()
        assert keeping.differences() == set()
        assert shown.after == counted_on(target_id, Look(on, targets()[target_id], end.seen))
        assert records.standings_stored(on) == records.standings_read_again(on)


def _publish(target: Target, rule: dict[str, object], begins: dt.date | None) -> None:
    number = len(db.session.scalars(select(TargetVersion).where(TargetVersion.target_id == target.id)).all()) + 1
    assert begins
    take_effect(TargetVersion(target_id=target.id, number=number, rule=rule, basis_document="NQ", wording="x", valid_from=begins))
