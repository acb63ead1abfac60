"""Makes places.csv from GeoNames extracts (CC BY 4.0) and additions.csv. Run by developers, never by the product:

python -m incidents.gazetteer.build CITIES500.csv ADMIN_NAMES.csv
"""

import csv
import re
import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from pathlib import Path

from incidents.gazetteer.names import normalise
from incidents.gazetteer.reader import PLACES, GazetteerRow, read_gazetteer

ADDITIONS = Path(__file__).parent / "additions.csv"
COLUMNS = [field.name for field in fields(GazetteerRow)]
ORDER = ["country", "admin1", "admin2", "river", "border", "area", "settlement"]
MOST_ALIASES = 25

# GeoNames keeps some Tajik districts twice, under a Russian and a Tajik name; the first is the same district.
SAME_DISTRICT = {
    "TJ.02.1220107": "TJ.02.8221240",
    "TJ.01.1220206": "TJ.01.8217321",
    "TJ.03.1220797": "TJ.03.8216066",
    "TJ.02.1221090": "TJ.02.8221269",
    "TJ.02.1221253": "TJ.02.8220958",
    "TJ.02.1221320": "TJ.02.8221285",
    "TJ.01.1221558": "TJ.01.8220895",
    "TJ.03.1222220": "TJ.03.8216045",
    "TJ.RR.1221088": "TJ.RR.8238387",
}
# Villages whose names are everyday words of English: they would be "found" in every other article.
COMMON_WORDS = {"1467433"}

READABLE = ("LATIN", "CYRILLIC", "ARABIC")
DISTRICT_WORDS = re.compile(r"^Nohiyai |[ -](?:District|Rayon|Raion|rayon|Region|Province)$")
HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e]")


@dataclass(frozen=True, slots=True)
class AdminName:
    level: str
    code: str
    name: str


def build(cities: Iterable[dict[str, str]], admin_names: Iterable[AdminName]) -> list[GazetteerRow]:
    """All rows, parents first. Additions with a known key correct that row; an alias with a minus is taken away."""
    rows = {row.key: row for row in _admin_rows(admin_names)}
    additions = read_gazetteer(ADDITIONS)
    rows |= {row.key: _merged(rows.get(row.key), row) for row in additions}
    settlements = [_settlement(city, rows) for city in cities if city["geonameid"] not in COMMON_WORDS]
    corrections = {row.key: row for row in additions}
    for row in settlements:
        correction = corrections.get(row.key)
        rows[row.key] = _merged(row, correction) if correction else row
    tidy = (replace(row, aliases=_tidy(row.name, row.aliases)) for row in rows.values())
    return sorted(tidy, key=lambda row: (ORDER.index(row.kind), row.country, row.key))


def write(rows: Iterable[GazetteerRow], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in rows:
            values = [getattr(row, column) for column in COLUMNS[:-1]]
            writer.writerow(["" if value is None else value for value in values] + ["|".join(row.aliases)])


def _admin_rows(admin_names: Iterable[AdminName]) -> Iterable[GazetteerRow]:
    names = list(admin_names)
    other_names: dict[str, list[str]] = {}
    for admin in names:
        if admin.code in SAME_DISTRICT:
            other_names.setdefault(SAME_DISTRICT[admin.code], []).append(admin.name)
    for admin in names:
        if admin.code not in SAME_DISTRICT:
            yield _admin_row(admin, other_names.get(admin.code, []))


def _admin_row(admin: AdminName, other_names: list[str]) -> GazetteerRow:
    country, _, _ = admin.code.partition(".")
    above = admin.code.rpartition(".")[0]
    bare = DISTRICT_WORDS.sub("", admin.name)
    of_district = admin.level == "2" and (country == "AF" or admin.name.startswith("Nohiyai "))
    return GazetteerRow(
        key=f"admin:{admin.code}",
        name=_plain(f"{bare} District" if of_district else admin.name),
        kind=f"admin{admin.level}",
        country=country,
        parent_key=f"country:{country}" if admin.level == "1" else f"admin:{above}",
        latitude=None,
        longitude=None,
        aliases=(bare, admin.name, *other_names),
    )


def _settlement(city: dict[str, str], known: dict[str, GazetteerRow]) -> GazetteerRow:
    country, first, second = city["country_code"], city["admin1_code"], city["admin2_code"]
    district = f"{country}.{first}.{second}"
    above = (f"admin:{SAME_DISTRICT.get(district, district)}", f"admin:{country}.{first}", f"country:{country}")
    return GazetteerRow(
        key=f"geonames:{city['geonameid']}",
        name=_plain(city["name"]),
        kind="settlement",
        country=country,
        parent_key=next(key for key in above if key in known),
        latitude=float(city["latitude"]),
        longitude=float(city["longitude"]),
        population=int(city["population"] or 0),
        aliases=(city["name"], *city["alternatenames"].split(",")),
    )


def _merged(row: GazetteerRow | None, addition: GazetteerRow) -> GazetteerRow:
    """The addition wins where it says anything; its aliases come first."""
    if row is None:
        return addition
    return GazetteerRow(
        key=row.key,
        name=addition.name or row.name,
        kind=addition.kind or row.kind,
        country=addition.country or row.country,
        parent_key=addition.parent_key or row.parent_key,
        latitude=row.latitude if addition.latitude is None else addition.latitude,
        longitude=row.longitude if addition.longitude is None else addition.longitude,
        population=addition.population or row.population,
        aliases=(*addition.aliases, row.name, *row.aliases),
    )


def _tidy(name: str, aliases: Iterable[str]) -> tuple[str, ...]:
    """Spellings that differ in more than accents and hyphens, in scripts that sources here are written in."""
    cleaned = [HIDDEN.sub("", alias).strip() for alias in aliases]
    seen = {normalise(name), *(normalise(alias[1:]) for alias in cleaned if alias.startswith("-"))}
    kept = []
    for alias in cleaned:
        if normalise(alias) not in seen and _is_a_name(alias):
            seen.add(normalise(alias))
            kept.append(_plain(alias) if alias[0].isascii() else alias)
    return tuple(kept[:MOST_ALIASES])


def _is_a_name(alias: str) -> bool:
    """Not a code (KQT), a romanised skeleton (bhswd, yi si fa na), or a script that nobody here reads."""
    if len(normalise(alias)) < 3 or alias.startswith("-") or re.search(r"[0-9|]", alias):
        return False
    if not all(_script(letter) in READABLE for letter in alias if letter.isalpha()):
        return False
    if _script(alias[0]) != "LATIN":
        return True
    return alias[0].isupper() and not (alias.isupper() and len(alias) < 4) and bool(re.search("[aeiouy]", _plain(alias)))


def _script(letter: str) -> str:
    first = unicodedata.name(letter, "").partition(" ")[0]
    return "LATIN" if first == "MODIFIER" else first


def _plain(name: str) -> str:
    """Latin letters without accents, and one kind of apostrophe."""
    if any("CYRILLIC" in unicodedata.name(letter, "") or "ARABIC" in unicodedata.name(letter, "") for letter in name):
        return name
    decomposed = unicodedata.normalize("NFKD", re.sub("[‘’ʼʻʿʾ`]", "'", name))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def main(cities: Path, admin_names: Path) -> None:
    with cities.open(encoding="utf-8", newline="") as file, admin_names.open(encoding="utf-8", newline="") as names:
        rows = build(list(csv.DictReader(file)), [AdminName(**row) for row in csv.DictReader(names)])
    write(rows, PLACES)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
