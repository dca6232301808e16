"""Every text that people read has its English, and the form messages of WTForms have their Vietnamese."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import wtforms
from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from models.accounts import Role
from registry.accounts.actions import set_language
from registry.shared.database import db
from tests.support import make, markup
from tests.support.sources import ROOT, files, name
from tests.support.visitor import Visitor

TRANSLATIONS = ROOT / "registry/translations"
CALLS = {"_", "_l", "ngettext", "pgettext"}
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd]")


def _catalogue(path: Path, locale: str | None = None) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def _texts(catalogue: Catalog) -> dict[object, Message]:
    return {(message.context, message.id): message for message in catalogue if message.id}


def _both(message: Message) -> tuple[list[str], list[str]]:
    """The texts of the source and of the translation, each with its plural if it has one."""
    one = [message.id] if isinstance(message.id, str) else list(message.id)
    other = [message.string] if isinstance(message.string, str) else list(message.string)
    return one, other


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> dict[object, Message]:
    """What `make translations` would find now."""
    found = tmp_path_factory.mktemp("texts") / "messages.pot"
    command = f"pybabel --quiet extract --mapping {ROOT}/pyproject.toml --keywords _l --output {found} {ROOT}"
    CommandLineInterface().run(command.split())
    return _texts(_catalogue(found))


@pytest.fixture(scope="module")
def english() -> Catalog:
    return _catalogue(TRANSLATIONS / "en/LC_MESSAGES/messages.po", "en")


@pytest.fixture(scope="module")
def vietnamese_of_forms() -> Catalog:
    return _catalogue(TRANSLATIONS / "vi/LC_MESSAGES/wtforms.po", "vi")


def test_every_text_has_its_english_and_no_other_is_kept(wanted: dict[object, Message], english: Catalog) -> None:
    held = _texts(english)
    assert set(wanted) - set(held) == set(), "run make translations, then fill in what is empty in messages.po"
    assert set(held) - set(wanted) == set(), "run make translations"
    assert [message.id for message in held.values() if not all(_both(message)[1])] == []
    assert list(english.obsolete) == []


def test_no_translation_is_a_guess(english: Catalog, vietnamese_of_forms: Catalog) -> None:
    assert [message.id for catalogue in (english, vietnamese_of_forms) for message in catalogue if message.fuzzy] == []


def test_placeholders_are_the_same_in_both_languages(english: Catalog, vietnamese_of_forms: Catalog) -> None:
    for catalogue in (english, vietnamese_of_forms):
        for message in _texts(catalogue).values():
            source, translation = _both(message)
            said = sorted(set(PLACEHOLDER.findall(source[-1])))
            assert all(sorted(set(PLACEHOLDER.findall(text))) == said for text in translation), message.id


def test_blanks_at_the_ends_are_kept(english: Catalog) -> None:
    for message in _texts(english).values():
        source, translation = _both(message)
        around = (source[0][:1] == " ", source[0][-1:] == " ")
        assert all((text[:1] == " ", text[-1:] == " ") == around for text in translation), message.id


def _called(path: Path) -> Iterator[tuple[int, ast.expr]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            yield node.lineno, node.args[1 if node.func.id == "pgettext" else 0]


def test_the_extraction_sees_every_call(wanted: dict[object, Message]) -> None:
    """Babel passes over calls inside f-strings and texts that are put together; such a text would never be translated."""
    known = {_both(message)[0][0] for message in wanted.values()}
    unseen = [
        f"{name(path)}:{line}"
        for path in files(".py", under=("registry",))
        for line, text in _called(path)
        if not (isinstance(text, ast.Constant) and text.value in known)
    ]
    assert unseen == []


def test_the_messages_of_the_installed_wtforms_are_all_in_vietnamese(vietnamese_of_forms: Catalog) -> None:
    installed = _texts(_catalogue(Path(wtforms.__file__).parent / "locale/wtforms.pot"))
    held = _texts(vietnamese_of_forms)
    assert set(installed) - set(held) == set()
    assert [key for key in installed if not all(_both(held[key])[1])] == []


def _heading(visitor: Visitor) -> tuple[str | None, str]:
    page = markup.parsed(visitor.get("/").text)
    (heading,) = page.iter("h1")
    return page.get("lang"), markup.text_of(heading)


def test_the_board_speaks_the_language_of_the_account(visitor: Visitor) -> None:
    account = make.account(Role.DEPARTMENT)
    visitor.enter_as(account)
    assert _heading(visitor) == ("vi", "Bảng theo dõi chỉ tiêu")

    set_language(account, "en")
    assert _heading(visitor) == ("en", "Target board")

    visitor.submit("/", form="language/vi")
    db.session.refresh(account)
    assert account.locale == "vi"
    assert _heading(visitor) == ("vi", "Bảng theo dõi chỉ tiêu")
