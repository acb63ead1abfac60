"""When: every date expression of a sentence, and whether it is the day of the event or of the telling."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from incidents.dates.span import CEILING, FLOOR, DateSpan
from incidents.dates.words import FoundDate, find_dates, read_words
from pipeline.clean.dateline import find_dateline
from pipeline.extract.facts import FoundDay, FoundTrigger, Sentence

SAYING = re.compile(
    r"\b(?:said|says|told|reported|reports|announced|stated|informed|confirmed|disclosed|published|released|according to|"
    r"spoke|asked|put|сообщил\w*|заявил\w*|уточнил\w*)\b",
    re.IGNORECASE,
)
SAYING_AFTER = re.compile(
    r"^[\"”’,]?\s*(?:\w+ ){0,5}(?:said|told|reported|announced|stated|confirmed|put the|asked|spoke of)\b",
    re.IGNORECASE,
)
OVERNIGHT = re.compile(r"\bovernight\b|\blast night\b", re.IGNORECASE)
HAPPENING = re.compile(r"\b(?:that|was|were|had|took place|happened|occurred)\b", re.IGNORECASE)
TODAY = re.compile(r"\btoday\b|\bсегодня\b|امروز|\bthis morning\b", re.IGNORECASE)
ENDS = re.compile(r"\b(?:until|through|till)$", re.IGNORECASE)
DAY_WITHOUT_YEAR = re.compile(
    r"\b(?:(?P<month>January|February|March|April|May|June|July|August|September|October|November|December) (?P<day>\d{1,2})"
    r"|(?P<day2>\d{1,2}) (?P<month2>January|February|March|April|May|June|July|August|September|October|November|December))\b(?!,? ?\d{4})"
)


def find_days(
    sentence: Sentence,
    published: date | None,
    language: str,
    triggers: tuple[FoundTrigger, ...] = (),
    *,
    announced: bool = False,
) -> tuple[FoundDay, ...]:
    text = sentence.text
    spoken = _Spoken(text, tuple(trigger.start - sentence.start for trigger in triggers))
    found = [
        FoundDay(item.start + sentence.start, item.end + sentence.start, item.span, f"date:{item.rule}",
                 _is_of_the_telling(spoken, item.start, item.end))
        for item in _agents_are_no_limits(text, find_dates(text, published=published, language=language), published)
    ]  # fmt: skip
    if announced:
        found = [replace(day, span=read_words(day.span.text, published=published, announced=True) or day.span)
                 for day in found]  # fmt: skip
    found += _words_of_today(sentence, published, found)
    if published is None:
        found += _yearless(sentence, found, spoken)
    return tuple(sorted(_explicit_over_weekday(found), key=lambda day: day.start))


def _agents_are_no_limits(text: str, found: list[FoundDate], published: date | None) -> list[FoundDate]:
    """ "killed by Tuesday's bomb" sets no limit: the bomb was on Tuesday."""
    return [
        replace(item, start=item.start + 3, span=span, rule="date")
        if item.rule == "by" and re.match(r"['’]s\b", text[item.end :])
        and (span := read_words(text[item.start + 3 : item.end], published=published)) else item
        for item in found
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Spoken:
    text: str
    triggers: tuple[int, ...]


def _is_of_the_telling(spoken: _Spoken, start: int, end: int) -> bool:
    """ "said on Sunday", but not "reported an attack on Sunday"."""
    clause = start - len(re.split(r"[,;]", spoken.text[:start])[-1])
    said = [match.end() for match in SAYING.finditer(spoken.text, clause, start)]
    if re.match(r"['’]s\b", spoken.text[end:]):
        return False
    if said and len(spoken.text[said[-1] : start].split()) <= 6 and not HAPPENING.search(spoken.text[said[-1] : start]):
        return not any(said[-1] <= trigger < start for trigger in spoken.triggers)
    return bool(SAYING_AFTER.match(spoken.text[end:])) and start < 20


def _words_of_today(sentence: Sentence, published: date | None, found: list[FoundDay]) -> list[FoundDay]:
    if published is None:
        return []
    days = []
    if match := TODAY.search(sentence.text):
        days.append(_day(match, sentence, DateSpan(published, published, text=match.group()), "date:today"))
    if match := OVERNIGHT.search(sentence.text):
        said = next((day.span.latest for day in found if day.reporting), published)
        span = DateSpan(said - timedelta(days=1), said, precision="span", text=match.group(), time_of_day="night")
        days.append(_day(match, sentence, span, "date:overnight"))
    return [day for day in days if not any(day.start < o.end and o.start < day.end for o in found)]


def _day(match: re.Match[str], sentence: Sentence, span: DateSpan, rule: str) -> FoundDay:
    return FoundDay(match.start() + sentence.start, match.end() + sentence.start, span, rule)


def _yearless(sentence: Sentence, found: list[FoundDay], spoken: _Spoken) -> list[FoundDay]:
    """A month and a day whose year nothing tells: kept as words, without bounds."""
    span = DateSpan(FLOOR, CEILING, precision="unknown")
    return [
        FoundDay(m.start() + sentence.start, m.end() + sentence.start, replace(span, text=m.group()), "date:no_year",
                 _is_of_the_telling(spoken, m.start(), m.end()), yearless=True)
        for m in DAY_WITHOUT_YEAR.finditer(sentence.text)
        if not any(m.start() + sentence.start < o.end and o.start < m.end() + sentence.start for o in found)
    ]  # fmt: skip


def _explicit_over_weekday(found: list[FoundDay]) -> list[FoundDay]:
    """ "on Thursday (July 3)": the weekday only repeats the day beside it."""
    kept = []
    for day in found:
        words = day.span.text or ""
        near = (o for o in found if o is not day and abs(o.start - day.end) <= 3 and re.search(r"\d", o.span.text))
        if re.search(r"\d", words) or not any(near):
            kept.append(day)
    return kept


def dateline_day(text: str) -> str:
    """The month and day in a dateline that gives no year ("BISHKEK. March 13 (Agency) -")."""
    for paragraph in text.split("\n")[:8]:
        line = find_dateline(paragraph)
        if line and (match := DAY_WITHOUT_YEAR.search(line.text)):
            return match.group()
    return ""
