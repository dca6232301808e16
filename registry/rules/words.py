"""What the templates of this room call things."""

from flask_babel import force_locale
from flask_babel import gettext as _

from models.rules import RuleDraft
from models.targets import TargetVersion
from registry.compliance.describe import condition_words, rule_sentence, threshold_words
from registry.compliance.vocabulary import Vocabulary, domain_name
from registry.judgement.codec import read_rule
from registry.judgement.rules import Condition, Threshold
from registry.rules.drafts import Family, rules_of
from registry.rules.forms import FORMS
from registry.shared.dates import FOREVER, last_day, vn_date
from registry.shared.text import capital

__all__ = ["threshold_words"]


def sentence(condition: Condition, words: Vocabulary) -> str:
    """A condition as a sentence."""
    return capital(condition_words(condition, words))


def readings(draft: RuleDraft, family: Family, words: Vocabulary) -> dict[str, str]:
    """Language → the whole rule read back: Vietnamese and English side by side, whatever the page speaks."""
    rule = read_rule(rules_of(draft, family)[family.target.id])
    found = {}
    for language in ("vi", "en"):
        with force_locale(language):
            found[language] = rule_sentence(rule, words)
    return found


def in_force(version: TargetVersion) -> str:
    """When a version is in force: `từ 01/07/2025`, `01/01/2022 – 30/06/2025`, `đã rút`."""
    if version.withdrawn_at:
        return _("đã rút, trước đó định áp dụng từ %(day)s", day=vn_date(version.valid_from))
    if version.valid_from == version.valid_to:
        return _("được thay từ chính ngày đầu %(day)s", day=vn_date(version.valid_from))
    if version.valid_to == FOREVER:
        return _("từ %(first)s", first=vn_date(version.valid_from))
    return f"{vn_date(version.valid_from)} – {vn_date(last_day(version.valid_to))}"


def basis(version: TargetVersion | RuleDraft) -> str:
    """The legal basis: document, number, day, clause, as far as they are known."""
    parts = [
        version.basis_document,
        _("số %(number)s", number=version.basis_number) if version.basis_number else "",
        _("ngày %(day)s", day=vn_date(version.basis_date)) if version.basis_date else "",
        _("mục %(clause)s", clause=version.basis_clause) if version.basis_clause else "",
    ]
    return ", ".join(filter(None, parts))


def kinds() -> list[tuple[str, str]]:
    """The kinds of conditions to choose from, about posts first."""
    named = {
        "tier": _("Cấp của đơn vị đang công tác"),
        "category": _("Cán bộ, công chức hay viên chức"),
        "leads": _("Cấp lãnh đạo, quản lý; cấp phó"),
        "position": _("Chức danh cụ thể"),
        "younger": _("Tuổi"),
        "international": _("Bằng học ở nước ngoài hoặc bằng tiếng nước ngoài"),
    }
    return [(kind, named.get(kind) or capital(domain_name(kind))) for kind in FORMS]


def standing_word(standing: str) -> str:
    """How somebody stands."""
    return {
        "met": _("Đạt"),
        "unmet": _("Chưa đạt"),
        "unknown": _("Thiếu dữ liệu"),
        "exempt": _("Được loại trừ"),
        "outside": _("Ngoài đối tượng"),
        "gone": _("Không còn hồ sơ hoặc chức danh"),
    }[standing]


def threshold(one: Threshold | None) -> str:
    """A threshold, or that there is no rule."""
    return threshold_words(one) if one else _("không có quy tắc")
