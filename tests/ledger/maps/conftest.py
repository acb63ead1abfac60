"""A place of an incident: a town whose point is known."""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def place() -> Callable[..., dict[str, Any]]:
    def made(**fields: Any) -> dict[str, Any]:
        return {"id": None, "name": "Farkhor", "kind": "settlement", "country": "TJ", "admin1": "Khatlon",
                "admin2": "Farkhor District", "within": [], "precision": "place", "point": [69.5, 37.5],
                **fields}  # fmt: skip

    return made
