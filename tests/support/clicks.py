"""Several clicks on one button at the same moment, each in a thread of its own."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

from flask import Flask

from registry.shared.clock import now, stopped_at
from tests.support.visitor import Visitor

CLICKS = 4


def clicked_at_once(app: Flask, token: str, path: str, fields: Mapping[str, str]) -> list[int]:
    """Send the form that often, in the session with the token; gives the answers, sorted. Outside an application context."""
    began = now()  # a clock that stands for a test does not stand in other threads

    def click(_number: int) -> int:
        visitor = Visitor(app, use_cookies=True)
        with visitor.session_transaction() as session:
            session["_user_id"], session["_fresh"] = token, True
        data = {**fields, "csrf_token": visitor.csrf_token()}
        with stopped_at(began):
            return visitor.post(path, data=data).status_code

    with ThreadPoolExecutor(CLICKS) as pool:
        return sorted(pool.map(click, range(CLICKS)))
