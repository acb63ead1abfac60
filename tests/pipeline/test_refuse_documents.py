"""What cannot be read is refused in an editor's words, for good."""

import codecs

import pytest

from pipeline.clean import clean
from pipeline.data import Document, Lexicon
from pipeline.errors import PipelineError

TEXT = "Пограничники сообщили о перестрелке на границе; пострадавших нет, уточнила пресс-служба."


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04 ...", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"some\x00binary\x00data", "binary"),
        (b"\xff\xfe\x00", "cannot be read"),
        (TEXT.encode().decode("latin-1").encode(), "garbled"),
        (b"https://example.org/a\n\nTags: x, y\n", "no article text"),
        (b"<html><head><script>var a = 'no text at all here';</script></head><body></body></html>", "no article text"),
    ],
)
def test_refuses(body: bytes, words: str) -> None:
    with pytest.raises(PipelineError, match=words) as caught:
        clean(Document(body), Lexicon())
    assert caught.value.permanent
    assert caught.value.stage == "clean"


def test_refuses_what_is_too_large() -> None:
    with pytest.raises(PipelineError, match="limit"):
        clean(Document(b"word " * 300), Lexicon(), largest=1000)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_reads_other_character_sets(encoding: str) -> None:
    article = clean(Document((TEXT * 4).encode(encoding)), Lexicon())
    assert article.captured_text == TEXT * 4


def test_a_byte_order_mark_is_no_text() -> None:
    assert clean(Document(codecs.BOM_UTF8 + TEXT.encode()), Lexicon()).captured_text == TEXT


def test_line_ends_are_normalised_before_offsets_are_taken() -> None:
    article = clean(
        Document(b"A headline\r\n\r\nThe guards met at the bridge on Monday, officials said.\r\n"), Lexicon()
    )
    assert "\r" not in article.captured_text
