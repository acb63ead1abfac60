"""A citation in words, and as reference managers read it: BibTeX, RIS and CSL-JSON. Pure."""

from collections.abc import Callable

import orjson
from django.utils import translation

from ledger.citations.citing import Citation
from ledger.pages import words

# What TeX would take for a command. Letters of every script stay: TeX has read UTF-8 for years.
TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#",
        "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    }
)  # fmt: skip
TEX_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def text(citation: Citation) -> str:
    """In English on every page: as it stands in the files."""
    with translation.override("en"):
        dated = f" ({words.day(citation.at.date().isoformat())})" if citation.at else ""
    record = f"{citation.record}, " if citation.record else ""
    edition = citation.edition_words
    return f"{citation.site}, “{citation.title}”, {record}{edition[:1].lower()}{edition[1:]}{dated}. {citation.url}"


def bibtex(citation: Citation) -> str:
    """The doubled braces keep a style from changing capitals, and a name of a site from being taken for a person's."""
    fields = {
        "title": f"{{{{{citation.title.translate(TEX)}}}}}",
        "author": f"{{{{{citation.site.translate(TEX)}}}}}",
        "url": f"{{{citation.url}}}",
        "note": f"{{{citation.edition_words.translate(TEX)}}}",
    }
    if citation.at:
        fields |= {"year": str(citation.at.year), "month": TEX_MONTHS[citation.at.month - 1]}
    body = "".join(f"  {name} = {value},\n" for name, value in fields.items())
    return f"@misc{{{citation.key},\n{body}}}\n"


def ris(citation: Citation) -> str:
    """Each line is a tag of two characters, two spaces, a hyphen, a space and the value; lines end as on paper tape."""
    lines = [
        ("TY", "ELEC"), ("ID", citation.key), ("TI", citation.title), ("AU", citation.site),
        ("T2", citation.site), ("N1", citation.edition_words), ("UR", citation.url),
    ]  # fmt: skip
    if citation.number is not None:
        lines.append(("ET", str(citation.number)))
    if citation.at:
        lines += [("PY", str(citation.at.year)), ("DA", citation.at.strftime("%Y/%m/%d/"))]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in [*lines, ("ER", "")])


def csl_json(citation: Citation) -> str:
    """Without `accessed`, which would be a clock."""
    item: dict[str, object] = {
        "id": citation.key,
        "type": "webpage",
        "title": citation.title,
        "author": [{"literal": citation.site}],
        "container-title": citation.site,
        "URL": citation.url,
        "version": str(citation.number or citation.seq),
        "note": citation.edition_words,
    }
    if citation.at:
        item["issued"] = {"date-parts": [[citation.at.year, citation.at.month, citation.at.day]]}
    return orjson.dumps([item]).decode()


FORMATS: dict[str, tuple[str, Callable[[Citation], str]]] = {
    "txt": ("text/plain; charset=utf-8", text),
    "bib": ("application/x-bibtex; charset=utf-8", bibtex),
    "ris": ("application/x-research-info-systems; charset=utf-8", ris),
    "json": ("application/vnd.citationstyles.csl+json", csl_json),
}
