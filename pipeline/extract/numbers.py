"""Numbers as news writes them: digits and words, exact, "at least", "up to", or unknown ("several")."""

import re

WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "a dozen": 12, "two dozen": 24, "three dozen": 36, "a hundred": 100,
    "один": 1, "одна": 1, "два": 2, "две": 2, "двое": 2, "три": 3, "трое": 3, "четыре": 4, "четверо": 4, "пять": 5,
    "пятеро": 5, "шесть": 6, "семь": 7, "восемь": 8, "девять": 9, "десять": 10, "троих": 3, "двоих": 2, "трех": 3, "трёх": 3, "двух": 2, "четырех": 4, "четверых": 4,
    "یک": 1, "دو": 2, "سه": 3, "چهار": 4, "پنج": 5, "شش": 6, "هفت": 7, "هشت": 8, "نه": 9, "ده": 10,
}  # fmt: skip
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
VAGUE = ("several", "dozens", "scores", "hundreds", "many", "some", "a number of", "a few", "few", "multiple",
         "unknown number of", "несколько", "десятки", "چند", "شماری")  # fmt: skip
_LATIN = sorted((word for word in WORDS if word.isascii()), key=len, reverse=True)
COUNT = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|(?:{TENS})-(?:one|two|three|four|five|six|seven|eight|nine)|{'|'.join(_LATIN)})"
VAGUE_COUNT = "|".join(word for word in VAGUE if word.isascii())
# What stands before a number and says that it is a bound.
AT_LEAST = r"(?:at least|no fewer than|not less than|more than|over|upwards of|as many as|nearly|about|around|some|approximately|up to|almost)"
LOWER_BOUNDS = ("at least", "no fewer", "not less", "more than", "over", "upwards")
UPPER_BOUNDS = ("up to", "as many as", "nearly", "almost")
DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
_UNITS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def value_of(words: str) -> int | None:
    """None for words that name no number ("several")."""
    plain = " ".join(words.lower().split()).translate(DIGITS)
    if re.fullmatch(r"[\d,]+", plain):
        return int(plain.replace(",", ""))
    tens, _, unit = plain.partition("-")
    if unit in _UNITS and tens in TENS.split("|"):
        return (TENS.split("|").index(tens) + 2) * 10 + _UNITS.index(unit)
    return WORDS.get(plain)


def bounds_of(words: str, qualifier: str) -> tuple[int | None, int | None]:
    """(low, high): "at least three" is (3, None), "up to three" (None, 3), "about three" (3, 3)."""
    value = value_of(words)
    said = qualifier.lower()
    if value is None or any(said.startswith(word) for word in LOWER_BOUNDS):
        return value, None
    if any(said.startswith(word) for word in UPPER_BOUNDS):
        return None, value
    return value, value
