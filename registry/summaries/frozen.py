"""A snapshot on paper: figures as frozen, their rules, who signed, what units confirmed, the seal. Nothing is worked out anew."""

from collections.abc import Sequence

from registry.compliance.describe import threshold_words
from registry.compliance.figures import Figure, figure_of, unit_figures
from registry.pdf.paper import (
    Annex,
    Block,
    Bullets,
    Column,
    Heading,
    Letterhead,
    Paper,
    PaperMeta,
    Para,
    Run,
    Signature,
    TableBlock,
    Title,
)
from registry.pdf.render import render
from registry.pdf.text import blank, blank_date_line
from registry.shared.dates import vn_date, vn_instant
from registry.shared.numbers import vn_number
from registry.snapshots.queries import Frozen
from registry.summaries.documents import REGISTER
from registry.summaries.offices import Issue, running_name
from registry.summaries.tables import BODY, TALLIED, TALLY_NOTE
from registry.summaries.wording import VERDICTS, share
from registry.units.scope import View

KIND = "Báo cáo"


def frozen_pdf(frozen: Frozen, view: View, issue: Issue) -> bytes:
    """The paper about the unit in view as a file."""
    return render(frozen_paper(frozen, view, issue))


def frozen_paper(frozen: Frozen, view: View, issue: Issue) -> Paper:
    """The figures stand in the body, units in an annex behind the signature."""
    snapshot, office = frozen.snapshot, issue.office
    whose = running_name(view.unit.name) if view.unit else ""
    subject = f"Kết quả chỉ tiêu nhân sự của Nghị quyết tại {whose}, số liệu chốt ngày {vn_date(snapshot.on)}"
    note = f"Bản chốt “{snapshot.name}” · Số liệu ngày {vn_date(snapshot.on)}"
    figures = _figures(frozen, view.units)
    rows = _by_unit(frozen, view)
    annexes = [_annex(rows, frozen, issue)] if len(rows) > 1 else []
    return Paper(
        meta=PaperMeta(subject, office.name, note, f"Niêm phong: {snapshot.digest[:16]}", issue.at),
        title=Title(KIND, subject),
        blocks=[*_body(frozen, figures, issue), *_close(bool(annexes))],
        letterhead=Letterhead(office.superior, office.heading, _mark(issue), office.place, issue.day.year),
        signature=Signature(office.signed),
        recipients=[*issue.recipients, "Lưu: VT"],
        annexes=annexes,
    )


def _mark(issue: Issue) -> str:
    """Offices know their mark for a notice (TB-SNV); this is a report (BC-SNV)."""
    return f"BC-{issue.office.mark.partition('-')[2]}"


def _figures(frozen: Frozen, units: set[int]) -> list[Figure]:
    """Every target, each followed by its components."""
    on = frozen.snapshot.on
    return [figure_of(one, frozen.counts, units, on) for target in frozen.targets for one in target.every_one]


def _body(frozen: Frozen, figures: Sequence[Figure], issue: Issue) -> list[Block]:
    snapshot = frozen.snapshot
    signed = f"{snapshot.taken_by.name} ký chốt lúc {vn_instant(snapshot.taken_at)}"
    grounds = f"Căn cứ {REGISTER}, bản chốt “{snapshot.name}” số liệu ngày {vn_date(snapshot.on)} ({signed}), "
    return [
        Para(f"{grounds}{issue.office.name} báo cáo kết quả các chỉ tiêu như sau:"),
        Heading("1. Kết quả"),
        TableBlock(TALLIED, [_figure_row(figure) for figure in figures], notes=(TALLY_NOTE,), size=BODY),
        Heading("2. Quy tắc đã dùng"),
        Bullets([f"{rule.code}, phiên bản {rule.number}: {rule.sentence}" for rule in frozen.rules if rule.parent_id is None]),
        Heading("3. Xác nhận và niêm phong"),
        *(Para(sentence) for sentence in _confirmed(frozen)),
        *([Para(snapshot.note)] if snapshot.note else []),
        Para(["Mã niêm phong: ", Run(_spaced(snapshot.digest), bold=True), "."]),
        Para(
            f"Mã của bản chốt liền trước: {_spaced(snapshot.previous)}."
            if snapshot.previous
            else "Trước bản này chưa có bản chốt nào."
        ),
        Para("Sửa hồ sơ sau khi chốt không làm thay đổi số liệu trên. Mã niêm phong trùng với mã ghi trong nhật ký của Sổ."),
    ]


def _confirmed(frozen: Frozen) -> list[str]:
    """What units had confirmed before, as the snapshot says it."""
    review = frozen.snapshot.review
    if not review:
        return ["Không có đợt rà soát trước khi chốt."]
    said = [f"Đợt rà soát “{review['name']}”: {vn_number(len(review['confirmed']))} đơn vị đã xác nhận."]
    for key, words in (("missing", "chưa xác nhận"), ("changed", "đã đổi sau khi xác nhận")):
        if review[key]:
            said.append(f"{vn_number(len(review[key]))} đơn vị {words}: {', '.join(review[key])}.")
    return said


def _spaced(digest: str) -> str:
    """In groups of eight, to be read and broken over lines."""
    return " ".join(digest[place : place + 8] for place in range(0, len(digest), 8))


def _figure_row(figure: Figure) -> tuple[str, ...]:
    count, target = figure.count, figure.target
    basis = f"mục {target.version.basis_clause or ''}, ngưỡng {threshold_words(target.rule.threshold)}"
    return (
        f"– {target.short_title}" if "." in target.code else f"{target.code}. {target.title} ({basis})",
        share(count.met, count.total, figure.percent),
        VERDICTS[figure.verdict],
        share(count.met_verified, count.total, figure.percent_verified),
        VERDICTS[figure.verdict_verified],
        vn_number(count.unmet),
        vn_number(count.unknown),
        vn_number(count.exempt),
    )


def _by_unit(frozen: Frozen, view: View) -> list[tuple[str, ...]]:
    """A row for each unit that counts somebody, by code: met of total for each target."""
    cells: dict[str, dict[int, str]] = {}
    names: dict[str, str] = {}
    for target in frozen.targets:
        for row in unit_figures(target, frozen.counts, frozen.tree, view.units, frozen.snapshot.on):
            names[row.unit.code] = row.unit.name
            cells.setdefault(row.unit.code, {})[target.id] = share(
                row.figure.count.met, row.figure.count.total, row.figure.percent
            )
    return [(names[code], *(cells[code].get(target.id, "–") for target in frozen.targets)) for code in sorted(cells)]


def _annex(rows: Sequence[tuple[str, ...]], frozen: Frozen, issue: Issue) -> Annex:
    columns = (Column("STT", 0.4, "center"), Column("Đơn vị", 2.4), *(Column(one.code, 1, "center") for one in frozen.targets))
    date = blank_date_line("", issue.day.year).removeprefix(", ").replace(" ", "\u00a0")
    reference = f"(Kèm theo Báo cáo số{blank()}/{_mark(issue)} {date} của {issue.office.name})"
    table = TableBlock(columns, [(str(place), *row) for place, row in enumerate(rows, 1)], size=BODY)
    return Annex("Phụ lục", "Kết quả theo đơn vị: người đạt trên tổng số, tính cả khai báo", [table], reference)


def _close(annexed: bool) -> list[Block]:
    return [Para("Kết quả của từng đơn vị ghi ở Phụ lục kèm theo Báo cáo này.")] if annexed else []
