"""The public words for the codes in documents. An unknown code is shown as its own words, never left out."""

from collections.abc import Mapping

ROLES = {
    "initiator": "Initiator",
    "target": "Target",
    "participant": "Participant",
    "victim_group": "Victims",
    "reporter": "Reported by",
}
RELATIONS = {
    "part_of": "part of",
    "leads": "leads",
    "member_of": "member of",
    "allied_with": "allied with",
    "successor_of": "successor of",
    "split_from": "split from",
}
FACILITY_KINDS = {
    "trade_centre": "Trade centre",
    "mine": "Mine or mining camp",
    "detachment": "Border detachment",
}
PLACE_KINDS = {
    "admin1": "Province or region",
    "admin2": "District",
    "settlement": "Town or village",
}
HARMS = ("killed", "injured", "captured", "missing")
PARTIES = {"all": "all together", "unknown": "party not named"}
WITHDRAWAL_REASONS = {
    "duplicate": "It told of something that another record tells already.",
    "error": "It was published in error.",
    "unsupported": "The sources do not support it.",
    "out_of_scope": "It lies outside the register’s scope.",
    "safety": "It could put people in danger.",
    "legal": "There were legal reasons.",
    "privacy": "It told too much of a private person.",
}
CREDIBILITY = {
    1: "confirmed by other, independent sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}
OPERATIONS = {
    "publish": "first published",
    "revise": "corrected",
    "withdraw": "withdrawn",
    "merge": "merged",
    "redact": "redacted",
}
COUNTRIES = {
    "AF": "Afghanistan",
    "AZ": "Azerbaijan",
    "BY": "Belarus",
    "CN": "China",
    "GB": "United Kingdom",
    "IN": "India",
    "IR": "Iran",
    "KG": "Kyrgyzstan",
    "KZ": "Kazakhstan",
    "PK": "Pakistan",
    "QA": "Qatar",
    "RU": "Russia",
    "TJ": "Tajikistan",
    "TM": "Turkmenistan",
    "TR": "Türkiye",
    "UA": "Ukraine",
    "US": "United States",
    "UZ": "Uzbekistan",
}
LANGUAGES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "fa": "Persian",
    "fr": "French",
    "kk": "Kazakh",
    "ky": "Kyrgyz",
    "prs": "Dari",
    "ps": "Pashto",
    "ru": "Russian",
    "tg": "Tajik",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "uz": "Uzbek",
    "zh": "Chinese",
}
RIGHT_TO_LEFT = frozenset({"ar", "fa", "prs", "ps", "ur"})
LANES = frozenset({"violence", "diplomacy", "forces"})
# Types whose code alone reads badly in the filter form.
TYPES = {
    "air_drone_strike": "Air or drone strike",
    "armed_attack": "Attack on armed forces",
    "attack_on_civilians": "Attack on civilians",
    "explosions_remote_violence": "Explosions and remote violence",
    "shelling": "Shelling, artillery, missiles",
    "remote_explosive": "Landmine or remote explosive",
    "abduction": "Abduction or disappearance",
    "disrupted_weapons_use": "Disrupted weapons use",
    "property_destruction": "Looting or destruction",
    "non_violent_transfer": "Non-violent transfer of territory",
    "non_state_actor_overtakes_territory": "Non-state actor overtakes territory",
    "change_to_group": "Change to a group",
    "other_strategic": "Other strategic development",
    "meeting": "Meeting or visit",
    "call": "Telephone or video call",
    "protest_note": "Protest or condemnation",
    "recognition": "Recognition or relations",
    "forces": "Facilities and forces",
    "facility_opening": "Facility opened",
    "facility_closure": "Facility closed",
    "deployment": "Deployment or reinforcement",
    "border_closure": "Border closed",
    "border_opening": "Border opened",
    "border_crossing": "Illegal crossing",
    "deportation": "Deportation or hand-over",
}
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def word(table: Mapping[str, str], code: str | None) -> str:
    return table.get(code or "", "") or sentence((code or "").replace("_", " ").replace(".", ", "))


def lane(code: str) -> str:
    """The lane whose icon is drawn."""
    return code if code in LANES else "other"


def sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def country(code: str | None) -> str:
    return COUNTRIES.get(code or "", code or "")


def language(code: str) -> str:
    return LANGUAGES.get(code, code)


def direction(code: str) -> str:
    return "rtl" if code.split("-")[0] in RIGHT_TO_LEFT else "ltr"


def counted(number: int, noun: str) -> str:
    """`12 sources`, `1 source`, `3 facilities`."""
    if number == 1:
        return f"1 {noun}"
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {plural}"


def partial_date(edtf: str) -> str:
    """`2019~` as "about 2019", `2025-11` as "November 2025": the dates that relations and statuses carry."""
    bare = edtf.rstrip("~?%")
    parts = bare.split("-")
    if not all(part.isdecimal() for part in parts) or len(parts) > 3:
        return edtf
    if len(parts) > 1 and not 1 <= int(parts[1]) <= 12:
        return edtf
    words = " ".join([*([str(int(parts[2]))] if len(parts) == 3 else []),
                      *([MONTHS[int(parts[1]) - 1]] if len(parts) > 1 else []), parts[0]])  # fmt: skip
    about = "about " if edtf.endswith(("~", "%")) else ""
    return f"{about}{words}{', not certain' if edtf.endswith(('?', '%')) else ''}"


def period(start: str, end: str) -> str:
    """`since 2019`, `until May 2020`, `2019 to May 2020`."""
    if start and end:
        return f"{partial_date(start)} to {partial_date(end)}"
    if start:
        return f"since {partial_date(start)}"
    return f"until {partial_date(end)}" if end else ""


def day(iso: str | None) -> str:
    return partial_date(iso[:10]) if iso else ""
