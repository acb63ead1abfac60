"""An application whose files break off, as a file does whose database went away."""

from collections.abc import Callable, Iterator
from typing import Any

from config.breaking_off import BreaksOff


class File:
    streaming = True

    def __init__(self, fails: bool) -> None:
        self.fails = fails

    def __iter__(self) -> Iterator[bytes]:
        yield b"a row\n" * 100_000
        if self.fails:
            raise RuntimeError("the database went away")


def files(environ: dict[str, Any], start_response: Callable[..., Any]) -> File:
    start_response("200 OK", [("Content-Type", "text/plain")])
    return File(fails=environ["PATH_INFO"] == "/half")


application = BreaksOff(files)
