"""A captured text as lines that know where they stand."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """`text` is stripped; [start, end) are its offsets in the captured text. `blank_before` counts empty lines."""

    text: str
    start: int
    end: int
    blank_before: int = 0

    def after(self, length: int) -> "Line":
        """The line without its first `length` characters."""
        rest = self.text[length:]
        skipped = length + len(rest) - len(rest.lstrip())
        return Line(rest.strip(), self.start + skipped, self.end, self.blank_before)


def lines_of(text: str) -> list[Line]:
    """The lines that are not empty."""
    found, start, blank = [], 0, 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            first = start + raw.index(stripped)
            found.append(Line(stripped, first, first + len(stripped), blank))
            blank = 0
        else:
            blank += 1
        start += len(raw) + 1
    return found
