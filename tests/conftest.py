"""The fixed cast and the services that every test may use."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


def pytest_configure() -> None:
    from config.startup import ensure_services

    ensure_services()


@pytest.fixture(autouse=True)
def _nothing_is_expected_yet() -> None:
    """Whether an estimate is asked for must not depend on the test before."""
    from ledger.estimates import expected

    expected.cache_clear()


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real data beside the checkout; it stands there in CI too."""
    return SHARED
