"""docker-compose.yml and Dockerfile as data."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

CHECKOUT = Path(__file__).resolve().parents[3]
VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?::(?P<sign>[-?])(?P<text>[^}]*))?\}")


@pytest.fixture(scope="session")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text())
    return loaded


@pytest.fixture(scope="session")
def dockerfile() -> list[str]:
    """Its instructions, each on one line."""
    text = (CHECKOUT / "Dockerfile").read_text()
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    return [line.strip() for line in lines.replace("\\\n", " ").splitlines() if line.strip()]


@pytest.fixture(scope="session")
def web_command(dockerfile: list[str]) -> list[str]:
    return exec_form(dockerfile, "CMD [")


@pytest.fixture(scope="session")
def web_health(dockerfile: list[str]) -> list[str]:
    return exec_form([line.partition(" CMD ")[2] for line in dockerfile if line.startswith("HEALTHCHECK")], "[")


def exec_form(lines: list[str], start: str) -> list[str]:
    line = [line for line in lines if line.startswith(start)][-1]
    command: list[str] = json.loads(line[line.index("[") :])
    return command


def interpolate(text: str, values: dict[str, str]) -> str:
    """As docker compose does: a default after `:-`, an error after `:?`, and `$$` for a dollar sign."""

    def value_of(found: re.Match[str]) -> str:
        value = values.get(found["name"], "")
        if not value and found["sign"] == "?":
            raise KeyError(found["name"])
        return value or (found["text"] if found["sign"] == "-" else "") or ""

    return VARIABLE.sub(value_of, text).replace("$$", "$")
