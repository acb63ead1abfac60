"""Our own pages are Markdown, and nothing else gets through it."""

import pytest

from ledger.about.markdown import read_article

BEGINNING = "# Method\n\nHow a record\ncomes to *be*.\n\n"


def test_title_and_lead_are_plain_words() -> None:
    article = read_article(BEGINNING + "More.")
    assert (article.title, article.lead) == ("Method", "How a record comes to be.")
    assert article.body == "<p>More.</p>\n"


def test_raw_html_is_shown_and_not_obeyed() -> None:
    body = read_article(BEGINNING + "<script>alert(1)</script>\n\nA <b>word</b> [here](javascript:alert(1)).").body
    assert "<script" not in body
    assert "<b>" not in body
    assert 'href="javascript' not in body


def test_headings_have_anchors_and_make_the_contents() -> None:
    article = read_article(BEGINNING + "## What is a claim?\n\n### Its words\n\n## Где и когда\n")
    assert [heading.anchor for heading in article.headings] == ["what-is-a-claim", "где-и-когда"]
    assert '<h3 id="its-words">' in article.body


def test_links_go_where_the_reader_is() -> None:
    body = read_article(
        BEGINNING + "[a](method.md#dates) [b](https://a.example/)",
        follow=lambda target: f"/ru/{target}" if "//" not in target else target,
    ).body
    assert 'href="/ru/method.md#dates"' in body
    assert '<a href="https://a.example/" class="out" rel="noreferrer">' in body


def test_a_wide_table_scrolls_by_itself() -> None:
    body = read_article(BEGINNING + "## Codes\n\n| a | b |\n|---|---|\n| 1 | 2 |\n").body
    assert '<div class="scroll" tabindex="0" role="region" aria-label="Codes">' in body
    assert body.index("</table>") < body.index("</div>")


@pytest.mark.parametrize("text", ["", "No title.", "# A title\n\n- and no lead"])
def test_a_page_needs_a_title_and_a_lead(text: str) -> None:
    with pytest.raises(ValueError, match="begins with"):
        read_article(text)
