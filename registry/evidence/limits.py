"""How much of everything: the numbers stand in `docs/decisions/0010-scans-are-made-anew.md` too, and a test compares them."""

FILE_BYTES = 10 * 2**20
"""Largest scan accepted, and largest scan kept."""

PIXELS = 50_000_000
"""Of one picture: A4 at 600 dots per inch has 35 million, a telephone 12 to 50 million."""

LONG_SIDE = 5000
"""Pixels of the longer side of a picture as kept; larger ones are made smaller."""

PAGES = 40
"""Of one PDF."""

PDF_OBJECTS = 20_000
"""Of one PDF; a scan has a few hundred."""

STREAM_BYTES = 32 * 2**20
"""Unpacked, of one part of a PDF that is no picture; what draws a page of a scan has a few hundred bytes."""

FILES_PER_QUALIFICATION = 8
FILES_PER_UNIT_AND_DAY = 400
BYTES_PER_UNIT_AND_DAY = 1000 * 2**20

CHILD_SECONDS = 15
"""Of processor, for one file or one page; how much memory, `registry/apart/house.py` says."""

SMALL, LARGE = 160, 1240
"""Width in pixels of the pictures of a page: beside a name, and for reading."""
