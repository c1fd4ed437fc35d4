"""Turns bytes into text, or says exactly why they are none.

It never replaces or drops a byte it does not understand.
"""

from __future__ import annotations

import codecs
import re

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MAGIC = (
    (b"%PDF", "a PDF file; convert it with pdftotext"),
    (b"PK\x03\x04", "a zip file or office document; save it as .txt or .html"),
    (b"\x1f\x8b", "compressed with gzip; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd; unpack it first"),
    (b"{\\rtf", "an RTF document; save it as .txt"),
)
CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)


class NotText(Exception):  # noqa: N818 - never leaves this package: it becomes a Skip
    """Why a source or a line cannot be an article; caught where it can be reported."""


def decode(data: bytes) -> str:
    """UTF-8 (or what a byte order mark says) as text, without the mark.

    >>> decode("Otan".encode("utf-16"))
    'Otan'
    """
    for magic, what in MAGIC:
        if data.startswith(magic):
            raise NotText(what)
    for bom, name in BOMS:
        if data.startswith(bom):
            return _strict(data, name)
    if b"\0" in data:
        raise NotText(f"binary data (a NUL byte at offset {data.index(0)}), no text")
    return _strict(data, "utf-8")


def decode_page(data: bytes) -> str:
    """Like `decode`, but believes the charset that a page declares when it is not UTF-8."""
    try:
        return decode(data)
    except NotText as error:
        declared = CHARSET.search(data[:4096])
        name = declared.group(1).decode("ascii") if declared else ""
        if not name or b"\0" in data or name.lower() in ("utf-8", "utf8"):
            raise
        # Browsers read these names as Windows-1252, and pages rely on it.
        name = "windows-1252" if name.lower() in ("iso-8859-1", "latin1", "us-ascii", "ascii") else name
        try:
            return _strict(data, name)
        except LookupError:
            raise NotText(f"the page declares the unknown charset “{name}”, and is not UTF-8") from error


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise NotText(_explain(data, name, error)) from None


def _explain(data: bytes, name: str, error: UnicodeDecodeError) -> str:
    line = data.count(b"\n", 0, error.start) + 1
    column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
    where = f"byte 0x{data[error.start]:02X} at offset {error.start} (line {line}, byte {column} of it)"
    if not name.startswith("utf-8"):
        return f"not valid {name.upper()}: {where}"
    if error.start >= len(data) - 3 and error.reason == "unexpected end of data":
        return f"ends in the middle of a character: {where}; the file is cut off"
    remedy = "iconv -f WINDOWS-1252 -t UTF-8" if _looks_western(data) else "iconv -f ITS-ENCODING -t UTF-8"
    return f"not UTF-8: {where}; convert it with: {remedy}"


def _looks_western(data: bytes) -> bool:
    try:
        text = data.decode("windows-1252")
    except UnicodeDecodeError:
        return False
    high = [c for c in text if ord(c) > 127]
    return sum(c.isalpha() or c in "«»’‘“”–—…€ \u00a0" for c in high) > 0.9 * len(high)
