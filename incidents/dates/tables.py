"""The words of dates in English, Russian, Tajik and Persian (Dari): one table for each kind of word."""

from incidents.dates.span import TimeOfDay

# One row a month. English names are only read with a capital, since "may" and "march" are also verbs.
_MONTHS: tuple[str, ...] = (
    "January Jan январь января январе янв январ январи ژانویه جنوری",
    "February Feb февраль февраля феврале фев феврал феврали فوریه فبروری",
    "March Mar март марта марте мар марти مارس مارچ",
    "April Apr апрель апреля апреле апр апрел апрели آوریل اپریل",
    "May май мая мае майи مه می",
    "June Jun июнь июня июне июн июни ژوئن جون",
    "July Jul июль июля июле июл июли ژوئیه جولای",
    "August Aug август августа августе авг августи اوت اگست",
    "September Sept Sep сентябрь сентября сентябре сен сент сентябр сентябри سپتامبر سپتمبر",
    "October Oct октябрь октября октябре окт октябр октябри اکتبر اکتوبر",
    "November Nov ноябрь ноября ноябре ноя нояб ноябр ноябри نوامبر نومبر",
    "December Dec декабрь декабря декабре дек декабр декабри دسامبر دسمبر",
)
MONTHS: dict[str, int] = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
# Those that are written with a full stop; after a whole name the stop ends the sentence.
_ABBREVIATIONS = (
    "Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec",
    "янв фев мар апр июн июл авг сен сент окт ноя нояб дек",
)
ABBREVIATED_MONTHS = frozenset(name for names in _ABBREVIATIONS for name in names.split())

_WEEKDAYS: tuple[str, ...] = (
    "Monday понедельник",
    "Tuesday вторник",
    "Wednesday среду среда",
    "Thursday четверг",
    "Friday пятницу пятница",
    "Saturday субботу суббота",
    "Sunday воскресенье",
)
WEEKDAYS: dict[str, int] = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split()}

# Which part of a month or year a word stands for. Weeks and halves only divide months.
PARTS: dict[str, str] = {
    "early": "early",
    "beginning of": "early",
    "start of": "early",
    "mid": "mid",
    "middle of": "mid",
    "late": "late",
    "end of": "late",
    "first half of": "first half",
    "second half of": "second half",
    "first week of": "first week",
    "last week of": "last week",
    "в начале": "early",
    "начало": "early",
    "в середине": "mid",
    "середина": "mid",
    "в конце": "late",
    "конец": "late",
    "в первой половине": "first half",
    "во второй половине": "second half",
    "в первой неделе": "first week",
    "на первой неделе": "first week",
    "в последнюю неделю": "last week",
    "на последней неделе": "last week",
}
MONTHS_OF_YEAR_PART = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}

TIMES_OF_DAY: dict[str, TimeOfDay] = {
    "morning": "morning",
    "noon": "noon",
    "afternoon": "afternoon",
    "evening": "evening",
    "утром": "morning",
    "в полдень": "noon",
    "днем": "afternoon",
    "днём": "afternoon",
    "вечером": "evening",
    "ночью": "night",
}

RELATIVE_DAYS: dict[str, int] = {"today": 0, "yesterday": 1, "сегодня": 0, "вчера": 1, "позавчера": 2}

NUMBERS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        ("one", "two два две", "three три", "four четыре", "five пять", "six шесть", "seven семь", "eight восемь",
         "nine девять", "ten десять", "eleven одиннадцать", "twelve двенадцать"),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
DAYS_IN = {"day": 1, "days": 1, "дня": 1, "дней": 1, "week": 7, "weeks": 7, "недели": 7, "недель": 7}

UNKNOWN = frozenset({"unknown", "date unknown", "not known", "неизвестно", "дата неизвестна"})
