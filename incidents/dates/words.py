"""Dates in people's words: one table of rules, tried on a whole text (read_words) or all over prose (find_dates).

The house convention for vague words is written down in docs/decisions/0002-dates.md. Nothing here guesses: words
without bounds ("recently", "a few weeks ago", seasons) are left to the editor.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from incidents.dates import edtf, meanings
from incidents.dates.meanings import Reader
from incidents.dates.solar import DIGITS, LANGUAGES, SOLAR_MONTHS, YEARS, solar_bounds
from incidents.dates.span import CEILING, FLOOR, DateSpan
from incidents.dates.tables import DAYS_IN, MONTHS, NUMBERS, PARTS, TIMES_OF_DAY, UNKNOWN, WEEKDAYS
from incidents.dates.units import DAY, GREGORIAN_MONTH, LOOSE_UNIT, RANGE_END, SOLAR_YEAR, UNIT, YEAR, Context, one_of

# One character for one character, so that offsets in the prepared text are offsets in the text itself.
_PREPARE = {
    **DIGITS,
    **dict.fromkeys(map(ord, "‐‑‒–—−"), "-"),
    **dict.fromkeys(map(ord, "\u00a0\u202f\n\t"), " "),
}
_A, _B, _LOOSE = rf"(?P<a>{UNIT})", rf"(?P<b>{RANGE_END})", rf"(?P<a>{LOOSE_UNIT})"
_FROM, _DAY_ONLY = rf"(?P<a>{RANGE_END})", rf"(?P<b>{DAY}(?:st|nd|rd|th)?)"
_COUNT = rf"(?P<count>[0-9]{{1,3}}|{one_of(NUMBERS)})"
_PERIOD = rf"(?P<period>{one_of(DAYS_IN)})"
_NIGHT = r"(?i:(?:on |in |during )?(?:the )?night(?: of| from| between)?|overnight(?: from| between| on)?)"
# "Before 2000 people" counts people, and "by Tuesday's bomb" names a bomb.
_NOT_COUNTED = (
    r"(?!['’]s\b| (?:people|troops|soldiers|villages|families|metres|meters|kilometres|km|men|tons|tonnes)\b)"
)
_START, _END = r"(?<!\w)(?<![0-9][.,:/-])", r"(?!\w)(?![.,:/-][0-9])"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date expression in prose: `text[start:end]`, what it means, and the rule that read it."""

    start: int
    end: int
    span: DateSpan
    rule: str


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    pattern: re.Pattern[str]
    read: Reader


def _rule(name: str, pattern: str, read: Reader) -> _Rule:
    return _Rule(name, re.compile(_START + pattern + _END), read)


