"""The tables of the papers, from content as it stands."""

from collections.abc import Iterable, Sequence

from registry.pdf.paper import Cell, CellText, Column, TableBlock
from registry.shared.dates import vn_date
from registry.shared.numbers import vn_number
from registry.summaries.content import (
    Numbers,
    Outcome,
    PersonLine,
    Post,
    Record,
    Section,
    Tally,
    TargetRule,
    UnitLine,
    UnitSummary,
    UnitTable,
)
from registry.summaries.wording import (
    MARKS_EXPLAINED,
    OUTCOMES_EXPLAINED,
    STATES_EXPLAINED,
    VERDICTS,
    VERIFIED_NOW,
    attained_words,
    outcome_words,
    share,
    standing_words,
    state_words,
)

BODY = 10.5
DENSE = 9.0
PEOPLE_WIDTH = 17.0
LEVEL_WIDTHS = (1.25, 1.15, 1.35, 1.5, 1.6)
"""Of the domains in a table of people: languages and digital skills have the longest words."""

Row = Sequence[CellText]


def posts_table(posts: Sequence[Post]) -> TableBlock:
    """The posts of an official on the day, the main one first."""
    columns = (Column("Chức vụ", 3), Column("Đơn vị", 2.4), Column("Từ ngày", 1.1, "center"), Column("Loại", 1.1, "center"))
    rows = [(post.title, post.unit_name, vn_date(post.valid_from), post.kind.capitalize()) for post in posts]
    return TableBlock(columns, rows)


def record_table(sections: Iterable[Section]) -> TableBlock:
    """The qualifications of an official; verified ones upright, all others in italics, and each said in words."""
    columns = (
        Column("STT", 0.5, "center"),
        Column("Lĩnh vực", 1.25),
        Column("Văn bằng, chứng chỉ, trình độ", 2.5),
        Column("Nơi cấp, số hiệu", 2.2),
        Column("Ngày cấp, giá trị đến", 1.4, "center"),
        Column("Mức tin cậy", 1.2, "center"),
    )
    records = [(section.title, record) for section in sections for record in section.records]
    rows = [_record_row(place, domain, record) for place, (domain, record) in enumerate(records, 1)]
    return TableBlock(columns, rows, notes=(STATES_EXPLAINED, VERIFIED_NOW), size=BODY)


def _record_row(place: int, domain: str, record: Record) -> Row:
    until = f"{'hết hạn' if record.expired else 'đến'} {record.expires}" if record.expires else ""
    texts = (
        domain,
        "\n".join(part for part in (record.name, record.level, record.details) if part),
        "\n".join(part for part in (record.institution, record.number and f"Số {record.number}") if part) or "Chưa ghi",
        "\n".join(part for part in (record.issued, until) if part),
        state_words(record.state),
    )
    italic = record.state != "verified"
    return (str(place), *(Cell(text, italic=italic) for text in texts))


def outcome_table(outcomes: Sequence[Outcome], rules: Sequence[TargetRule]) -> TableBlock:
    """The standing of an official for each target that concerns it, with the reasons."""
    columns = (
        Column("Chỉ tiêu", 2.5),
        Column("Tính cả khai báo", 1, "center", group="Kết quả"),
        Column("Riêng đã xác minh", 1, "center", group="Kết quả"),
        Column("Lý do", 3.2),
    )
    names = {rule.code: rule for rule in rules}
    rows = [_outcome_row(outcome, names[outcome.code]) for outcome in outcomes]
    return TableBlock(columns, rows, size=BODY)


def _outcome_row(outcome: Outcome, rule: TargetRule) -> Row:
    whole = not rule.component
    title = f"{rule.code}. {rule.title} (mục {rule.clause})" if whole else f"– {rule.title}"
    return (
        Cell(title, bold=whole),
        Cell(standing_words(outcome.standing), bold=whole),
        Cell(standing_words(outcome.verified_standing), bold=whole),
        _reasons(outcome) or "Xem các thành phần dưới đây",
    )


def _reasons(outcome: Outcome) -> str:
    return "; ".join(reason.rstrip(".") for reason in outcome.reasons)


TALLIED = (
    Column("Chỉ tiêu, ngưỡng", 3.1),
    Column("Đạt/tổng", 1.25, "center", group="Tính cả khai báo"),
    Column("Kết luận", 0.8, "center", group="Tính cả khai báo"),
    Column("Đạt/tổng", 1.25, "center", group="Riêng đã xác minh"),
    Column("Kết luận", 0.8, "center", group="Riêng đã xác minh"),
    Column("Chưa đạt", 0.65, "center"),
    Column("Thiếu dữ liệu", 0.65, "center"),
    Column("Loại trừ", 0.65, "center"),
)
TALLY_NOTE = "Người được loại trừ không tính vào tổng số. Người thiếu dữ liệu có trong tổng số nhưng chưa được tính là đạt."


def tally_table(tallies: Iterable[Tally]) -> TableBlock:
    """The targets of a unit: met of total, as declared and verified, with the verdicts, and who could not be judged."""
    return TableBlock(TALLIED, [_tally_row(tally) for tally in tallies], notes=(TALLY_NOTE,), size=BODY)


