"""How an action says no."""


class Refused(Exception):
    """The action may not be done now. `message` is a Vietnamese sentence for the user, `field` the input it belongs to."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message
