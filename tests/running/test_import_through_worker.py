"""An article goes in through the command, the running worker reads it, and the suggestions are there."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from incidents.dates import edtf
from incidents.models import Suggestion
from incidents.services.reviewing import span_of
from incidents.services.seeding import place_id
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


def test_the_main_incidents_are_suggested_and_nothing_else(register: None, worker: object, seed: Path) -> None:
    import_article(seed)
    main = {s.type_code: s.data for s in Suggestion.objects.filter(main=True)}
    dates = {code: (_edtf(data), data["date"]["precision"]) for code, data in main.items()}
    assert dates == {
        "call": ("[..2025-12-31]", "unknown"),
        "armed_clash": ("2025-12-24/2025-12-25", "span"),
        "facility_opening": ("2025-12-24", "day"),
    }
    background = sorted(_edtf(s.data) for s in Suggestion.objects.filter(main=False))
    assert background == ["2025-11-21~/2025-11-30~", "2025-12-01~/2025-12-10~"]


def test_the_clash_has_its_district_parties_and_dead(register: None, worker: object, seed: Path) -> None:
    import_article(seed)
    clash = Suggestion.objects.get(type_code="armed_clash").data
    district = clash["places"][0]
    assert (district["key"], district["precision"]) == (place_id("admin:TJ.02.7670506"), "adm2")
    actors = {(actor["name"], actor["role"]) for actor in clash["actors"] if actor["role"] != "reporter"}
    assert actors == {("members of a terrorist group", "initiator"), ("Tajik border forces", "target")}
    dead = {(c["party"], c["low"], c["best"], c["high"]) for c in clash["casualties"]}
    assert dead == {("attackers", 3, 3, 3), ("border guards", 2, 2, 2)}


def test_the_opening_has_its_facilities_and_its_opener(register: None, worker: object, seed: Path) -> None:
    import_article(seed)
    opening = Suggestion.objects.get(type_code="facility_opening").data
    assert ("Emomali Rahmon", "initiator") in {(actor["name"], actor["role"]) for actor in opening["actors"]}
    facilities = {(f["kind"], f["relation"], f["count"]) for f in opening["facilities"]}
    assert facilities == {("training_ground", "opened", None), ("border_outpost", "opened", 4)}
    assert "Harbmaydon" in {f["name"] for f in opening["facilities"]}
    assert opening["places"] == []


def _edtf(data: dict[str, Any]) -> str:
    span = span_of(data)  # type: ignore[arg-type]  # JSON from the table has the shape of a SuggestedIncident
    assert span is not None
    return edtf.write(span)


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
        (b"\x00\x01\x02\xff" * 2_000, "binary data"),
        (b"%PDF-1.7\n\x00\x01\x02" * 500, "PDF"),
        (b"x" * 50_000_000, "limit"),
        (
            "На границе произошла перестрелка, погибли двое.".encode("koi8-r") + b"\x81\x8d\x90" * 400,
            "no known character set",
        ),
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
