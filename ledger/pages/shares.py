"""How a page is passed on: by mail, and as a frame in another page. Pure."""

from urllib.parse import quote

from django.utils.html import format_html

FRAME = (
    '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy" referrerpolicy="no-referrer" '
    'sandbox="allow-popups allow-popups-to-escape-sandbox" style="border:0"></iframe>'
)


def mail_link(title: str, url: str) -> str:
    return f"mailto:?subject={quote(title, safe='')}&body={quote(f'{title}: {url}', safe='')}"


def embed_code(title: str, url: str, width: int | str = "100%", height: int = 420) -> str:
    """HTML for the pages of others; where it is shown as text, it must be escaped once more (force_escape)."""
    return format_html(FRAME, url, title, width, height)