def _tally_row(tally: Tally) -> Row:
    rule, numbers = tally.rule, tally.numbers
    whole = f"{rule.code}. {rule.title} (mục {rule.clause}, ngưỡng {rule.threshold})"
    return (
        f"– {rule.short_title}" if rule.component else whole,
        share(numbers.met, numbers.total, numbers.percent),
        VERDICTS[tally.verdict],
        share(numbers.met_verified, numbers.total, numbers.percent_verified),
        VERDICTS[tally.verdict_verified],
        vn_number(numbers.unmet),
        vn_number(numbers.unknown),
        vn_number(numbers.exempt),
    )


def people_table(summary: UnitSummary) -> TableBlock:
    """The people of a unit with levels and standings; the last row adds up."""
    shown = [tally for tally in summary.tallies if not tally.rule.component]
    codes = [tally.rule.code for tally in shown]
    columns = _people_columns([total.domain for total in summary.domains], codes)
    rows = [_person_row(place, person, codes) for place, person in enumerate(summary.people, 1)]
    notes = (MARKS_EXPLAINED, OUTCOMES_EXPLAINED, VERIFIED_NOW)
    return TableBlock(columns, rows, totals=_people_totals(summary, shown), notes=notes, size=DENSE)


def _people_columns(domains: Sequence[str], codes: Sequence[str]) -> list[Column]:
    """The more targets, the less room for the note: days of birth must not break."""
    columns = [
        Column("STT", 0.5, "center"),
        Column("Họ và tên, số định danh", 2.1),
        Column("Ngày sinh", 1.2, "center"),
        Column("Chức vụ", 2.3),
    ]
    group = "Trình độ, bồi dưỡng"
    columns += [Column(title, width, "center", group) for title, width in zip(domains, LEVEL_WIDTHS, strict=True)]
    columns += [Column(code, 0.95 if len(codes) < 3 else 0.8, "center", "Chỉ tiêu") for code in codes]
    left = PEOPLE_WIDTH - sum(column.weight for column in columns)
    return [*columns, Column("Ghi chú", max(left, 1.5))]


def _person_row(place: int, person: PersonLine, codes: Sequence[str]) -> Row:
    found = {outcome.code: outcome for outcome in person.outcomes}
    return (
        str(place),
        f"{person.name}\n{person.masked_number}",
        person.born or "Chưa ghi",
        person.post,
        *(attained_words(levels) for levels in person.attained),
        *(outcome_words(found[code]) if code in found else "–" for code in codes),
        _person_note(person, codes),
    )


def _person_note(person: PersonLine, codes: Sequence[str]) -> str:
    said = [(outcome.code, _reasons(outcome)) for outcome in person.outcomes if outcome.code in codes]
    return "\n".join(f"{code}: {reasons}" for code, reasons in said if reasons)


def _people_totals(summary: UnitSummary, shown: Sequence[Tally]) -> Row:
    return (
        Cell(f"Cộng: {vn_number(summary.number)} người", span=4, align="center"),
        *(f"Có: {vn_number(total.having)}\nXM: {vn_number(total.verified)}" for total in summary.domains),
        *(_totals_of(tally.numbers) for tally in shown),
        "",
    )


def _totals_of(numbers: Numbers) -> str:
    return f"{vn_number(numbers.met)}/{vn_number(numbers.total)}\nXM: {vn_number(numbers.met_verified)}"


def unit_table(table: UnitTable) -> TableBlock:
    """The units of a tier with the figures of each target; components with their met of total only."""
    columns = [Column("STT", 0.5, "center"), Column("Đơn vị", 2.6), Column("Số người", 0.8, "center")]
    for rule in table.rules:
        columns += _unit_columns(rule)
    rows = [(str(place), *_unit_cells(line, table.rules)) for place, line in enumerate(table.lines, 1)]
    totals = (Cell("Cộng", span=2, align="center"), *_unit_cells(table.totals, table.rules)[1:])
    notes = ("Đạt/tổng tính cả văn bằng, chứng chỉ khai báo; XM: đạt chỉ với văn bằng, chứng chỉ đã xác minh.", VERIFIED_NOW)
    return TableBlock(columns, rows, totals=totals, notes=notes, size=DENSE)


def _unit_columns(rule: TargetRule) -> list[Column]:
    if rule.component:
        return [Column(rule.short_title, 1, "center", group=f"Thành phần của {rule.code.partition('.')[0]}: đạt/tổng")]
    group = f"{rule.code}. {rule.short_title}\n({rule.threshold})"
    return [
        Column("Đạt/tổng", 1.05, "center", group),
        Column("XM", 0.95, "center", group),
        Column("Thiếu dữ liệu", 0.65, "center", group),
        Column("Loại trừ", 0.65, "center", group),
    ]


def _unit_cells(line: UnitLine, rules: Sequence[TargetRule]) -> Row:
    cells: list[CellText] = [line.name, vn_number(line.people)]
    for rule, numbers in zip(rules, line.numbers, strict=True):
        cells += _number_cells(numbers, rule)
    return cells


def _number_cells(numbers: Numbers, rule: TargetRule) -> list[CellText]:
    fraction = f"{vn_number(numbers.met)}/{vn_number(numbers.total)}"
    if rule.component:
        return [fraction if numbers.total else "–"]
    if not numbers.total and not numbers.exempt:
        return ["–"] * 4
    verified = share(numbers.met_verified, numbers.total, numbers.percent_verified)
    return [share(numbers.met, numbers.total, numbers.percent), verified, vn_number(numbers.unknown), vn_number(numbers.exempt)]
