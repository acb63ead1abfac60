"""The corrections as a feed: one entry for each edition, since each is an event of its own."""

from django.utils.html import format_html, format_html_join

from ledger.corrections import Correction, corrections_at, corrections_of
from ledger.feeds.items import Item, urn
from ledger.feeds.reading import SIZE, Range, range_of
from ledger.pages import words


def corrections_part(as_of: int, archive: Range | None) -> tuple[list[Item], Range | None]:
    """The entries, and the next older archive. Four queries."""
    end = archive.last if archive else as_of
    rows = corrections_at(end).filter(seq__gte=archive.first if archive else 0)
    items = [_item(one) for one in corrections_of(list(rows[:SIZE]), end)]
    bound = archive.first - 1 if archive else as_of // SIZE * SIZE
    last = corrections_at(bound).values_list("seq", flat=True).first()
    return items, range_of(last) if last else None


def _item(correction: Correction) -> Item:
    changes = format_html_join(
        "",
        "<li>{}: {} ({} → {})</li>",
        ((change.label, change.kind, change.before, change.after) for change in correction.changes),
    )
    listed = format_html("<ul>{}</ul>", changes) if changes else ""
    return Item(
        id=urn("correction", correction.record, correction.record_id, correction.number),
        record=correction.record,
        record_id=correction.record_id,
        seq=correction.seq,
        number=correction.number,
        status="current",
        title=f"{words.sentence(correction.happened)}: {correction.title}",
        url=correction.url,
        published=correction.at,
        updated=correction.at,
        summary=correction.note,
        html=format_html("<p>{}</p>{}", correction.note, listed),
        tags=(correction.op,),
    )
