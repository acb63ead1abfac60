"""Every setting that the environment gives stands in .env.example."""

import re
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent
READ = re.compile(r"environment\.(?:text|flag|integer|listed|secret)\(\s*\"([A-Z_]+)\"")


def test_every_setting_is_in_the_example_file() -> None:
    settings = set(READ.findall((CHECKOUT / "config" / "settings.py").read_text()))
    example = (CHECKOUT / ".env.example").read_text()
    assert len(settings) > 10
    assert [name for name in sorted(settings) if not re.search(rf"^#?\s*{name}=", example, re.MULTILINE)] == []
