"""The catalogues hold every word of the interface, whole, and the compiled ones say the same."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.utils import translation
from django.utils.translation import ngettext
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[3]
CODES = ("ru", "tg", "fa")
FORMS = {"ru": 4, "tg": 2, "fa": 2}
SINGLE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
IN_CONTEXT = {"pgettext", "pgettext_lazy"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}|%%")
MARKUP = re.compile(r"</?[a-z]+")

Message = tuple[str | None, str]


def sources() -> list[Path]:
    editors = ("ledger/admin.py", "ledger/webhooks/", "templates/admin/")
    found = [*ROOT.glob("ledger/**/*.py"), *ROOT.glob("templates/**/*.html")]
    return [path for path in found if not str(path.relative_to(ROOT)).startswith(editors)]


def messages(path: Path) -> Iterator[Message]:
    """What gettext is asked for there, as xgettext would find it."""
    text = path.read_text()
    if path.suffix == ".html":
        calls = re.findall(
            r"""\b(?:n?p?gettext)\((?:u?(?:'(?:\\.|[^'])*'|"(?:\\.|[^"])*")(?:, )?)+""", templatize(text)
        )
        text = "\n".join(f"{call.rstrip(', ')})" for call in calls)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            words = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if words and node.func.id in SINGLE | PLURAL:
                yield None, words[0]
            elif len(words) > 1 and node.func.id in IN_CONTEXT:
                yield words[0], words[1]


def catalogue(code: str) -> polib.POFile:
    return polib.pofile(str(ROOT / "locale" / code / "LC_MESSAGES" / "django.po"))


@pytest.mark.parametrize("code", CODES)
def test_every_word_of_the_interface_is_translated(code: str) -> None:
    known = {(entry.msgctxt, entry.msgid) for entry in catalogue(code) if entry.translated()}
    asked = {message: path for path in sources() for message in messages(path)}
    assert len(asked) > 500
    assert {message: path.name for message, path in asked.items() if message not in known} == {}


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_untranslated_fuzzy_or_obsolete(code: str) -> None:
    entries = catalogue(code)
    assert [entry.msgid for entry in entries.untranslated_entries()] == []
    assert [entry.msgid for entry in entries.fuzzy_entries()] == []
    assert [entry.msgid for entry in entries.obsolete_entries()] == []


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kept", [PLACEHOLDER, MARKUP], ids=["placeholders", "markup"])
def test_translations_keep_what_is_filled_in(code: str, kept: re.Pattern[str]) -> None:
    wrong = []
    for entry in catalogue(code):
        said = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
        allowed = [sorted(kept.findall(text)) for text in (entry.msgid, entry.msgid_plural) if text]
        wrong += [text for text in said if sorted(kept.findall(text)) not in allowed]
    assert wrong == []


@pytest.mark.parametrize("code", CODES)
def test_white_space_at_the_ends_stays(code: str) -> None:
    entries = [entry for entry in catalogue(code) if not entry.msgid_plural]
    assert [one.msgid for one in entries if one.msgid[:1].isspace() != one.msgstr[:1].isspace()] == []
    assert [one.msgid for one in entries if one.msgid[-1:].isspace() != one.msgstr[-1:].isspace()] == []


@pytest.mark.parametrize("code", CODES)
def test_every_plural_has_the_forms_of_its_language(code: str) -> None:
    plurals = [entry for entry in catalogue(code) if entry.msgid_plural]
    assert plurals
    assert {len(entry.msgstr_plural) for entry in plurals} == {FORMS[code]}


@pytest.mark.parametrize("code", CODES)
def test_the_compiled_catalogue_is_that_of_the_text(code: str) -> None:
    written = catalogue(code)
    compiled = polib.mofile(str(ROOT / "locale" / code / "LC_MESSAGES" / "django.mo"))
    said = {(entry.msgctxt, entry.msgid): (entry.msgstr, entry.msgstr_plural) for entry in compiled}
    assert said == {(entry.msgctxt, entry.msgid): (entry.msgstr, entry.msgstr_plural) for entry in written}


@pytest.mark.parametrize(
    ("code", "number", "words"),
    [
        ("ru", 1, "1 источник"),
        ("ru", 3, "3 источника"),
        ("ru", 5, "5 источников"),
        ("ru", 11, "11 источников"),
        ("ru", 21, "21 источник"),
        ("ru", 112, "112 источников"),
        ("tg", 1, "1 манбаъ"),
        ("tg", 5, "5 манбаъ"),
        ("fa", 0, "0 منبع"),
        ("fa", 5, "5 منبع"),
    ],
)
def test_numbers_choose_their_form(code: str, number: int, words: str) -> None:
    with translation.override(code):
        assert ngettext("%(number)s source", "%(number)s sources", number) % {"number": number} == words