_RULES: tuple[_Rule, ...] = (
    _rule(
        "night_from_to",
        rf"{_NIGHT} (?:the )?{_FROM}(?: to (?:the )?| and (?:the )?| into | ?- ?|/){_B}",
        meanings.night_from_to,
    ),
    _rule("night_from_to", rf"(?i:в ночь со?) {_FROM} на {_B}", meanings.night_from_to),
    _rule("night_leading_to", rf"(?i:в ночь на) {_A}", meanings.night_leading_to),
    _rule("night_leading_to", rf"(?i:overnight (?:in)?to) {_A}", meanings.night_leading_to),
    _rule(
        "night_of",
        rf"(?i:(?:on |in |during )?(?:the )?night of|overnight(?: on)?) (?:the )?{_A}",
        meanings.night_of,
    ),
    _rule("night_of", rf"{_A},? (?:at )?night", meanings.night_of),
    _rule("time_of_day", rf"(?P<time>(?i:{one_of(TIMES_OF_DAY)}))(?: of| on)? (?:the )?{_A}", meanings.time_of_day),
    _rule("time_of_day", rf"{_A},? (?:in the |at )?(?P<time>{one_of(TIMES_OF_DAY)})", meanings.time_of_day),
    _rule("between", rf"(?i:between|между) {_FROM} (?:and|и) {_B}", meanings.between),
    _rule("from_to", rf"(?i:from|со?|от) {_FROM} (?:to|until|till|through|по|до) {_B}", meanings.from_to),
    _rule("range", rf"{_FROM}(?: ?- ?| to | through ){_B}", meanings.from_to),
    _rule("either", rf"(?P<a>{DAY}(?:st|nd|rd|th)?) (?:and|or|и|или) (?P<b>{UNIT})", meanings.between),
    _rule("either", rf"{_A} (?:and|or) {_DAY_ONLY}(?= ?(?:[.,;)]|$))", meanings.between),
    _rule("part", rf"(?i:the )?(?P<part>(?i:{one_of(PARTS)}))[ -](?:the )?{_LOOSE}", meanings.part),
    _rule("around", rf"(?i:on or about|around|about|circa|approximately|около|примерно) {_A}", meanings.around),
    _rule("possibly", rf"(?i:possibly|probably|perhaps|вероятно) (?:on |in )?{_A}", meanings.possibly),
    _rule("before", rf"(?i:before|prior to) {_LOOSE}{_NOT_COUNTED}", meanings.before),
    _rule("by", rf"(?i:by|no later than|к) {_LOOSE}{_NOT_COUNTED}", meanings.by),
    _rule("until", rf"(?i:until|till|up to|до) {_LOOSE}{_NOT_COUNTED}", meanings.until),
    _rule("since", rf"(?i:ever since|since|с|со) {_LOOSE}{_NOT_COUNTED}", meanings.since),
    _rule("after", rf"(?i:after|после) {_LOOSE}{_NOT_COUNTED}", meanings.after),
    _rule("in_month", rf"(?i:in|during|throughout|last|this|в) (?P<a>{GREGORIAN_MONTH})", meanings.on),
    _rule("in_year", rf"(?i:in|during) (?P<a>{YEAR}){_NOT_COUNTED}", meanings.on),
    _rule("in_year", rf"(?i:в) (?P<a>{YEAR} году)", meanings.on),
    _rule(
        "past_days",
        rf"(?i:(?:(?:in|over|during|within) )?(?:the )?(?:past|last|previous)) {_COUNT} {_PERIOD}",
        meanings.past_days,
    ),
    _rule("past_days", rf"(?i:(?:за|в) последни[ех]) {_COUNT} {_PERIOD}", meanings.past_days),
    _rule("past_days", r"(?i:in|over|during|within) the (?:past|last) (?P<period>week)", meanings.past_days),
    _rule("past_days", r"(?i:(?:(?:in|over|during|within) )?(?:the )?(?:past|last)) 24 hours", meanings.past_days),
    _rule("days_ago", rf"(?i:{_COUNT} {_PERIOD} (?:ago|earlier|назад))", meanings.days_ago),
    _rule("calendar", r"(?P<which>(?i:earlier this|this|last)) (?P<unit>week|month|year)", meanings.calendar),
    _rule(
        "calendar",
        r"(?i:в|на) (?P<which>этом|этой|прошлом|прошлой) (?P<unit>неделе|месяце|году)",
        meanings.calendar,
    ),
    _rule("date", _A, meanings.on),
)  # fmt: skip

_SOLAR_YEAR_RULE = _rule("in_year", rf"(?:در )?(?:سال|کال) (?P<year>{SOLAR_YEAR})", meanings.solar_year)

# Only read where the words are the whole text, since in prose they mean too many other things.
_TYPED_RULES: tuple[_Rule, ...] = (
    *_RULES,
    _rule("date", _LOOSE, meanings.on),
    _rule("ongoing", rf"ongoing since {_LOOSE}", meanings.since),
)
_LEAD = re.compile(r"(?i:on|at|the|в|во) ")
_NAME_IN_SMALL = re.compile(rf"(?<!\w)(?i:{one_of(name for name in (*MONTHS, *WEEKDAYS) if name.isascii())})(?!\w)")
_SOLAR_IN_SMALL = re.compile(rf"(?<!\w)(?i:{one_of(name for name in SOLAR_MONTHS if name.isascii())})(?!\w)")
_SOLAR_YEAR = re.compile(r"(?P<year>1[34][0-9]{2})(?P<said> ?\(?(?i:solar(?: year)?|solar hijri|hijri|sh|ap)\)?)?")


