"""Summaries as papers in the layout of Decree 30/2020/NĐ-CP: content in, PDF out. Nothing is worked out here."""

from collections.abc import Sequence

from registry.pdf.paper import Annex, Block, Heading, Letterhead, Pairs, Paper, PaperMeta, Para, Run, Signature, Title
from registry.pdf.render import render
from registry.pdf.text import blank, blank_date_line
from registry.shared.dates import vn_date
from registry.shared.numbers import vn_number
from registry.summaries.content import OfficialSummary, ProvinceSummary, Summary, UnitSummary, code_of
from registry.summaries.offices import Issue
from registry.summaries.tables import outcome_table, people_table, posts_table, record_table, tally_table, unit_table
from registry.summaries.wording import listed, rules_note, state_words

KIND = "Thông báo"
REGISTER = "Sổ năng lực công chức tỉnh Hà Tĩnh"
STAFF = "cán bộ, công chức, viên chức"
NOTIFIED = "{} thông báo để các cơ quan, đơn vị, cá nhân liên quan biết."


def subject_of(summary: Summary) -> str:
    """What the paper says it is about."""
    whose = f"{summary.title} {summary.name}" if isinstance(summary, OfficialSummary) else f"{STAFF} {summary.name}"
    return f"Tổng hợp xác nhận trình độ, bồi dưỡng của {whose}"


def summary_pdf(summary: Summary, issue: Issue) -> bytes:
    """The paper as a file."""
    return render(paper_of(summary, issue))


def paper_of(summary: Summary, issue: Issue) -> Paper:
    """The paper: an official's stands upright on its own; tables of people or units lie in annexes behind the signature."""
    if isinstance(summary, OfficialSummary):
        blocks, annexes = _about_official(summary, issue), []
    elif isinstance(summary, UnitSummary):
        blocks, annexes = _about_unit(summary, issue), _people_annex(summary, issue)
    else:
        blocks, annexes = _about_province(summary, issue), _unit_annexes(summary, issue)
    return Paper(
        meta=_meta(summary, issue),
        title=Title(KIND, subject_of(summary)),
        blocks=blocks,
        letterhead=_letterhead(issue),
        signature=Signature(issue.office.signed),
        recipients=[*issue.recipients, "Lưu: VT"],
        annexes=annexes,
    )


def _meta(summary: Summary, issue: Issue) -> PaperMeta:
    note = f"Số liệu ngày {vn_date(summary.on)} · Quy tắc: {rules_note(summary.rules)}"
    return PaperMeta(subject_of(summary), issue.office.name, note, f"Mã: {code_of(summary)}", issue.at)


def _letterhead(issue: Issue) -> Letterhead:
    office = issue.office
    return Letterhead(office.superior, office.heading, office.mark, office.place, issue.day.year)


def _opening(summary: Summary, issue: Issue, whose: str) -> Para:
    grounds = f"Căn cứ {REGISTER}, số liệu tính đến hết ngày {vn_date(summary.on)}, "
    return Para(f"{grounds}{issue.office.name} thông báo tổng hợp xác nhận trình độ, bồi dưỡng của {whose} như sau:")


def _about_official(summary: OfficialSummary, issue: Issue) -> list[Block]:
    blocks: list[Block] = [
        _opening(summary, issue, f"{summary.title} {summary.name}"),
        Heading("1. Thông tin cá nhân"),
        Pairs(
            [
                ("Họ và tên", summary.name),
                ("Ngày sinh", summary.born or "Chưa ghi"),
                ("Giới tính", summary.sex or "Chưa ghi"),
                ("Số định danh cá nhân", summary.personal_number),
                *([("Mã công chức", summary.staff_code)] if summary.staff_code else []),
            ]
        ),
        Heading(f"2. Chức vụ ngày {vn_date(summary.on)}"),
        posts_table(summary.posts) if summary.posts else Para("Không giữ chức vụ nào ghi trong Sổ vào ngày này."),
        Heading("3. Văn bằng, chứng chỉ, bồi dưỡng"),
        Para(_records_sentence(summary)),
    ]
    if summary.records:
        blocks.append(record_table(summary.sections))
    return [*blocks, *_outcomes(summary), Para(NOTIFIED.format(issue.office.name))]


