"""Long work that makes many objects and drops few: the cyclic collector would look at all of them again and again for nothing."""

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def without_collector(work: Callable[P, R]) -> Callable[P, R]:
    """Mark a function during which the cyclic collector rests; what has no cycles goes as always. Saves a fifth of an import."""

    @wraps(work)
    def uncollected(*args: P.args, **kwargs: P.kwargs) -> R:
        if not gc.isenabled():  # somebody else has put it off, and will put it on again
            return work(*args, **kwargs)
        gc.disable()
        try:
            return work(*args, **kwargs)
        finally:
            gc.enable()

    return uncollected
