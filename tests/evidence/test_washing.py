"""The gate for scans: the good stays readable, the evil becomes harmless or is refused with a sentence, and nothing breaks it."""

import io
import random
import re
import zlib

import pikepdf
import pytest
from PIL import Image

from registry.apart.asking import House
from registry.evidence import isolation, limits
from registry.evidence.actions import plain_name
from registry.evidence.papers import FORBIDDEN
from registry.evidence.washing import JPEG, PDF, PNG, Unfit, Washed, washed
from tests.evidence import files
from tests.support.sources import ROOT

SENTENCE = re.compile(r"[A-ZĐẢÔ][^<>]{10,200}\.")


def _opened(made: Washed) -> None:
    """The kept file can be opened, and holds nothing but what it should."""
    assert len(made.content) <= limits.FILE_BYTES
    assert files.EVIL not in made.content
    if made.media_type == PDF:
        with pikepdf.open(io.BytesIO(made.content)) as pdf:
            assert len(pdf.pages) == made.pages
            assert set(pdf.Root.keys()) <= {"/Type", "/Pages"}
            for each in pdf.objects:
                if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
                    assert not FORBIDDEN & set(each.keys())
                if isinstance(each, pikepdf.Stream):
                    assert files.EVIL not in each.read_bytes()
    else:
        with Image.open(io.BytesIO(made.content)) as picture:
            picture.load()
            assert picture.format == {JPEG: "JPEG", PNG: "PNG"}[made.media_type]
            assert dict(picture.getexif()) == {}
            assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("name", files.GOOD)
def test_a_good_file_is_kept_and_can_be_read(name: str) -> None:
    made = isolation.wash(*files.GOOD[name])
    _opened(made)
    page = isolation.picture(made.content, made.media_type, made.pages, limits.LARGE)
    with Image.open(io.BytesIO(page)) as shown:
        assert shown.format == "JPEG" and len(shown.convert("L").getcolors(2**20) or []) > 1, "there is something to see"


@pytest.mark.parametrize("name", files.HARMLESS)
def test_what_is_evil_in_a_readable_file_is_gone(name: str) -> None:
    _opened(washed(*files.HARMLESS[name]))


@pytest.mark.parametrize("name", files.REFUSED)
def test_anything_else_is_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(Unfit) as refused:
        washed(*files.REFUSED[name])
    assert SENTENCE.fullmatch(refused.value.reason) or refused.value.reason == "Tệp rỗng."


def test_the_nasty_files_are_many() -> None:
    assert len(files.HARMLESS) + len(files.REFUSED) >= 40
    evil = [name for name, (_, content) in files.HARMLESS.items() if files.EVIL in content]
    assert len(evil) >= 15, "the canary stands in the open in most of them, else its absence proves nothing"


def test_a_picture_is_turned_as_it_was_taken_and_says_nothing_of_the_place() -> None:
    made = isolation.wash("a.jpg", files.telephone_picture())
    with Image.open(io.BytesIO(made.content)) as picture:
        assert picture.size == (200, 400)
        assert picture.getexif().get_ifd(0x8825) == {}


def test_a_stamp_that_lies_over_a_page_stays_to_be_seen() -> None:
    def stamp(pdf: pikepdf.Pdf) -> None:
        look = pdf.make_stream(b"1 0 0 rg 0 0 90 90 re f")
        look.Type, look.Subtype, look.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, pikepdf.Array([0, 0, 90, 90])
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=pikepdf.Array([10, 10, 100, 100]), F=4
        )
        note.AP = pikepdf.Dictionary(N=look)
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(note)])

    made = isolation.wash("a.pdf", files.paper(stamp))
    with Image.open(io.BytesIO(isolation.picture(made.content, PDF, 1, 300))) as page:
        red, green, _blue = page.getpixel((50, page.height - 50))  # type: ignore[misc]
    assert red > 200 > 100 > green


def test_the_same_file_is_made_the_same_every_time() -> None:
    for name in ("photo", "scan", "paper"):
        assert isolation.wash(*files.GOOD[name]) == isolation.wash(*files.GOOD[name])


