"""From SVG to PNG, in the fonts that come with the register and no others, so that every machine makes the same."""

from functools import lru_cache

from resvg_py import svg_to_bytes

from ledger.pictures.lettering import FAMILIES, FILES

KEPT = 64  # pictures of some 60 KB


@lru_cache(maxsize=KEPT)
def png(svg: str, zoom: int = 1) -> bytes:
    """Follows from the SVG alone, so it may be kept under it: what changed is another picture."""
    return svg_to_bytes(
        svg_string=svg, zoom=zoom, skip_system_fonts=True, font_files=[str(path) for path in FILES.values()],
        font_family=FAMILIES["sans"], serif_family=FAMILIES["serif"], sans_serif_family=FAMILIES["sans"],
        text_rendering="geometric_precision",
    )  # fmt: skip
