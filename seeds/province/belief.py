"""How far the papers of made-up officials have been verified: some units are done, others have hardly begun."""

from models.qualifications import Domain, State
from seeds.province.dice import Dice
from seeds.province.people import Paper, Person


def believe(people: list[Person], dice: Dice) -> None:
    """Give every paper its state: about three quarters verified, most others declared, a few rejected or revoked."""
    progress: dict[str, float] = {}
    for person in people:
        unit = person.seat.unit
        if unit not in progress:
            progress[unit] = dice.weighed({0.35: 1, 0.62: 2, 0.78: 4, 0.9: 3})
        whole = dice.chance(progress[unit])
        for paper in person.papers:
            if paper.state is State.DECLARED:
                paper.state = _state(whole, dice)
            if paper.state is State.REJECTED:
                paper.note = "Cơ sở đào tạo trả lời không có trong sổ gốc."
    _revoke(people, dice)


def _state(whole: bool, dice: Dice) -> State:
    if whole:
        return dice.weighed({State.VERIFIED: 0.975, State.CHECKED: 0.015, State.DECLARED: 0.01})
    return dice.weighed({State.VERIFIED: 0.24, State.CHECKED: 0.16, State.DECLARED: 0.596, State.REJECTED: 0.004})


def _revoke(people: list[Person], dice: Dice) -> None:
    """A handful of papers were revoked; degrees among them, on which other papers rest."""
    degrees = [paper for person in people for paper in person.papers if _is_bachelor(paper)]
    others = [paper for person in people for paper in person.papers if paper.domain is Domain.LANGUAGE]
    for paper in (*dice.some(degrees, 5), *dice.some(others, 4)):
        paper.state = State.REVOKED
        paper.note = f"Thu hồi theo Quyết định số {dice.number(101, 999)}/QĐ của cơ sở cấp."


def _is_bachelor(paper: Paper) -> bool:
    return paper.domain is Domain.DEGREE and paper.level == "dai-hoc"
