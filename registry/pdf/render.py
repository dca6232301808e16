"""A described paper as a PDF file."""

from threading import Lock

from registry.pdf import engine, fonts
from registry.pdf.body import ended, story_of
from registry.pdf.engine import Canvas, Story, placed
from registry.pdf.furniture import (
    AddressContent,
    AnnexContent,
    ClosingContent,
    LetterheadContent,
    PageCount,
    TitleContent,
    draw_page_number,
    draw_running,
    running_lines,
)
from registry.pdf.paper import Annex, Paper

# A registered typeface keeps its reading position in the font file, and the paragraph parser its state: two
# papers drawn at the same time in two threads would mix their letters.
_ONE_AT_A_TIME = Lock()


def render(paper: Paper) -> bytes:
    """The paper as PDF: A4, Tinos embedded, text extractable in NFC. The same paper gives the same bytes.

    Layout: Decree 30/2020/NĐ-CP, Appendix I. Refuses with `FontsMissing` when the typeface is not built, with
    ValueError a table row that does not fit its columns, a running note above three lines and `made_at`
    without a time zone.
    """
    with _ONE_AT_A_TIME:
        fonts.register()
        running_lines(paper.meta, engine.text_area(paper.landscape)[0])
        count = PageCount()

        def finish_page(canvas: Canvas, landscape: bool) -> None:
            size = engine.page_size(landscape)
            draw_page_number(canvas, count, size)
            draw_running(canvas, paper.meta, size[0])

        return engine.build(_story(paper, count), paper.meta, paper.landscape, finish_page)


def _story(paper: Paper, count: PageCount) -> Story:
    area = engine.text_area(paper.landscape)
    story: Story = [placed(LetterheadContent(paper.letterhead))] if paper.letterhead else []
    if paper.title:
        story.append(placed(TitleContent(paper.title)))
    if paper.addressed:
        story.append(placed(AddressContent(paper.addressed)))
    closing = ClosingContent(paper.signature, paper.recipients)
    if paper.signature or paper.recipients:
        story += story_of(ended(paper.blocks), area, reserve=closing.height(*area))
        story.append(placed(closing))
    else:
        story += story_of(paper.blocks, area)
    for annex in paper.annexes:
        story += _annex(annex, count)
    return story


def _annex(annex: Annex, count: PageCount) -> Story:
    head = placed(AnnexContent(annex, count))
    return [*engine.new_page(annex.landscape), head, *story_of(annex.blocks, engine.text_area(annex.landscape))]
