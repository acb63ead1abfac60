"""The arrows hold, and the tool that says so can also say no."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent.parent
ROOMS = ("config", "pipeline", "incidents", "sources", "ledger")
LINT = Path(sys.executable).parent / "lint-imports"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINT, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False,
        env={"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin", "COLUMNS": "200"},
    )  # fmt: skip


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for room in ROOMS:
        shutil.copytree(CHECKOUT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(CHECKOUT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_arrows_hold() -> None:
    result = lint(CHECKOUT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("module", "planted", "contract"),
    [
        ("ledger/querysets.py", "from incidents.models import Incident", "cannot import the tables that hold drafts"),
        ("ledger/pages/dates.py", "import sources.models", "cannot import the tables that hold drafts"),
        ("pipeline/repair.py", "from django.db import connection", "stages of the pipeline are pure"),
        ("sources/intake.py", "import incidents.models", "Data flows one way"),
        ("incidents/services/claims.py", "import pipeline.run", "Data flows one way"),
        ("incidents/models/actor.py", "import incidents.services.roles", "Models do not know services"),
    ],
)
def test_a_planted_violation_is_found(copy: Path, module: str, planted: str, contract: str) -> None:
    path = copy / module
    path.write_text(f"{path.read_text()}\n{planted}\n")
    result = lint(copy)
    assert result.returncode == 1
    broken = [line for line in result.stdout.splitlines() if "BROKEN" in line]
    assert any(contract in line for line in broken), result.stdout
