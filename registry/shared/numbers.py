"""Numbers in Vietnamese form, and percentages that never round across a truth."""

from decimal import ROUND_HALF_UP, Decimal


def vn_number(number: int) -> str:
    """`3437` → `3.437`."""
    return f"{number:,}".replace(",", ".")


def vn_percent(part: int, whole: int, threshold: int | None = None) -> str:
    """`part/whole` in percent without the sign, one decimal, half up: `93,9`.

    More decimals are shown where rounding would say 100 (or 0) of a share that is not, or would move the share across or onto
    `threshold` (in percent). An empty whole gives `–`.
    """
    if whole == 0:
        return "–"
    exact = Decimal(part) * 100 / Decimal(whole)
    fixed = [Decimal(0), Decimal(100)] + ([Decimal(threshold)] if threshold is not None else [])
    places = 1
    while True:
        shown = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        if places >= 8 or all(_side(shown, limit) == _side(exact, limit) for limit in fixed):
            break
        places += 1
    text = f"{shown:f}".replace(".", ",")
    return text.removesuffix(",0") if exact in fixed else text


def _side(value: Decimal, limit: Decimal) -> int:
    return (value > limit) - (value < limit)
