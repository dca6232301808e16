"""What bodies reported of the resolution's other targets. Made up, and said to be."""

import datetime as dt
from decimal import Decimal

from sqlalchemy import select

from models.resolution import Indicator, IndicatorValue
from registry.shared.database import db
from seeds.province.dice import Dice
from seeds.province.planting import insert_rows

NOTE = "Số liệu của tỉnh mẫu, không phải số liệu thật."
REPORTED: dict[str, tuple[str, tuple[str, ...]]] = {
    "2025-par-index": ("Sở Nội vụ", ("21", "17", "19", "14")),
    "2025-sipas": ("Sở Nội vụ", ("26", "24", "18", "16")),
    "2025-pci": ("Sở Tài chính", ("27", "18", "22", "20")),
    "2025-quy-dinh-chi-tiet": ("Sở Tư pháp", ("96", "98.5", "100", "100")),
    "2025-truc-tuyen-muc-3-4": ("Văn phòng UBND tỉnh", ("72.4", "88", "97.2", "100")),
    "2025-ho-so-truc-tuyen": ("Văn phòng UBND tỉnh", ("31.5", "44.8", "57.1", "63.9")),
    "2025-hai-long": ("Văn phòng UBND tỉnh", ("84.2", "86.9", "89.4", "89.97")),
    "2025-tai-khoan": ("Ngân hàng Nhà nước khu vực 8", ("66", "74.5", "81.3", "87.2")),
    "2025-chi-ho-tro": ("Sở Tài chính", ("2.1", "5.6", "8.3", "10")),
    "2030-ra-soat-van-ban": ("Sở Tư pháp", ("100", "100", "100", "100")),
    "2030-ho-so-truc-tuyen": ("Văn phòng UBND tỉnh", ("31.5", "44.8", "57.1", "63.9")),
}
"""Indicator → the body that reports it, and its values at the ends of 2022 to 2025."""


def plant_reported(account_id: int, dice: Dice) -> int:
    """Values at the ends of four years; gives how many."""
    ids = dict(db.session.execute(select(Indicator.code, Indicator.id)).all())
    rows = (
        {
            "public_id": dice.public_id(),
            "indicator_id": ids[code],
            "withdrawn": None,
            "on": dt.date(year, 12, 31),
            "value": Decimal(value),
            "document": f"{dice.number(20, 480)}/BC",
            "document_date": dt.date(year + 1, 1, dice.number(8, 28)),
            "author": author,
            "note": NOTE,
            "entered_at": dt.datetime(year + 1, 2, dice.number(2, 25), dice.number(1, 9), tzinfo=dt.UTC),
            "entered_by_id": account_id,
            "version": 1,
        }
        for code, (author, values) in REPORTED.items()
        for year, value in zip(range(2022, 2026), values, strict=True)
    )
    return insert_rows(IndicatorValue, rows)
