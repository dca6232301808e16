"""The province of the list of officials, and the accounts that look at it."""

from tests.directory.conftest import home_affairs, officer, province

__all__ = ["home_affairs", "officer", "province"]
