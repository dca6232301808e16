"""Pages as pictures for reading beside the fields. PDF pages are drawn by poppler where the machine has it."""

import io
import shutil
import subprocess
import tempfile
from pathlib import Path

from PIL import Image

from registry.evidence.limits import CHILD_SECONDS, LARGE
from registry.evidence.washing import JPEG, PDF, Unfit, drawn, strict

DRAWER = "/usr/bin/pdftoppm"


def draws_pdf() -> bool:
    """Whether pages of PDFs can be shown; else they are only handed out as files."""
    return shutil.which(DRAWER) is not None


def picture(content: bytes, media_type: str, page: int, width: int) -> bytes:
    """A page as a JPEG of at most this width. Raises `Unfit` when it cannot be drawn."""
    strict()
    source = _page_of_pdf(content, page) if media_type == PDF else content
    with Image.open(io.BytesIO(source), formats=("JPEG", "PNG", "PPM")) as opened:
        opened.load()
        opened.thumbnail((width, 3 * width))
        return drawn(opened, JPEG)


def _page_of_pdf(content: bytes, page: int) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "in.pdf"
        source.write_bytes(content)
        size, number = ("-scale-to-x", str(LARGE), "-scale-to-y", "-1"), str(page)
        command = [DRAWER, "-q", "-f", number, "-l", number, *size, "-jpeg", "-singlefile", str(source), f"{folder}/out"]
        done = subprocess.run(command, capture_output=True, timeout=CHILD_SECONDS, check=False)  # noqa: S603  fixed command, our file
        made = Path(folder) / "out.jpg"
        if done.returncode or not made.exists():
            raise Unfit("Không vẽ được trang này.")
        return made.read_bytes()
