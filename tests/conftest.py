"""The fixed cast and the services that every test may use."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


def pytest_configure() -> None:
    from config.startup import ensure_services

    ensure_services()


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real data beside the checkout; it stands there in CI too."""
    return SHARED
