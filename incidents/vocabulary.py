"""The register's closed word lists. Codes are stored and published; labels are for people.

Incident types follow ACLED's event and sub-event types, plus diplomacy, facilities and law enforcement;
each carries its ACLED, UCDP and PLOVER code where one exists (ACLED codebook; UCDP GED codebook 25.1,
type_of_violence; PLOVER manual 2024).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TypeCode:
    code: str
    name: str
    parent: str = ""
    lane: str = ""  # violence, diplomacy, forces (facilities and forces)
    acled_event: str = ""
    acled_sub_event: str = ""
    ucdp: int | None = None  # 1 state-based, 2 non-state, 3 one-sided; None where it depends on the parties
    plover: str = ""
    plover_mode: str = ""


def _acled(code: str, event: str, sub_event: str, *, lane: str = "violence", ucdp: int | None = None,
           plover: str = "", mode: str = "", parent: str) -> TypeCode:  # fmt: skip
    return TypeCode(code, sub_event, parent, lane, event, sub_event, ucdp, plover, mode)


INCIDENT_TYPES: tuple[TypeCode, ...] = (
    TypeCode("battles", "Battles", lane="violence", acled_event="Battles", plover="ASSAULT"),
    _acled("armed_clash", "Battles", "Armed clash", plover="ASSAULT", mode="firearms", parent="battles"),
    TypeCode("armed_attack", "Attack on armed forces", "battles", "violence", "Battles", "Armed clash", plover="ASSAULT", plover_mode="firearms"),
    _acled("government_regains_territory", "Battles", "Government regains territory", ucdp=1, plover="ASSAULT", parent="battles"),
    _acled("non_state_actor_overtakes_territory", "Battles", "Non-state actor overtakes territory", plover="ASSAULT", parent="battles"),
    TypeCode("explosions_remote_violence", "Explosions and remote violence", lane="violence", acled_event="Explosions/Remote violence", plover="ASSAULT", plover_mode="explosives"),
    _acled("air_drone_strike", "Explosions/Remote violence", "Air/drone strike", plover="ASSAULT", mode="aerial", parent="explosions_remote_violence"),
    _acled("shelling", "Explosions/Remote violence", "Shelling/artillery/missile attack", plover="ASSAULT", mode="heavy-weapons", parent="explosions_remote_violence"),
    _acled("suicide_bomb", "Explosions/Remote violence", "Suicide bomb", plover="ASSAULT", mode="suicide-attack", parent="explosions_remote_violence"),
    _acled("remote_explosive", "Explosions/Remote violence", "Remote explosive/landmine/IED", plover="ASSAULT", mode="explosives", parent="explosions_remote_violence"),
    _acled("grenade", "Explosions/Remote violence", "Grenade", plover="ASSAULT", mode="explosives", parent="explosions_remote_violence"),
    _acled("chemical_weapon", "Explosions/Remote violence", "Chemical weapon", plover="ASSAULT", mode="unconventional", parent="explosions_remote_violence"),
    TypeCode("violence_against_civilians", "Violence against civilians", lane="violence", acled_event="Violence against civilians", plover="ASSAULT"),
    _acled("attack_on_civilians", "Violence against civilians", "Attack", ucdp=3, plover="ASSAULT", parent="violence_against_civilians"),
    _acled("abduction", "Violence against civilians", "Abduction/forced disappearance", plover="ASSAULT", mode="abduct", parent="violence_against_civilians"),
    _acled("sexual_violence", "Violence against civilians", "Sexual violence", plover="ASSAULT", mode="sexual", parent="violence_against_civilians"),
    TypeCode("protests", "Protests", lane="diplomacy", acled_event="Protests", plover="PROTEST", plover_mode="demo"),
    _acled("peaceful_protest", "Protests", "Peaceful protest", lane="diplomacy", plover="PROTEST", mode="demo", parent="protests"),
    _acled("protest_with_intervention", "Protests", "Protest with intervention", lane="diplomacy", plover="PROTEST", mode="demo", parent="protests"),
    _acled("excessive_force_against_protesters", "Protests", "Excessive force against protesters", plover="ASSAULT", mode="crowd-control", parent="protests"),
    TypeCode("riots", "Riots", lane="violence", acled_event="Riots", plover="PROTEST", plover_mode="riot"),
    _acled("violent_demonstration", "Riots", "Violent demonstration", plover="PROTEST", mode="riot", parent="riots"),
    _acled("mob_violence", "Riots", "Mob violence", plover="PROTEST", mode="riot", parent="riots"),
    TypeCode("strategic_developments", "Strategic developments", lane="forces", acled_event="Strategic developments"),
    _acled("change_to_group", "Strategic developments", "Change to group/activity", lane="forces", parent="strategic_developments"),
    _acled("disrupted_weapons_use", "Strategic developments", "Disrupted weapons use", lane="forces", parent="strategic_developments"),
    _acled("property_destruction", "Strategic developments", "Looting/property destruction", lane="violence", plover="ASSAULT", mode="destroy", parent="strategic_developments"),
    _acled("non_violent_transfer", "Strategic developments", "Non-violent transfer of territory", lane="forces", plover="RETREAT", mode="withdraw", parent="strategic_developments"),
    _acled("other_strategic", "Strategic developments", "Other", lane="forces", parent="strategic_developments"),
    TypeCode("diplomacy", "Diplomacy", lane="diplomacy", plover="CONSULT"),
    TypeCode("meeting", "Meeting or visit", "diplomacy", "diplomacy", plover="CONSULT", plover_mode="visit"),
    TypeCode("call", "Telephone or video call", "diplomacy", "diplomacy", plover="CONSULT", plover_mode="phone"),
    TypeCode("agreement", "Agreement", "diplomacy", "diplomacy", "Strategic developments", "Agreement", plover="AGREE"),
    TypeCode("ceasefire", "Ceasefire", "diplomacy", "diplomacy", "Strategic developments", "Agreement", plover="RETREAT", plover_mode="ceasefire"),
    TypeCode("statement", "Statement", "diplomacy", "diplomacy", plover="SUPPORT"),
    TypeCode("protest_note", "Protest or condemnation", "diplomacy", "diplomacy", plover="ACCUSE", plover_mode="disapprove"),
    TypeCode("recognition", "Recognition or relations", "diplomacy", "diplomacy", plover="SUPPORT"),
    TypeCode("aid", "Aid", "diplomacy", "diplomacy", plover="AID"),
    TypeCode("forces", "Facilities and forces", lane="forces", plover="MOBILIZE"),
    TypeCode("facility_opening", "Facility opened", "forces", "forces", "Strategic developments", "Headquarters or base established"),
    TypeCode("facility_closure", "Facility closed", "forces", "forces", "Strategic developments", "Other"),
    TypeCode("military_exercise", "Military exercise", "forces", "forces", plover="MOBILIZE", plover_mode="troops"),
    TypeCode("deployment", "Deployment or reinforcement", "forces", "forces", "Strategic developments", "Change to group/activity", plover="MOBILIZE", plover_mode="troops"),
    TypeCode("border_closure", "Border closed", "forces", "forces", "Strategic developments", "Other", plover="SANCTION", plover_mode="discontinue"),
    TypeCode("border_opening", "Border opened", "forces", "forces", "Strategic developments", "Other", plover="COOPERATE"),
    TypeCode("law_enforcement", "Law enforcement", lane="forces"),
    TypeCode("arrest", "Arrest", "law_enforcement", "forces", "Strategic developments", "Arrests", plover="COERCE", plover_mode="arrest"),
    TypeCode("seizure", "Seizure", "law_enforcement", "forces", "Strategic developments", "Disrupted weapons use", plover="COERCE", plover_mode="seize"),
    TypeCode("border_crossing", "Illegal crossing", "law_enforcement", "forces", "Strategic developments", "Other"),
    TypeCode("deportation", "Deportation or hand-over", "law_enforcement", "forces", "Strategic developments", "Other", plover="COERCE", plover_mode="deport"),
    TypeCode("other", "Other", lane="forces"),
)  # fmt: skip

ACTOR_KINDS = {
    "state": "State",
    "government_body": "Government body",
    "armed_forces": "Armed forces",
    "armed_group": "Armed group",
    "organisation": "Organisation",
    "alliance": "Alliance",
    "person": "Person",
    "civilians": "Civilians",
}
ACTOR_RELATIONS = {
    "part_of": "part of",
    "leads": "leads",
    "member_of": "member of",
    "allied_with": "allied with",
    "successor_of": "successor of",
    "split_from": "split from",
}
ROLES = {
    "initiator": "initiator",
    "target": "target",
    "participant": "participant",
    "victim_group": "victims",
    "reporter": "reported by",
}
FACILITY_KINDS = {
    "border_post": "Border post",
    "border_outpost": "Border outpost",
    "border_crossing": "Border crossing",
    "bridge": "Bridge",
    "military_base": "Military base",
    "training_ground": "Training ground",
    "detachment": "Border detachment",
    "checkpoint": "Checkpoint",
    "airfield": "Airfield",
    "mine": "Mine or mining camp",
    "water_facility": "Water facility",
    "trade_centre": "Trade centre",
    "prison": "Prison",
    "other": "Other",
}
FACILITY_RELATIONS = {
    "opened": "opened",
    "closed": "closed",
    "attacked": "attacked",
    "damaged": "damaged",
    "used": "used",
    "mentioned": "mentioned",
}
FACILITY_STATUSES = {
    "planned": "planned",
    "under_construction": "under construction",
    "operating": "operating",
    "closed": "closed",
    "destroyed": "destroyed",
}
PLACE_KINDS = {
    "country": "Country",
    "admin1": "Province or region",
    "admin2": "District",
    "settlement": "Town or village",
    "river": "River",
    "border": "Border",
    "area": "Area",
}
# How exactly an incident is located (docs/decisions/0005): never a pin where only a district is known.
PLACE_PRECISIONS = {
    "site": "at the site",
    "place": "in the place",
    "near": "near",
    "adm2": "somewhere in the district",
    "adm1": "somewhere in the province",
    "linear_fuzzy": "along a line or in a vague area",
    "country": "somewhere in the country",
    "sea_air": "at sea or in the air",
    "none": "place unknown",
}
HARMS = {"killed": "killed", "injured": "injured", "captured": "captured", "missing": "missing"}
FACTS = {
    "type": "what happened",
    "date": "when",
    "place": "where",
    "actors": "who",
    "facilities": "facilities",
    "killed": "killed",
    "injured": "injured",
    "captured": "captured",
    "missing": "missing",
}
CLAIM_STATUSES = {
    "accepted": "accepted",
    "disputed": "disputed",
    "superseded": "superseded",
    "withdrawn": "withdrawn",
}
CREDIBILITY = {
    1: "1 confirmed by other, independent sources",
    2: "2 probably true",
    3: "3 possibly true",
    4: "4 doubtful",
    5: "5 improbable",
    6: "6 cannot be judged",
}
WITHDRAWAL_REASONS = {
    "duplicate": "Duplicate of another incident",
    "error": "Published in error",
    "unsupported": "The sources do not support it",
    "out_of_scope": "Outside the register's scope",
    "safety": "Safety of people",
    "legal": "Legal reasons",
    "privacy": "Privacy of people",
}