def _mutated(content: bytes, dice: random.Random) -> bytes:
    """One to three of: bytes turned, taken away, doubled, filled with zeros, cut off, another file put in."""
    made = bytearray(content)
    for _ in range(dice.randint(1, 3)):
        at, length = dice.randrange(len(made)), dice.randint(1, 40)
        match dice.randrange(6):
            case 0:
                made[at : at + 4] = dice.randbytes(4)
            case 1:
                del made[at : at + length]
            case 2:
                made[at:at] = made[at : at + length]
            case 3:
                made[at : at + length] = bytes(length)
            case 4:
                made = made[: max(at, 20)]
            case _:
                made[at:at] = dice.choice([files.paper(), files.picture("PNG", size=(20, 20))])
    return bytes(made)


@pytest.mark.parametrize("part", range(4))
def test_damaged_files_are_kept_harmless_or_refused_and_never_break_the_gate(part: int) -> None:
    dice = random.Random(1000 + part)
    plain = [files.GOOD[name] for name in ("photo", "scan", "paper")] + [files.HARMLESS["a form with scripts of its own"]]
    kept = 0
    for number in range(50):
        name, content = plain[number % len(plain)]
        try:
            made = washed(name, _mutated(content, dice))
        except Unfit:
            continue
        kept += 1
        assert made.media_type in {PDF, JPEG, PNG}
        if made.media_type == PDF:
            with pikepdf.open(io.BytesIO(made.content)) as pdf:
                assert set(pdf.Root.keys()) <= {"/Type", "/Pages"}
    assert kept > 3, "some damage leaves a file readable"


@pytest.mark.parametrize("task", ["eat", "spin"])
def test_a_file_that_eats_memory_or_time_takes_only_its_own_process_along(task: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "HOUSE", House("tests.evidence.greedy"))
    monkeypatch.setattr(isolation, "CHILD_SECONDS", 1)
    with pytest.raises(Unfit, match="một cách an toàn"):
        isolation._asked(task)
    isolation.HOUSE.leave()


def test_a_page_that_cannot_be_drawn_is_told_from_one_that_can() -> None:
    """Drawing starts a program of its own in the child, whose end the child must hear of."""
    with pytest.raises(Unfit, match="Không vẽ được"):
        isolation.picture(b"%PDF-1.4 nothing else", PDF, 1, limits.SMALL)


def test_a_page_that_swells_when_it_is_opened_is_refused() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        swollen = pikepdf.Stream(pdf, b"")
        swollen.write(zlib.compress(bytes(limits.STREAM_BYTES + 1)), filter=pikepdf.Name.FlateDecode)
        pdf.pages[0].Contents = swollen
        sent = io.BytesIO()
        pdf.save(sent)
    assert len(sent.getvalue()) < 100_000
    with pytest.raises(Unfit, match="phình"):
        washed("a.pdf", sent.getvalue())


def test_names_are_names_and_end_as_their_content_does() -> None:
    assert plain_name("..\\..\\Bằng đại học.JPEG", JPEG) == "Bằng đại học.jpg"
    assert plain_name("../../etc/passwd.png", PNG) == "passwd.png"
    assert plain_name("a\r\nSet-Cookie: x.png", PNG) == "a Set-Cookie: x.png"
    assert plain_name(".pdf", PDF) == "ban-chup.pdf"
    assert len(plain_name("ơ" * 500 + ".pdf", PDF)) <= 160


def test_the_limits_in_the_document_are_those_of_the_code() -> None:
    text = (ROOT / "docs/decisions/0010-scans-are-made-anew.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \|[^|]*\| ([\d.]+)", text, re.MULTILINE))
    shown = {name: int(number.replace(".", "")) for name, number in rows.items()}
    mib = {"FILE_BYTES", "BYTES_PER_UNIT_AND_DAY", "STREAM_BYTES"}
    assert shown == {
        name: value // 2**20 if name in mib else value
        for name, value in vars(limits).items()
        if name.isupper() and isinstance(value, int)
    }
