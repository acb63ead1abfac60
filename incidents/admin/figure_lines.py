"""Casualty figures of a claim as lines that people can type, "border guards: 2 killed", and back. Pure."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from incidents.vocabulary import HARMS

HELP = (
    "One a line, as the quote gives it: “border guards: 2 killed”, or 3-5, at least 4, up to 10, about 6, some; "
    "“all” counts everybody together, and 0 says that there was nobody."
)
LARGEST = 1_000_000

_HARM = "|".join(HARMS)
_LINE = re.compile(rf"(?P<party>[^:]+):\s*(?P<figure>.+?)\s+(?P<harm>{_HARM})\.?", re.IGNORECASE)
_FIGURES: tuple[tuple[re.Pattern[str], tuple[str, str, str]], ...] = (
    (re.compile(r"(?P<n>\d{1,7})"), ("n", "n", "n")),
    (re.compile(r"(?P<low>\d{1,7})\s*[-–]\s*(?P<best>\d{1,7})\s*[-–]\s*(?P<high>\d{1,7})"), ("low", "best", "high")),
    (re.compile(r"(?P<low>\d{1,7})\s*[-–]\s*(?P<high>\d{1,7})"), ("low", "", "high")),
    (re.compile(r"at least (?P<low>\d{1,7})"), ("low", "", "")),
    (re.compile(r"up to (?P<high>\d{1,7})"), ("", "", "high")),
    (re.compile(r"about (?P<best>\d{1,7})"), ("", "best", "")),
    (re.compile(r"some"), ("", "", "")),
)


class FigureError(ValueError):
    """The line that cannot be read, and how to write it."""


def read_figures(lines: str, known: Iterable[Mapping[str, Any]] = ()) -> list[dict[str, Any]]:
    """Raises FigureError. What `known` says beside the numbers of the same party and harm (its actor, the words)
    is kept."""
    kept = {(value["party"], value["harm"]): value for value in known}
    figures = [_read(line.strip()) for line in lines.splitlines() if line.strip()]
    return [{**kept.get((figure["party"], figure["harm"]), {}), **figure} for figure in figures]


def write_figures(values: Iterable[Mapping[str, Any]]) -> str:
    return "\n".join(f"{value['party']}: {_figure(value)} {value['harm']}" for value in values)


def _read(line: str) -> dict[str, Any]:
    match = _LINE.fullmatch(line)
    if match is None:
        raise FigureError(f"“{line}” cannot be read. Write it as “border guards: 2 killed”; {', '.join(HARMS)}.")
    bounds = _bounds(match["figure"].lower(), line)
    return {"party": " ".join(match["party"].split())[:200], "harm": match["harm"].lower(), **bounds}


def _bounds(figure: str, line: str) -> dict[str, int | None]:
    for pattern, names in _FIGURES:
        match = pattern.fullmatch(figure)
        if match:
            low, best, high = (int(match[name]) if name else None for name in names)
            _check((low, best, high), line)
            return {"low": low, "best": best, "high": high}
    raise FigureError(f"“{figure}” in “{line}” is no figure. Write 2, 3-5, at least 4, up to 10, about 6 or some.")


def _check(bounds: tuple[int | None, int | None, int | None], line: str) -> None:
    given = [number for number in bounds if number is not None]
    if given != sorted(given):
        raise FigureError(f"In “{line}” the smaller number has to come first.")
    if any(number > LARGEST for number in given):
        raise FigureError(f"The number in “{line}” is too large.")


def _figure(value: Mapping[str, Any]) -> str:
    bounds = (value.get("low"), value.get("best"), value.get("high"))
    match bounds:
        case (None, None, None):
            return "some"
        case (low, None, None):
            return f"at least {low}"
        case (None, None, high):
            return f"up to {high}"
        case (None, best, None):
            return f"about {best}"
        case (low, None, high):
            return f"{low}-{high}"
    low, best, high = bounds
    if low == best == high:
        return str(best)
    return "-".join(str(best if number is None else number) for number in bounds)
