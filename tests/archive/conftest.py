"""The commune of `profile.people`, new for each test, its HR officer, and a clock that stands."""

from tests.support.officers import by, commune, now_stands, officer, workplace

__all__ = ["by", "commune", "now_stands", "officer", "workplace"]