def read_words(text: str, *, published: date | None, language: str = "en", announced: bool = False) -> DateSpan | None:
    """What a person typed, or an article's phrase; None where the words carry no bounds.

    `published` is the day of the earliest source that tells of it: words without a year lean on it, and nothing
    that has happened is later than it, unless `announced`.
    """
    words = " ".join(text.translate(_PREPARE).split()).rstrip(",;")
    context = Context(published, announced)
    span = _read_special(words, language) or _read_edtf(words, language) or _read_rules(words, context)
    if span is None:
        return None
    return replace(span if announced else cap(span, published), text=text.strip())


def find_dates(text: str, *, published: date | None, language: str = "en") -> list[FoundDate]:
    """Every date expression in a text, in order. The longest wins where two overlap.

    All languages of the tables are read at once; `language` only lets a Persian or Pashto text name solar years.
    """
    prepared, context = text.translate(_PREPARE), Context(published)
    rules = (*_RULES, _SOLAR_YEAR_RULE) if language in LANGUAGES else _RULES
    taken: list[FoundDate] = []
    for found in sorted(_candidates(prepared, context, rules), key=lambda found: found.start - found.end):
        if all(found.end <= other.start or other.end <= found.start for other in taken):
            span = replace(cap(found.span, published), text=text[found.start : found.end])
            taken.append(replace(found, span=span))
    return sorted(taken, key=lambda found: found.start)


def cap(span: DateSpan, published: date | None) -> DateSpan:
    """What has happened ended no later than it was told.

    A state that is said to go on ("since ...") and a span that begins after publication, which was announced,
    are left as they are.
    """
    goes_on = span.extent == "throughout" and span.latest == CEILING
    if published is None or goes_on or not span.earliest <= published < span.latest:
        return span
    whole = span.precision in ("month", "year", "open") and span.earliest != FLOOR
    return replace(span, latest=published, precision="span" if whole else span.precision)


def _candidates(text: str, context: Context, rules: tuple[_Rule, ...]) -> list[FoundDate]:
    found = []
    for rule in rules:
        for match in rule.pattern.finditer(text):
            span = rule.read(match, context)
            if span is not None:
                found.append(FoundDate(match.start(), match.end(), span, rule.name))
    return found


def _read_special(words: str, language: str) -> DateSpan | None:
    if words.lower() in UNKNOWN:
        return DateSpan(FLOOR, CEILING, precision="unknown")
    match = _SOLAR_YEAR.fullmatch(words)
    if match and (match["said"] or language in LANGUAGES) and int(match["year"]) in YEARS:
        return DateSpan(*solar_bounds(int(match["year"])), precision="span", label=match["year"])
    return None


def _read_edtf(words: str, language: str) -> DateSpan | None:
    """Years from 1300 to 1450 in a Persian or Pashto text are solar: EDTF would take them for the Middle Ages."""
    if language in LANGUAGES and _SOLAR_YEAR.match(words):
        return None
    try:
        return edtf.parse(words)
    except edtf.EdtfError:
        return None


def _read_rules(words: str, context: Context) -> DateSpan | None:
    words = _SOLAR_IN_SMALL.sub(_capitalised, _NAME_IN_SMALL.sub(_capitalised, words))
    for candidate in (words, _LEAD.sub("", words, count=1), words.rstrip(".")):
        for rule in _TYPED_RULES:
            match = rule.pattern.fullmatch(candidate)
            span = rule.read(match, context) if match else None
            if span is not None:
                return span
    return None


def _capitalised(match: re.Match[str]) -> str:
    return match[0].capitalize()
