"""schemathesis throws what the schema allows, and what it does not, at every address: nothing fails."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

COMMAND = Path(sys.executable).with_name("schemathesis")


@pytest.mark.django_db(transaction=True)
def test_all_its_checks_hold_on_the_whole_schema(live_server: Any, register: Any, tmp_path: Path) -> None:
    done = subprocess.run(
        [
            COMMAND, "run", f"{live_server.url}/api/v1/schema/", "--checks", "all", "--max-examples", "15",
            "--seed", "7", "--no-color", "--suppress-health-check", "all",
        ],
        cwd=tmp_path, capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:]
    generated = re.search(r"(\d+) generated", done.stdout)
    assert generated is not None
    assert int(generated[1]) > 400
