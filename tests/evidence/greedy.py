"""Tasks of a house whose children do what a file made to harm would have them do."""

OPEN_FILES = 32


def warm_up() -> None:
    """Nothing to load."""


def _eat() -> None:
    bytearray(2**31)


def _spin() -> None:
    while True:
        pass


TASKS = {"eat": _eat, "spin": _spin}
