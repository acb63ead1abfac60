"""The public words for the codes in documents, written in English and told in the language of the page."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

Code = TypeVar("Code", str, int)


class Words(Mapping[Code, str]):
    """Looked up anew each time, so that what is kept in memory never holds one reader's language for another."""

    def __init__(self, english: Mapping[Code, str]) -> None:
        self.english: Mapping[Code, str] = english

    def __getitem__(self, code: Code) -> str:
        return gettext(self.english[code])

    def __iter__(self) -> Iterator[Code]:
        return iter(self.english)

    def __len__(self) -> int:
        return len(self.english)

    def __or__(self, other: "Words[Code]") -> "Words[Code]":
        return Words({**self.english, **other.english})


TYPES = Words(
    {
        "battles": _("Battles"),
        "armed_clash": _("Armed clash"),
        "armed_attack": _("Attack on armed forces"),
        "government_regains_territory": _("Government regains territory"),
        "non_state_actor_overtakes_territory": _("Non-state actor overtakes territory"),
        "explosions_remote_violence": _("Explosions and remote violence"),
        "air_drone_strike": _("Air or drone strike"),
        "shelling": _("Shelling, artillery, missiles"),
        "suicide_bomb": _("Suicide bomb"),
        "remote_explosive": _("Landmine or remote explosive"),
        "grenade": _("Grenade"),
        "chemical_weapon": _("Chemical weapon"),
        "violence_against_civilians": _("Violence against civilians"),
        "attack_on_civilians": _("Attack on civilians"),
        "abduction": _("Abduction or disappearance"),
        "sexual_violence": _("Sexual violence"),
        "protests": _("Protests"),
        "peaceful_protest": _("Peaceful protest"),
        "protest_with_intervention": _("Protest with intervention"),
        "excessive_force_against_protesters": _("Excessive force against protesters"),
        "riots": _("Riots"),
        "violent_demonstration": _("Violent demonstration"),
        "mob_violence": _("Mob violence"),
        "strategic_developments": _("Strategic developments"),
        "change_to_group": _("Change to a group"),
        "disrupted_weapons_use": _("Disrupted weapons use"),
        "property_destruction": _("Looting or destruction"),
        "non_violent_transfer": _("Non-violent transfer of territory"),
        "other_strategic": _("Other strategic development"),
        "diplomacy": _("Diplomacy"),
        "meeting": _("Meeting or visit"),
        "call": _("Telephone or video call"),
        "agreement": _("Agreement"),
        "ceasefire": _("Ceasefire"),
        "statement": _("Statement"),
        "protest_note": _("Protest or condemnation"),
        "recognition": _("Recognition or relations"),
        "aid": _("Aid"),
        "forces": _("Facilities and forces"),
        "facility_opening": _("Facility opened"),
        "facility_closure": _("Facility closed"),
        "military_exercise": _("Military exercise"),
        "deployment": _("Deployment or reinforcement"),
        "border_closure": _("Border closed"),
        "border_opening": _("Border opened"),
        "law_enforcement": _("Law enforcement"),
        "arrest": _("Arrest"),
        "seizure": _("Seizure"),
        "border_crossing": _("Illegal crossing"),
        "deportation": _("Deportation or hand-over"),
        "other": _("Other"),
    }
)
ROLES = Words(
    {
        "initiator": _("Initiator"),
        "target": _("Target"),
        "participant": _("Participant"),
        "victim_group": _("Victims"),
        "reporter": _("Reported by"),
    }
)
RELATIONS = Words(
    {
        "part_of": _("part of"),
        "leads": _("leads"),
        "member_of": _("member of"),
        "allied_with": _("allied with"),
        "successor_of": _("successor of"),
        "split_from": _("split from"),
    }
)
ACTOR_KINDS = Words(
    {
        "state": _("State"),
        "government_body": _("Government body"),
        "armed_forces": _("Armed forces"),
        "armed_group": _("Armed group"),
        "organisation": _("Organisation"),
        "alliance": _("Alliance"),
        "person": _("Person"),
        "civilians": _("Civilians"),
    }
)
FACILITY_KINDS = Words(
    {
        "border_post": _("Border post"),
        "border_outpost": _("Border outpost"),
        "border_crossing": _("Border crossing"),
        "bridge": _("Bridge"),
        "military_base": _("Military base"),
        "training_ground": _("Training ground"),
        "detachment": _("Border detachment"),
        "checkpoint": _("Checkpoint"),
        "airfield": _("Airfield"),
        "mine": _("Mine or mining camp"),
        "water_facility": _("Water facility"),
        "trade_centre": _("Trade centre"),
        "prison": _("Prison"),
        "other": _("Other"),
    }
)
FACILITY_STATUSES = Words(
    {
        "planned": _("Planned"),
        "under_construction": _("Under construction"),
        "operating": _("Operating"),
        "closed": _("Closed"),
        "destroyed": _("Destroyed"),
    }
)
FACILITY_RELATIONS = Words(
    {
        "opened": _("Opened"),
        "closed": _("Closed"),
        "attacked": _("Attacked"),
        "damaged": _("Damaged"),
        "used": _("Used"),
        "mentioned": _("Mentioned"),
    }
)
PLACE_KINDS = Words(
    {
        "country": _("Country"),
        "admin1": _("Province or region"),
        "admin2": _("District"),
        "settlement": _("Town or village"),
        "river": _("River"),
        "border": _("Border"),
        "area": _("Area"),
    }
)
SOURCE_KINDS = Words(
    {
        "article": _("Article"),
        "statement": _("Official statement"),
        "dataset": _("Data set"),
    }
)
RECORD_KINDS = Words(
    {
        "incident": _("incident"),
        "actor": _("actor"),
        "facility": _("facility"),
        "place": _("place"),
        "source": _("source"),
        "timeline": _("timeline"),
    }
)
LANES_IN_WORDS = Words(
    {
        "violence": _("Violence"),
        "diplomacy": _("Diplomacy"),
        "forces": _("Facilities and forces"),
        "other": _("Other"),
    }
)
# As headings.
HARM_NAMES = Words(
    {
        "killed": _("Killed"),
        "injured": _("Injured"),
        "captured": _("Captured"),
        "missing": _("Missing"),
    }
)
PARTIES = Words(
    {
        "all": _("all together"),
        "unknown": _("party not named"),
        "civilians": _("civilians"),
        "military": _("military"),
        "workers": _("workers"),
        "border guards": _("border guards"),
        "militants": _("militants"),
        "attackers": _("attackers"),
        "smugglers": _("smugglers"),
        "police": _("police"),
        "guards": _("guards"),
        "soldiers": _("soldiers"),
        "local residents": _("local residents"),
        "security officers": _("security officers"),
    }
)
TIMES_OF_DAY = Words(
    {
        "night": _("night"),
        "morning": _("morning"),
        "noon": _("noon"),
        "afternoon": _("afternoon"),
        "evening": _("evening"),
    }
)
# As headings, by the word that stands in addresses.
PLURALS = Words(
    {
        "incidents": _("Incidents"),
        "actors": _("Actors"),
        "facilities": _("Facilities"),
        "places": _("Places"),
        "sources": _("Sources"),
        "timelines": _("Timelines"),
    }
)
# How the register takes a claim.
CLAIM_STATUSES = Words(
    {
        "accepted": _("accepted"),
        "disputed": _("disputed"),
        "superseded": _("superseded"),
        "withdrawn": _("withdrawn"),
    }
)
WITHDRAWAL_REASONS = Words(
    {
        "duplicate": _("It told of something that another record tells already."),
        "error": _("It was published in error."),
        "unsupported": _("The sources do not support it."),
        "out_of_scope": _("It lies outside the register’s scope."),
        "safety": _("It could put people in danger."),
        "legal": _("There were legal reasons."),
        "privacy": _("It told too much of a private person."),
    }
)
OPERATIONS = Words(
    {
        "publish": _("first published"),
        "revise": _("corrected"),
        "withdraw": _("withdrawn"),
        "merge": _("merged"),
        "redact": _("redacted"),
    }
)
COUNTRIES = Words(
    {
        "AF": _("Afghanistan"),
        "AZ": _("Azerbaijan"),
        "BY": _("Belarus"),
        "CN": _("China"),
        "GB": _("United Kingdom"),
        "IN": _("India"),
        "IR": _("Iran"),
        "KG": _("Kyrgyzstan"),
        "KZ": _("Kazakhstan"),
        "PK": _("Pakistan"),
        "QA": _("Qatar"),
        "RU": _("Russia"),
        "TJ": _("Tajikistan"),
        "TM": _("Turkmenistan"),
        "TR": _("Türkiye"),
        "UA": _("Ukraine"),
        "US": _("United States"),
        "UZ": _("Uzbekistan"),
    }
)
LANGUAGE_NAMES = Words(
    {
        "ar": _("Arabic"),
        "de": _("German"),
        "en": _("English"),
        "fa": _("Persian"),
        "fr": _("French"),
        "kk": _("Kazakh"),
        "ky": _("Kyrgyz"),
        "prs": _("Dari"),
        "ps": _("Pashto"),
        "ru": _("Russian"),
        "tg": _("Tajik"),
        "tr": _("Turkish"),
        "uk": _("Ukrainian"),
        "ur": _("Urdu"),
        "uz": _("Uzbek"),
        "zh": _("Chinese"),
    }
)
CREDIBILITY = Words(
    {
        1: _("confirmed by other, independent sources"),
        2: _("probably true"),
        3: _("possibly true"),
        4: _("doubtful"),
        5: _("improbable"),
        6: _("cannot be judged"),
    }
)
