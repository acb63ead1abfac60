"""Real servers in directories of their own."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.config.installation import Installation, eventually


@pytest.fixture(name="eventually")
def eventually_fixture() -> Callable[..., bool]:
    return eventually


@pytest.fixture
def make_installation() -> Iterator[Callable[[Path], Installation]]:
    made: list[Installation] = []

    def make(directory: Path) -> Installation:
        made.append(Installation(directory))
        return made[-1]

    yield make
    for installation in made:
        installation.tear_down()


@pytest.fixture
def public_directory() -> Iterator[Path]:
    """Unlike tmp_path, below folders that every account may enter."""
    directory = Path(tempfile.mkdtemp(prefix="daftar-test-"))
    directory.chmod(0o755)
    yield directory
    shutil.rmtree(directory)


@pytest.fixture(scope="session")
def initialised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory whose database exists, so that each test need not wait for initdb."""
    directory = tmp_path_factory.mktemp("embedded") / "data"
    installation = Installation(directory)
    installation.let_go(installation.hold())
    installation.tear_down()
    return directory


@pytest.fixture
def installation(initialised: Path, make_installation: Callable[[Path], Installation]) -> Installation:
    return make_installation(initialised)