def _records_sentence(summary: OfficialSummary) -> str:
    if not summary.records:
        return f"Sổ chưa ghi văn bằng, chứng chỉ nào cấp đến ngày {vn_date(summary.on)}."
    states = listed((state_words(state).lower(), number) for state, number in summary.states)
    empty = ", ".join(section.title.lower() for section in summary.sections if not section.records)
    missing = f" Chưa ghi trong hồ sơ: {empty}." if empty else ""
    return f"Tổng số {summary.records} văn bằng, chứng chỉ, trong đó: {states}.{missing}"


def _outcomes(summary: OfficialSummary) -> list[Block]:
    head = Heading("4. Kết quả theo chỉ tiêu của Nghị quyết")
    if not summary.rules:
        return [head, Para("Ngày này chưa có chỉ tiêu nào có hiệu lực.")]
    outside = f"Không thuộc đối tượng của chỉ tiêu {', '.join(summary.outside)}." if summary.outside else ""
    if not summary.outcomes:
        return [head, Para(outside)]
    reached = f"Đạt {summary.met}/{summary.applicable} chỉ tiêu thuộc đối tượng"
    words = f"{reached}, tính cả văn bằng, chứng chỉ khai báo. {outside}" if summary.applicable else outside
    return [head, *([Para(words.strip())] if words else []), outcome_table(summary.outcomes, summary.rules)]


def _about_unit(summary: UnitSummary, issue: Issue) -> list[Block]:
    whose = f"{vn_number(summary.number)} {STAFF} giữ chức vụ tại {summary.name}"
    if not summary.number:
        return [_opening(summary, issue, f"{STAFF} {summary.name}"), Para("Ngày này Sổ chưa ghi ai giữ chức vụ tại đây.")]
    return [
        _opening(summary, issue, whose),
        Para(["Tổng số ", Run(f"{vn_number(summary.number)} người", bold=True), f": {listed(summary.categories)}."]),
        *_tallies(summary),
        Para(f"Kết quả của từng người ghi ở Phụ lục kèm theo Thông báo này. {NOTIFIED.format(issue.office.name)}"),
    ]


def _about_province(summary: ProvinceSummary, issue: Issue) -> list[Block]:
    direct = f" {vn_number(summary.direct)} người giữ chức vụ cấp tỉnh không nằm trong các Phụ lục." if summary.direct else ""
    return [
        _opening(summary, issue, f"{STAFF} các sở, ban, ngành, xã, phường của {summary.name}"),
        Para(
            [
                "Tổng số ",
                Run(f"{vn_number(summary.number)} người", bold=True),
                f" (tính theo chức vụ chính): {listed(summary.categories)}.{direct}",
            ]
        ),
        *_tallies(summary),
        Para(f"Kết quả của từng đơn vị ghi ở Phụ lục kèm theo Thông báo này. {NOTIFIED.format(issue.office.name)}"),
    ]


def _tallies(summary: UnitSummary | ProvinceSummary) -> list[Block]:
    counted = {tally.rule.code for tally in summary.tallies}
    nobody = [rule.code for rule in summary.rules if not rule.component and rule.code not in counted]
    if not summary.rules:
        return [Para("Ngày này chưa có chỉ tiêu nào có hiệu lực.")]
    outside = [Para(f"Không có người thuộc đối tượng của chỉ tiêu {', '.join(nobody)}.")] if nobody else []
    return [*([tally_table(summary.tallies)] if summary.tallies else []), *outside]


def _people_annex(summary: UnitSummary, issue: Issue) -> list[Annex]:
    if not summary.people:
        return []
    title = f"Trình độ, bồi dưỡng của {STAFF} {summary.name}"
    return [_annex("Phụ lục", title, [people_table(summary)], issue)]


def _unit_annexes(summary: ProvinceSummary, issue: Issue) -> list[Annex]:
    labels = ["Phụ lục"] if len(summary.tables) == 1 else ["Phụ lục I", "Phụ lục II", "Phụ lục III"]
    return [
        _annex(label, f"Kết quả theo đơn vị: {table.title}", [unit_table(table)], issue)
        for label, table in zip(labels, summary.tables, strict=False)
    ]


def _annex(label: str, title: str, blocks: Sequence[Block], issue: Issue) -> Annex:
    date = blank_date_line("", issue.day.year).removeprefix(", ").replace(" ", "\u00a0")
    reference = f"(Kèm theo Thông báo số{blank()}/{issue.office.mark} {date} của {issue.office.name})"
    return Annex(label, title, blocks, reference, landscape=True)
