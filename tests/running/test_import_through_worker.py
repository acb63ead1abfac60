"""An article goes in through the command, the running worker reads it, and the suggestions are there."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from incidents.models import Suggestion
from sources.models import Source

pytestmark = pytest.mark.broker


@pytest.fixture
def seed(shared: Path) -> Path:
    return next((shared / "data" / "seed").glob("000_*.txt"))


@pytest.fixture
def expected(shared: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((shared / "data" / "seed" / "expected.json").read_text())
    return loaded


def import_article(path: Path, **options: Any) -> str:
    output = StringIO()
    call_command("import_article", str(path), stdout=output, **options)
    return output.getvalue()


def test_the_seed_articles_source_is_read_right(
    register: None, worker: object, seed: Path, expected: dict[str, Any]
) -> None:
    output = import_article(seed)
    assert "100 % Read" in output
    source, wanted = Source.objects.get(), expected["source"]
    assert source.publisher is not None
    found = {
        "title": source.title, "url": source.url, "publisher_domain": source.publisher.domain,
        "published": str(source.published), "dateline": source.dateline, "tags": source.tags,
        "language": source.language,
    }  # fmt: skip
    assert found == {name: wanted[name] for name in found}
    assert source.published_from == "url"


def test_every_suggested_fact_stands_in_the_captured_text(register: None, worker: object, seed: Path) -> None:
    import_article(seed)
    suggestions = list(Suggestion.objects.select_related("text"))
    assert len(suggestions) >= 3
    for suggestion in suggestions:
        assert suggestion.data["evidence"]
        for evidence in suggestion.data["evidence"]:
            assert suggestion.text.text[evidence["start"] : evidence["end"]] == evidence["quote"]


def test_the_main_incidents_are_suggested(register: None, worker: object, seed: Path) -> None:
    import_article(seed)
    main = {s.type_code: s.data for s in Suggestion.objects.filter(background=False)}
    clash, opening = main["armed_clash"], main["facility_opening"]
    assert (clash["date"]["earliest"], clash["date"]["latest"]) == ("2025-12-24", "2025-12-25")
    assert {(c["party"], c["best"]) for c in clash["casualties"] if c["harm"] == "killed"} >= {("border guards", 2)}
    assert opening["date"]["earliest"] == "2025-12-24"
    assert main["call"]["date"]["latest"] == "2025-12-31"


def test_importing_twice_gives_one_source_and_one_set_of_suggestions(
    register: None, worker: object, seed: Path
) -> None:
    import_article(seed)
    before = Suggestion.objects.count()
    assert "The register has this already" in import_article(seed)
    assert (Source.objects.count(), Suggestion.objects.count()) == (1, before)


def test_other_bytes_of_the_same_address_are_the_same_source(
    register: None, worker: object, seed: Path, tmp_path: Path, read_to_the_end: Callable[[], None]
) -> None:
    import_article(seed)
    before = Suggestion.objects.count()
    resaved = tmp_path / "resaved.txt"
    resaved.write_text(seed.read_text() + "\n")
    import_article(resaved)
    read_to_the_end()
    assert Source.objects.originals().count() == 1
    assert Suggestion.objects.count() == before


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02\xff" * 2_000, "text"),
        (b"%PDF-1.7\n\x00\x01\x02" * 500, "PDF"),
        (b"x" * 50_000_000, "limit"),
        ("На границе произошла перестрелка, погибли двое.".encode("koi8-r") + b"\x81\x8d\x90" * 400, ""),
    ],
    ids=["empty", "binary", "pdf", "50 MB", "wrong encoding"],
)
def test_bad_input_is_refused_in_plain_words(
    register: None, worker: object, tmp_path: Path, body: bytes, message: str
) -> None:
    path = tmp_path / "bad.bin"
    path.write_bytes(body)
    with pytest.raises(CommandError, match=message):
        import_article(path)
    assert not Suggestion.objects.exists()
    assert not Source.objects.exclude(state="failed").exists()


def test_scripts_of_a_page_never_become_text(register: None, worker: object, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<html><head><title>Clash on the border</title><script>alert('stolen')</script></head><body><article>"
        "<h1>Clash on the border</h1><p>Tajik border guards and Taliban fighters exchanged fire on 24 August 2025 in "
        "Badakhshan province, local officials said.</p><p onclick=\"alert('stolen')\">One Taliban fighter was killed "
        "and four were wounded, they added.</p></article><script>document.write('stolen')</script></body></html>"
    )
    import_article(page)
    source = Source.objects.get()
    text = source.captures.get().texts.get().text
    assert source.state == "read"
    assert "stolen" not in text
    assert "exchanged fire" in text
