"""For which units an account writes posts: its own and those below, and the past of units that stand no more."""

from collections.abc import Iterable

from models.accounts import Account
from models.officials import Assignment, AssignmentKind
from models.units import Unit
from registry.careers.posts import main_on
from registry.shared.clock import today
from registry.shared.refusal import Refused
from registry.units.queries import tree_on
from registry.units.rights import seat_of


class Reach:
    """What an account may write; a command on the server (None) may write everything."""

    def __init__(self, account: Account | None) -> None:
        self._tree = tree_on(today())
        self._own = self._tree.subtree(seat_of(account, self._tree)) if account else None

    def writes_for(self, unit_id: int) -> bool:
        """Whether posts at the unit are the account's to write. Nobody else is left to write for a unit that has ended."""
        return self._own is None or unit_id in self._own or unit_id not in self._tree.units

    def check_unit(self, unit: Unit) -> None:
        """Refuse a new post at a unit of others."""
        if not self.writes_for(unit.id):
            raise Refused("unit", "Chức vụ ở đơn vị này do đơn vị đó hoặc Sở Nội vụ ghi.")

    def check_posts(self, touched: Iterable[Assignment], posts: list[Assignment]) -> None:
        """Refuse to change posts at units of others, unless the main post beside which they are held is the account's."""
        for post in touched:
            beside = None if post.kind is AssignmentKind.MAIN else main_on(posts, post.valid_from)
            if not self.writes_for(post.unit_id) and not (beside and self.writes_for(beside.unit_id)):
                raise Refused("", "Thay đổi này chạm tới chức vụ ở đơn vị khác; việc đó do đơn vị đó hoặc Sở Nội vụ ghi.")
