"""A record is called by its name in the page's language where it has one."""

from typing import Any

import pytest

from ledger.pages.names import name_in


def named(*aliases: tuple[str, str]) -> dict[str, Any]:
    return {"name": "Khatlon", "aliases": [{"name": name, "language": language} for name, language in aliases]}


@pytest.mark.parametrize(
    ("language", "aliases", "found"),
    [
        ("ru", [("Вилоят", "tg"), ("Хатлон", "ru")], "Хатлон"),
        ("ru", [("ГКНБ", "ru"), ("Государственный комитет", "ru")], "Государственный комитет"),
        ("ru", [("талибы", "ru")], "Талибы"),
        ("fa", [("ختلان", "prs")], "ختلان"),
        ("fa", [("ختلان", "")], "ختلان"),
        ("tg", [("Ҳамадонӣ", "")], "Ҳамадонӣ"),
        ("ru", [("Ҳамадонӣ", "")], None),
        ("en", [("Хатлон", "ru")], None),
    ],
)
def test_name_in(language: str, aliases: list[tuple[str, str]], found: str | None) -> None:
    name = name_in(language, named(*aliases))
    assert (name.name if name else None) == found
