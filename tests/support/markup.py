"""Reading pages as a person or a screen reader would: forms with their values, and faults that any page may have."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element  # only the type of what html5lib builds

import html5lib
from html5lib.constants import E

Values = dict[str, str | list[str]]
SILENT = {"hidden", "submit", "button", "image", "reset"}


_sound: set[str] = set()


def parsed(html: str) -> Element:
    """The page as a tree, as a browser would build it; to be read and not to be changed."""
    return _read(html)[0]


@lru_cache(maxsize=8)  # a page is judged, then its form is filled in
def _read(html: str) -> tuple[Element, list[Any]]:
    reader = html5lib.HTMLParser(namespaceHTMLElements=False)
    return reader.parse(html), reader.errors


def text_of(element: Element) -> str:
    """What an element says, with single blanks."""
    return " ".join("".join(element.itertext()).split())


def forms(html: str) -> list[Element]:
    """The forms of a page that post."""
    return [form for form in parsed(html).iter("form") if form.get("method", "").lower() == "post"]


def _values_of(control: Element) -> Iterator[str]:
    if control.tag == "textarea":
        yield control.text or ""
    elif control.tag == "select":
        options = list(control.iter("option"))
        chosen = [option for option in options if option.get("selected") is not None]
        yield from (option.get("value", text_of(option)) for option in chosen or options[:1])
    elif control.get("type") in {"checkbox", "radio"}:
        if control.get("checked") is not None:
            yield control.get("value", "on")
    elif control.get("type") not in SILENT - {"hidden"}:
        yield control.get("value", "")


def values(form: Element) -> dict[str, list[str]]:
    """What a form would send as it stands; a field without a value, such as an empty box to tick, has an empty list."""
    found: dict[str, list[str]] = {}
    for control in form.iter():
        if control.tag in {"input", "select", "textarea"} and control.get("name"):
            found.setdefault(control.get("name", ""), []).extend(_values_of(control))
    return found


def faults(html: str) -> list[str]:
    """What is wrong with a whole page, in sentences; empty is well. Parts of pages are not judged."""
    if not html.lstrip().lower().startswith("<!doctype"):
        return []
    known = hashlib.sha256(re.sub(r"[\w.-]{60,}", "token", html).encode()).hexdigest()
    if known in _sound:  # thousands of requests get one of a few pages, apart from the token
        return []
    page, errors = _read(html)
    judges = (_head_faults, _id_faults, _label_faults, _table_faults, _inline_faults, _leftovers)
    found = [*_grammar_faults(html, errors), *(fault for judge in judges for fault in judge(page))]
    if not found:
        _sound.add(known)
    return found


def _grammar_faults(html: str, errors: Iterable[Any]) -> Iterator[str]:
    """Where the page is no HTML5; browsers guess there, and not all alike."""
    lines = html.splitlines()
    for (line, column), code, values in errors:
        yield f"no HTML5 at {line}:{column}, {E[code] % values}: {lines[line - 1][:column][-60:]}"


def _inline_faults(page: Element) -> Iterator[str]:
    """What the content policy would stop without a word to the user."""
    for element in page.iter():
        inline = [name for name in element.attrib if name == "style" or name.startswith(("on", "hx-on"))]
        yield from (f"<{element.tag}> has the attribute {name}, which the content policy forbids" for name in inline)
        if element.tag == "style" or (element.tag == "script" and not element.get("src")):
            yield f"<{element.tag}> stands inline, which the content policy forbids"


def _head_faults(page: Element) -> Iterator[str]:
    if page.get("lang") not in {"vi", "en"}:
        yield "the page does not say its language"
    headings = [text_of(heading) for heading in page.iter("h1")]
    if len(headings) != 1 or not headings[0]:
        yield f"there must be one first heading, found {headings}"
    elif not any(text_of(title).startswith(headings[0]) for title in page.iter("title")):
        yield f"the title does not begin with the heading “{headings[0]}”"


def _id_faults(page: Element) -> Iterator[str]:
    ids = Counter(element.get("id") for element in page.iter() if element.get("id"))
    yield from (f"id “{name}” is there {times} times" for name, times in ids.items() if times > 1)
    for element in page.iter():
        for attribute in ("for", "aria-labelledby", "aria-describedby"):
            yield from (
                f"{attribute} names “{name}”, which is not there"
                for name in element.get(attribute, "").split()
                if name not in ids
            )


def _label_faults(page: Element) -> Iterator[str]:
    labelled = {label.get("for") for label in page.iter("label")}
    wrapped = {control for label in page.iter("label") for control in label.iter()}
    for control in page.iter():
        if control.tag not in {"input", "select", "textarea"} or control.get("type") in SILENT:
            continue
        named = control.get("aria-label") or control.get("aria-labelledby") or control.get("id") in labelled
        if not named and control not in wrapped:
            yield f"the control “{control.get('name')}” has no label"


def _table_faults(page: Element) -> Iterator[str]:
    for table in page.iter("table"):
        caption = table.find("caption")
        if not table.get("aria-label") and not table.get("aria-labelledby") and (caption is None or not text_of(caption)):
            yield f"a table has no caption: {text_of(table)[:40]}"


def _leftovers(page: Element) -> Iterator[str]:
    """Signs that a template printed an object, a missing value or its own code."""
    for found in re.finditer(r"\{\{|\{%|\bNone\b|\bUndefined\b|<[\w.]+ object at|%\(\w+\)", " ".join(page.itertext())):
        yield f"the page shows “{found.group()}”"
