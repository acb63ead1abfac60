"""The shared articles, scored the way the shared tool scores them."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.data import Document, KnownIncident, Lexicon, Reading
from pipeline.score_shape import known_from, prediction, same_as
from pipeline.suggest import read

from .conftest import ARTICLES, SHARED


@pytest.fixture(scope="module")
def readings(article_files: list[Path], lexicon: Lexicon) -> dict[str, Reading]:
    return {path.name: read(Document(path.read_bytes()), lexicon) for path in article_files}


@pytest.fixture(scope="module")
def report(readings: dict[str, Reading], tmp_path_factory: pytest.TempPathFactory) -> str:
    earlier: dict[str, KnownIncident] = {}
    lines = []
    for name, reading in readings.items():
        lines.append(json.dumps(prediction(name, reading, same_as(reading, earlier))))
        earlier.update(known_from(name, reading))
    predictions = tmp_path_factory.mktemp("scores") / "predictions.jsonl"
    predictions.write_text("\n".join(lines))
    tool = SHARED.parent / "tools" / "score_articles.py"
    command = [sys.executable, str(tool), str(ARTICLES / "gold.json"), str(predictions)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(
    ("field", "least"),
    [("date", 0.9), ("country", 0.9), ("place", 0.9), ("type", 0.9), ("killed", 0.9), ("injured", 0.9),
     ("actors", 0.8), ("total", 0.9)],
)  # fmt: skip
def test_scores(report: str, field: str, least: float) -> None:
    match = re.search(rf"^{field} +([\d.]+)", report, re.MULTILINE)
    assert match is not None
    assert float(match.group(1)) >= least


def test_articles_without_news_stay_quiet(report: str) -> None:
    assert "2/2 articles without a new incident" in report


def test_every_quote_stands_at_its_offsets(readings: dict[str, Reading]) -> None:
    for reading in readings.values():
        for incident in reading.incidents:
            for evidence in incident.evidence:
                assert reading.article.captured_text[evidence.start : evidence.end] == evidence.quote


def test_the_same_text_gives_the_same_reading(article_files: list[Path], lexicon: Lexicon) -> None:
    document = Document(article_files[0].read_bytes())
    assert read(document, lexicon) == read(document, lexicon)
