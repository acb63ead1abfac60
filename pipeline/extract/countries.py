"""Countries and their people as words: the closed table that demonyms and borders are read with."""

import re

# ISO 3166-1 alpha-2: (name, other names and stems, words for its people and things)
COUNTRIES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "TJ": ("Tajikistan", ("Таджикистан", "Тоҷикистон", "تاجیکستان"), ("Tajik", "Tajikistani", "таджикск", "تاجیک")),
    "AF": ("Afghanistan", ("Афганистан", "Афғонистон", "افغانستان"), ("Afghan", "афганск", "افغان")),
    "KG": ("Kyrgyzstan", ("Kyrgyz Republic", "Кыргызстан", "Киргизи", "قرقیزستان"), ("Kyrgyz", "Kyrgyzstani", "кыргызск", "киргизск")),
    "UZ": ("Uzbekistan", ("Узбекистан", "Ӯзбекистон", "ازبکستان"), ("Uzbek", "Uzbekistani", "узбекск")),
    "PK": ("Pakistan", ("Пакистан", "پاکستان"), ("Pakistani", "пакистанск", "پاکستانی")),
    "RU": ("Russia", ("Russian Federation", "Росси", "روسیه"), ("Russian", "российск")),
    "CN": ("China", ("Кита", "چین"), ("Chinese", "китайск", "چینی")),
    "IR": ("Iran", ("Иран", "ایران"), ("Iranian", "иранск")),
    "IN": ("India", ("Инди",), ("Indian", "индийск")),
    "KZ": ("Kazakhstan", ("Казахстан", "قزاقستان"), ("Kazakh", "Kazakhstani", "казахстанск")),
    "TM": ("Turkmenistan", ("Туркменистан", "Туркмени"), ("Turkmen", "туркменск")),
    "TR": ("Türkiye", ("Turkiye", "Turkey", "Турци"), ("Turkish", "турецк")),
    "AZ": ("Azerbaijan", ("Азербайджан",), ("Azerbaijani", "азербайджанск")),
    "BY": ("Belarus", ("Беларус", "Белорусси"), ("Belarusian", "белорусск")),
    "UA": ("Ukraine", ("Украин",), ("Ukrainian", "украинск")),
    "US": ("United States", ("U.S.", "США", "آمریکا"), ("American", "US", "американск")),
    "GB": ("United Kingdom", ("Britain", "Великобритани"), ("British", "британск")),
    "IL": ("Israel", ("Израил",), ("Israeli", "израильск")),
    "SA": ("Saudi Arabia", (), ("Saudi",)),
    "QA": ("Qatar", ("Катар",), ("Qatari",)),
    "AE": ("United Arab Emirates", (), ("Emirati",)),
    "MN": ("Mongolia", ("Монголи",), ("Mongolian", "монгольск")),
    "SY": ("Syria", ("Сири",), ("Syrian", "сирийск")),
    "IQ": ("Iraq", ("Ирак",), ("Iraqi", "иракск")),
    "FR": ("France", ("Франци",), ("French",)),
    "DE": ("Germany", ("Германи",), ("German",)),
}  # fmt: skip
CAPITALS = {
    "Dushanbe": "TJ", "Kabul": "AF", "Bishkek": "KG", "Tashkent": "UZ", "Islamabad": "PK", "Moscow": "RU",
    "Kremlin": "RU", "Beijing": "CN", "Tehran": "IR", "New Delhi": "IN", "Astana": "KZ", "Ashgabat": "TM",
    "Ankara": "TR", "Minsk": "BY", "Kyiv": "UA", "Washington": "US", "Baku": "AZ", "Doha": "QA",
    "Душанбе": "TJ", "Кабул": "AF", "Бишкек": "KG", "Ташкент": "UZ", "Москва": "RU", "Киев": "UA",
}  # fmt: skip
DEMONYMS = {word: code for code, (_, _, words) in COUNTRIES.items() for word in words if word[0].isupper()}
DEMONYM = "|".join(sorted(map(re.escape, DEMONYMS), key=len, reverse=True))
STEMS = {word: code for code, (_, _, words) in COUNTRIES.items() for word in words if not word.isascii()}
NAMES = {name: code for code, (main, others, _) in COUNTRIES.items() for name in (main, *others)}


def country_of_word(word: str) -> str:
    """The country that a demonym, a country's name or its capital stands for, or an empty string."""
    bare = word.removesuffix("'s").removesuffix("’s")
    return DEMONYMS.get(bare) or NAMES.get(bare) or CAPITALS.get(bare, "")
