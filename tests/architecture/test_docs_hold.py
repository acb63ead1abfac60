"""What the docs point at is there."""

import re
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent.parent
DOCS = sorted([*CHECKOUT.glob("*.md"), *(CHECKOUT / "docs").rglob("*.md"), CHECKOUT / "samples" / "README.md"])
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
NAMED_PATH = re.compile(
    r"`((?:config|sources|pipeline|incidents|ledger|templates|static|tests|samples|docs)/[\w./*-]*)`"
)


@pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.relative_to(CHECKOUT)))
def test_every_link_leads_somewhere(path: Path) -> None:
    missing = [link for link in LINK.findall(path.read_text()) if not (path.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.relative_to(CHECKOUT)))
def test_every_file_that_is_named_exists(path: Path) -> None:
    missing = [name for name in NAMED_PATH.findall(path.read_text()) if not list(CHECKOUT.glob(name.rstrip("/")))]
    assert missing == []


def test_every_decision_is_dated_and_numbered_once() -> None:
    notes = sorted((CHECKOUT / "docs" / "decisions").glob("*.md"))
    numbers = [note.name[:4] for note in notes]
    assert len(numbers) == len(set(numbers)) >= 8
    assert [note.name for note in notes if not re.search(r"20\d\d-\d\d-\d\d", note.read_text())] == []
