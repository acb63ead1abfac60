"""What stands around an article and is not part of it: share buttons, tickers, bylines, lists of other headlines."""

import re
from dataclasses import dataclass

from pipeline.clean.lines import Line

# (what it is, pattern of the whole line). Case is ignored; lines are stripped first.
FURNITURE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (what, re.compile(pattern, re.IGNORECASE))
    for what, pattern in (
        ("image name", r"og[:_-]?image\S*|\S+\.(?:jpe?g|png|webp|gif)"),
        ("source line", r"(?:original )?source\s*:.*|источник\s*:.*|منبع\s*:.*"),
        ("tags line", r"(?:tags?|keywords|topics|теги|метки)\s*:.*"),
        ("currency ticker", r"[•*·-]?\s*[A-Z]{3}/[A-Z]{3}\s*=?.*\d.*"),
        ("reading time", r"(?:reading time:?\s*)?\d+ ?min(?:ute)?s?(?: read)?|время чтения.*"),
        ("share buttons", r"share(?: (?:on|this|via|with) .{0,40})?|follow us .{0,60}|join us on .{0,60}"),
        ("share buttons", r"подел(?:ит|и)ться.{0,40}|tweet|facebook|whatsapp|telegram"),
        ("font size buttons", r"(?:(?:increase|decrease|reset) font size\s*)+|a\+ ?a-?|print(?: this)?(?: page)?"),
        ("picture credit", r"(?:image|photo|photograph|picture|file photo|фото|иллюстрация)s?\s*[:©].*"),
        ("picture credit", r"(?:image|photo|фото) (?:by|courtesy) .{0,60}|[@©]\s*\w[\w ./]{0,40}"),
        ("picture caption", r".{0,160}[\[(](?:ic: )?(?:file )?(?:photo|image)[^\])]*[\])]"),
        ("byline", r"(?:>>\s*)?(?:by )?(?:afp|reuters|ap|associated press|xinhua|interfax|tass|ani)(?:, [\w ]+)?"),
        ("byline", r"by [A-Z][\w.'’/-]+(?: [\w.'’/-]+){0,5}|written by .{0,60}|автор\s*:.*"),
        ("sign-up", r"(?:subscribe|sign up|newsletter) .{0,60}|advertisement|sponsored|recommended"),
        ("sign-up", r"comments?(?: \(\d+\))?|leave a comment.{0,40}|listen to this .{0,40}"),
        ("links to other texts", r"(?:also read|read (?:also|more|next))\b.{0,120}|all news|trending"),
        ("links to other texts", r"related(?: (?:news|articles|stories|posts))?(?::.{0,120})?"),
        ("links to other texts", r"more (?:news|on this)|most (?:read|popular)|читайте (?:также|ещё|еще).{0,120}"),
        ("label", r"(?:newsflash|breaking(?: news)?|warning|live|exclusive|video|updated?)\s*[:!]?|[.\-–—_*=•]+"),
        ("rights notice", r"(?:©|copyright\b|all rights reserved).*"),
    )
)
SENTENCE_END = re.compile(r"[.!؟۔…]['\"”’»)]*$")
LEAST_HEADLINES = 3


@dataclass(frozen=True, slots=True)
class Removed:
    what: str
    line: Line


def furniture_of(text: str) -> str:
    """What kind of furniture a line is, or an empty string."""
    return next((what for what, pattern in FURNITURE if pattern.fullmatch(text)), "")


def trailing_headlines(lines: list[Line]) -> list[Line]:
    """Other articles' headlines below the text: short lines without a full stop, set off from the last paragraph."""
    found: list[Line] = []
    for line in reversed(lines):
        if len(line.text) > 120 or SENTENCE_END.search(line.text):
            break
        found.append(line)
    set_off = bool(found) and found[-1].blank_before >= 2
    if len(found) == len(lines) or len(found) < (LEAST_HEADLINES if set_off else LEAST_HEADLINES + 1):
        return []
    return found[::-1]
