"""Classes on paper: the decision to send with its list."""

from collections.abc import Sequence

from models.classes import Enrolment, SendingDecision
from registry.pdf.paper import Annex, Block, Column, Heading, Letterhead, Paper, PaperMeta, Para, Signature, TableBlock, Title
from registry.pdf.render import render
from registry.programmes.words import MODES, decimal_words, gives_words
from registry.shared.dates import partial_date, vn_date
from registry.shared.numbers import vn_number
from registry.summaries.offices import Office

_LIST = (
    Column("TT", 0.4, "center"),
    Column("Họ và tên", 1.6),
    Column("Ngày sinh", 0.9, "center"),
    Column("Chức vụ, đơn vị", 2.4),
    Column("Ghi chú", 1.4),
)


def decision_pdf(
    decision: SendingDecision, sent: int, people: Sequence[Enrolment], posts: dict[int, str], office: Office
) -> bytes:
    """The decision that sent so many, with the people in an annex: all, or as an extract those whom the reader may know."""
    one = decision.of_class
    subject = f"Cử cán bộ, công chức, viên chức tham gia lớp {one.title}"
    listed = "Danh sách" if len(people) == sent else f"Trích danh sách ({len(people)}/{sent} người)"
    return render(
        Paper(
            meta=PaperMeta(subject, office.name, f"Lớp {one.title}", made_at=None),
            title=Title("Quyết định", subject),
            blocks=_articles(decision, sent),
            letterhead=_head(decision, office),
            signature=Signature(office.signed),
            recipients=["Như Điều 3", "Lưu: VT"],
            annexes=[Annex(listed, subject, [TableBlock(_LIST, _rows(people, posts))])],
        )
    )


def _articles(decision: SendingDecision, sent: int) -> list[Block]:
    one, programme = decision.of_class, decision.of_class.programme
    venue = f", tại {one.venue}" if one.venue else ""
    cost = f" Mức chi phí: {vn_number(one.cost)} đồng một người." if one.cost else ""
    bond = f" Cam kết phục vụ gấp {decimal_words(programme.bond_factor)} lần thời gian đào tạo." if programme.bond_factor else ""
    return [
        Para(f"Căn cứ {programme.basis};"),
        Para(f"Căn cứ đề cử của các đơn vị và kế hoạch mở lớp {one.title},"),
        Heading("QUYẾT ĐỊNH:"),
        Para(
            f"Điều 1. Cử {sent} cán bộ, công chức, viên chức (danh sách kèm theo) tham gia lớp {one.title}, hình thức "
            f"{MODES[programme.mode]}, {programme.lesson_hours} tiết, từ ngày {vn_date(one.first_day)} đến ngày "
            f"{vn_date(one.last_day)}{venue}; cơ sở đào tạo: {one.school.name}; kết quả: {gives_words(programme)}."
        ),
        Para(
            "Điều 2. Người được cử chấp hành nội quy, quy chế của cơ sở đào tạo; được hưởng chế độ theo quy định hiện hành."
            f"{cost}{bond}"
        ),
        Para("Điều 3. Thủ trưởng các đơn vị có người được cử, cơ sở đào tạo và người trong danh sách thi hành quyết định này."),
    ]


def _head(decision: SendingDecision, office: Office) -> Letterhead:
    """With number and day as recorded; a number that is none is left to the clerk, with the day."""
    number, _slash, mark = decision.number.partition("/")
    usual = office.mark.replace("TB-", "QĐ-")
    if not number.strip().isdecimal():
        return Letterhead(office.superior, office.heading, usual, office.place, decision.signed_on.year)
    of = (office.superior, office.heading, mark.strip() or usual, office.place, decision.signed_on.year)
    return Letterhead(*of, number=int(number), dated_on=decision.signed_on)


def _rows(people: Sequence[Enrolment], posts: dict[int, str]) -> list[list[str]]:
    return [
        [
            str(place),
            row.official.full_name,
            partial_date(row.official.born_on, row.official.born_precision) or "Chưa ghi",
            posts.get(row.official_id, ""),
            row.override_reason or "",
        ]
        for place, row in enumerate(people, 1)
    ]
