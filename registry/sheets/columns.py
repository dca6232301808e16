"""Excel's letters for columns."""


def column_letter(number: int) -> str:
    """1 → `A`, 27 → `AA`."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """`A` → 1, `AA` → 27; capital letters A–Z only."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
