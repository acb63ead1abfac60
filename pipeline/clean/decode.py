"""Bytes to text, or a refusal that tells an editor what is wrong with the file and what to do."""

import codecs
import re
from typing import NoReturn

from charset_normalizer import from_bytes

from pipeline.data import Document
from pipeline.errors import PipelineError

LARGEST_DOCUMENT = 20 * 1024 * 1024
SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "a sound, film or image"),
    (b"\x1f\x8b", "a compressed archive"),
    (b"7z\xbc\xaf", "a compressed archive"),
    (b"Rar!", "a compressed archive"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "a rich-text document"),
)
# UTF-32 first: its little-endian mark begins with that of UTF-16.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
# UTF-8 read as cp1252 or latin-1: Cyrillic and Arabic letters become pairs such as Ð¢, Ø§; quotes become â€™.
MOJIBAKE = re.compile(r"[ÐÑØÙÂÃ][\x80-\xbf\u2010-\u203a\u0152-\u0192€˜™]|â€|\ufffd")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")


def decode(document: Document, *, largest: int = LARGEST_DOCUMENT) -> str:
    """The document as text with \\n as its only line end. Raises a permanent PipelineError."""
    body = document.body
    if len(body) > largest:
        refuse(
            f"The file has {len(body) / 1_048_576:.1f} MB; the limit is {largest // 1_048_576} MB. "
            "Save only the article's page or text and try again."
        )
    if not body.strip():
        refuse("The file is empty. Check the download, or paste the article's text.")
    _refuse_signatures(body)
    text = _text(body, document.media_type).replace("\r\n", "\n").replace("\r", "\n")
    _refuse_garbled(text)
    return text


def refuse(message: str) -> NoReturn:
    raise PipelineError(message, "clean", permanent=True)


def _refuse_signatures(body: bytes) -> None:
    for signature, what in SIGNATURES:
        if body.startswith(signature):
            refuse(f"The file is {what}, not a page or a text. Copy the article's text and paste it instead.")


def _text(body: bytes, media_type: str) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return _strict(body, encoding) or refuse(
                f"The file says that it is {encoding.upper()}, but cannot be read as that. Save it again as UTF-8."
            )
    if b"\x00" in body:
        refuse("The file is binary data, not a page or a text. Copy the article's text and paste it instead.")
    declared = CHARSET.search(media_type) or CHARSET.search(body[:2048].decode("ascii", "replace"))
    for encoding in ("utf-8", declared.group(1) if declared else ""):
        if encoding and (text := _strict(body, encoding)):
            return text
    guess = from_bytes(body, cp_isolation=["cp1251", "koi8_r", "cp1252", "cp1256", "cp1254", "latin_1"]).best()
    if guess is None:
        refuse("The file's letters cannot be read: no known character set fits. Save it again as UTF-8.")
    return str(guess)


def _strict(body: bytes, encoding: str) -> str:
    try:
        return body.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return ""


def _refuse_garbled(text: str) -> None:
    if len(CONTROL.findall(text)) > len(text) / 100:
        refuse("The file is binary data, not a page or a text. Copy the article's text and paste it instead.")
    if len(MOJIBAKE.findall(text)) > max(3, len(text.split()) / 20):
        refuse(
            "The letters are garbled: the text was saved in a wrong character set. "
            "Open the original page and save it again as UTF-8, or paste its text."
        )
