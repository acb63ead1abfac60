"""The colours of tokens.css, and how well one can be read on another. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

TEXTS = ("ink", "ink-soft", "madder")
GROUNDS = ("paper", "leaf", "wash", "madder-wash")
# Lines that tell something, such as the edge of a field, need less than text does.
LINES = ("rule-strong",)

Scheme = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Contrast:
    colour: str
    ground: str
    ratio: float


@dataclass(frozen=True, slots=True)
class Swatch:
    """One colour in both schemes. `contrasts` are the worst on any ground, by day and by night; None for grounds."""

    name: str
    light: str
    dark: str
    contrasts: tuple[float, float] | None

    @property
    def both(self) -> tuple[str, str]:
        return self.light, self.dark


def read_schemes(css: str) -> dict[str, Scheme]:
    """By day and by night; what the night does not change stays."""
    day, _, rest = css.partition("@media (prefers-color-scheme: dark)")
    night = rest.partition("@media")[0]
    light = _colours(day)
    return {"light": light, "dark": {**light, **_colours(night)}}


def contrast(one: str, other: str) -> float:
    """By WCAG 2: from 1, the same, to 21, black on white."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def contrasts(scheme: Scheme) -> tuple[Contrast, ...]:
    """Every text on every ground that it may stand on, and the words of a button on the button."""
    pairs = [(text, ground) for text in TEXTS for ground in GROUNDS]
    pairs += [("on-madder", "madder"), ("on-madder", "madder-deep")]
    return tuple(Contrast(text, ground, contrast(scheme[text], scheme[ground])) for text, ground in pairs)


def swatches(schemes: Mapping[str, Scheme]) -> tuple[Swatch, ...]:
    worst = {
        name: {
            text: min(found.ratio for found in contrasts(scheme) if found.colour == text)
            for text in (*TEXTS, "on-madder")
        }
        for name, scheme in schemes.items()
    }
    return tuple(
        Swatch(
            name,
            schemes["light"][name],
            schemes["dark"][name],
            (worst["light"][name], worst["dark"][name]) if name in worst["light"] else None,
        )
        for name in schemes["light"]
    )


def _colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", css))


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
