"""Whatever is suggested stands in the captured text, in every sample article and in the seed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.data import Document, KnownIncident, Reading
from pipeline.score_shape import known_from, prediction, same_as
from pipeline.suggest import read
from tests.pipeline.register_lexicon import register_lexicon

# A fair first step; later work raises the quality, and this floor with it.
FLOOR = 0.8


@pytest.fixture
def readings(shared: Path) -> dict[str, Reading]:
    texts = sorted((shared / "data" / "articles" / "texts").glob("*.txt"))
    return {path.name: read(Document(path.read_bytes()), register_lexicon()) for path in texts}


def test_every_quote_is_a_substring_at_its_offsets(readings: dict[str, Reading], shared: Path) -> None:
    seed = next((shared / "data" / "seed").glob("000_*.txt"))
    for reading in [*readings.values(), read(Document(seed.read_bytes()), register_lexicon())]:
        for incident in reading.incidents:
            assert incident.evidence
            for evidence in incident.evidence:
                assert reading.article.captured_text[evidence.start : evidence.end] == evidence.quote


def test_every_rule_is_named_and_unknown_is_no_zero(readings: dict[str, Reading]) -> None:
    for reading in readings.values():
        for incident in reading.incidents:
            assert all(evidence.rule for evidence in incident.evidence)
            for toll in incident.casualties:
                known = [n for n in (toll.low, toll.best, toll.high) if n is not None]
                assert known == sorted(known)


def test_sport_and_history_give_no_main_suggestion(readings: dict[str, Reading]) -> None:
    for name in ("067.txt", "069.txt"):
        assert [incident.title for incident in readings[name].incidents if incident.main] == []


def test_the_sample_articles_score_above_the_floor(readings: dict[str, Reading], shared: Path, tmp_path: Path) -> None:
    lines: list[str] = []
    earlier: dict[str, KnownIncident] = {}
    for name, reading in readings.items():
        lines.append(json.dumps(prediction(name, reading, same_as(reading, earlier))))
        earlier.update(known_from(name, reading))
    predictions = tmp_path / "predictions.jsonl"
    predictions.write_text("\n".join(lines))
    tool, gold = shared / "tools" / "score_articles.py", shared / "data" / "articles" / "gold.json"
    run = subprocess.run([sys.executable, tool, gold, predictions], capture_output=True, text=True, check=True)
    total = float(run.stdout.splitlines()[-1].split()[1])
    assert total >= FLOOR, run.stdout
