"""Where a page's citation stands."""

from urllib.parse import urlencode

from django.urls import reverse


def citation_links(path: str, seq: int) -> dict[str, str]:
    """`path` is the page's own, with its query; `seq` the state of the ledger that it shows. By format: `page` for
    people, and `txt`, `bib`, `ris` and `json`."""
    query = urlencode({"page": path, "as_of": seq})
    return {
        "page": f"{reverse('pages:cite')}?{query}",
        **{name: f"{reverse('citations:file', args=[name])}?{query}" for name in ("txt", "bib", "ris", "json")},
    }
