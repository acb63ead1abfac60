"""Makes places.csv from GeoNames files (CC BY 4.0). For developers:

python -m incidents.gazetteer.build geonames_admin_names.csv geonames_cities500_central_asia.csv
"""

import csv
import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

COLUMNS = ("key", "name", "kind", "country", "parent_key", "latitude", "longitude", "population", "aliases")
ALIASES_AT_MOST = 15
# GeoNames keeps the Soviet names of Tajik districts as rows of their own beside today's.
FORMER_TAJIK = re.compile(r"sk(?:iy|iy Rayon|y rayon)$", re.IGNORECASE)
AREA_WORDS = re.compile(r"^Nohiyai | (?:District|Province|Region|Rayon|Raion|rayon)$")
RUSSIAN_ADJECTIVE = re.compile(r"s?kiy (?:Rayon|Raion)$|skiy Rayon$")
SCRIPTS = ("LATIN", "CYRILLIC", "ARABIC")

Row = dict[str, str]


def main(arguments: Sequence[str]) -> None:
    admin, cities = map(Path, arguments)
    rows = [*admin_rows(read(admin))]
    known = {row["key"] for row in rows}
    rows += settlement_rows(read(cities), known)
    with Path(__file__).with_name("places.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: row["key"]))


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def admin_rows(rows: Sequence[Row]) -> Iterator[Row]:
    codes = {row["code"] for row in rows}
    for row in rows:
        code, name = row["code"], row["name"]
        country, *parts = code.split(".")
        if country == "TJ" and FORMER_TAJIK.search(name):
            continue
        parent = (
            f"admin:{country}.{parts[0]}"
            if len(parts) == 2 and f"{country}.{parts[0]}" in codes
            else f"country:{country}"
        )
        kind = "admin2" if row["level"] == "2" else "admin1"
        yield _row(f"admin:{code}", bare(name), kind, country, parent, aliases={name, plain(name), plain(bare(name))})


def settlement_rows(rows: Sequence[Row], known: set[str]) -> Iterator[Row]:
    for row in rows:
        country = row["country_code"]
        codes = (f"admin:{country}.{row['admin1_code']}.{row['admin2_code']}", f"admin:{country}.{row['admin1_code']}")
        parent = next((code for code in codes if code in known), f"country:{country}")
        made = _row(
            f"geonames:{row['geonameid']}", row["name"], "settlement", country, parent,
            aliases={row["asciiname"], *filter(readable, row["alternatenames"].split(","))},
        )  # fmt: skip
        yield {**made, "latitude": row["latitude"], "longitude": row["longitude"], "population": row["population"]}


def bare(name: str) -> str:
    """Without the word for its kind: Nohiyai Panj and Batkenskiy Rayon are Panj and Batken."""
    return AREA_WORDS.sub("", RUSSIAN_ADJECTIVE.sub("", name)).strip()


def plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def readable(name: str) -> bool:
    """A spelling that an article may have: our scripts, with vowels (GeoNames also lists consonants alone)."""
    letters = [character for character in name if character.isalpha()]
    if len(letters) < 3 or not all(unicodedata.name(c, "").startswith(SCRIPTS) for c in letters):
        return False
    latin = plain(name).lower()
    return not latin.isascii() or (bool(re.search("[aeiouy]", latin)) and name[0].isupper())


def _row(key: str, name: str, kind: str, country: str, parent: str, *, aliases: set[str]) -> Row:
    kept = sorted({alias for alias in aliases if alias and alias != name and "|" not in alias})[:ALIASES_AT_MOST]
    blank = dict.fromkeys(COLUMNS, "")
    return {
        **blank,
        "key": key,
        "name": name,
        "kind": kind,
        "country": country,
        "parent_key": parent,
        "aliases": "|".join(kept),
    }


if __name__ == "__main__":
    main(sys.argv[1:])
