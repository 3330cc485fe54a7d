from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.bibtex.encoding import decode
from synbib.errors import SynbibError

TEXT = "@misc{a,\r\n title = {Größe}}\0"
CHINESE = "@article{a, title = {测试：中文文献的题目}, author = {班固}}"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_unicode_is_known_by_its_mark(mark: bytes, encoding: str) -> None:
    data = mark + TEXT.encode(encoding)
    decoded = decode(data)
    assert decoded.text.lstrip("\ufeff") == TEXT
    assert (decoded.encoding, decoded.diagnostics) == (encoding, ())
    assert decoded.encode(decoded.text) == data


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        ("% Encoding: windows-1252\n", "cp1252"),
        ("% This file was created with JabRef 2.9.2.\n% Encoding: Cp1252\n", "cp1252"),
        ("% Encoding: x-MacRoman\n", "mac-roman"),
        ("% -*- coding: iso-8859-1 -*-\n", "iso8859-1"),
        ("% -*- coding: latin-1-unix -*-\n", "iso8859-1"),
        ("% Encoding: GBK\n", "gbk"),
    ],
)
def test_a_declared_encoding_is_taken_without_a_word(header: str, encoding: str) -> None:
    text = header + ("@misc{a, title={测}}" if encoding == "gbk" else TEXT)
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.diagnostics) == (text, encoding, ())


def test_what_reads_as_utf_8_is_that_whatever_an_old_header_says() -> None:
    text = "% Encoding: Cp1252\n" + TEXT
    assert decode(text.encode()).text == text


def test_western_text_is_guessed_and_the_warning_says_so() -> None:
    decoded = decode(TEXT.encode("cp1252"), "old.bib")
    assert (decoded.text, decoded.encoding) == (TEXT, "cp1252")
    assert list(map(str, decoded.diagnostics)) == [
        "old.bib:2:13: not UTF-8: byte 0xf6 begins no character; read as cp1252; "
        "name another with --encoding or in a first line '% Encoding: NAME', or save the file as UTF-8"
    ]
    assert decoded.diagnostics[0].severity == "warning"


def test_chinese_text_is_guessed() -> None:
    decoded = decode(CHINESE.encode("gbk"))
    assert (decoded.text, decoded.encoding) == (CHINESE, "gb18030")


RUSSIAN = """\
@book{a, author = {Достоевский, Ф. М.}, title = {Преступление и наказание: «объём» — № 5},
  publisher = {Русский вестник}}
"""


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
@pytest.mark.parametrize(
    "text",
    [
        RUSSIAN,
        RUSSIAN.upper(),
        "@misc{a, title={война и мир}}",
        "@misc{a, title={Чехов}}",
        "@misc{a, title={Кобзар}, author={Шевченко, Тарас}, address={Харків}}",
        "@misc{a, title={Introduction to the work}, author={Колмогоров, А. Н.}}",
    ],
)
def test_cyrillic_text_is_guessed_by_its_letters_and_capitals(text: str, encoding: str) -> None:
    decoded = decode(text.replace("№", "N").encode(encoding, "replace"), "old.bib")
    assert decoded.encoding == encoding
    assert f"; read as {encoding}; name another with --encoding" in str(decoded.diagnostics[0])
    assert decoded.diagnostics[0].severity == "warning"


@pytest.mark.parametrize(
    "text",
    [
        "Þórður á Ævarsson, þú og íþróttir",
        "à côté, où l’été était né; ÉTÉ ÇÀ ET LÀ",
        "Übermäßig große Öfen für Ärzte",
        "ação não é às",
        "ÄÖÜ äöü",
        "É",
    ],
)
def test_western_text_is_not_taken_for_cyrillic_however_many_accents_it_has(text: str) -> None:
    decoded = decode(f"@misc{{a, title={{{text}}}}}".encode("cp1252"))
    assert decoded.encoding == "cp1252"
    assert text in decoded.text


def test_bytes_that_cp1252_lacks_are_latin_1() -> None:
    decoded = decode(b"@misc{a, title={\x81 \xe9}}")
    assert decoded.encoding == "latin-1"


def test_the_user_names_the_encoding() -> None:
    decoded = decode("@misc{a, title={Война}}".encode("cp1251"), fallback="windows-1251")
    assert decoded.text == "@misc{a, title={Война}}"
    assert "read as cp1251" in str(decoded.diagnostics[0])


def test_utf_16_without_a_mark_is_noticed() -> None:
    decoded = decode("@misc{a, title={T}}".encode("utf-16-be"))
    assert (decoded.text, decoded.encoding) == ("@misc{a, title={T}}", "utf-16-be")
    assert "has no byte order mark; read as utf-16-be" in str(decoded.diagnostics[0])


def test_an_encoding_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(SynbibError, match=r"unknown encoding 'klingon'; write e\.g\. latin-1"):
        decode(b"\xe9", fallback="klingon")
    with pytest.raises(SynbibError, match="unknown encoding 'rot13'"):
        decode(b"\xe9", fallback="rot13")


def test_a_character_that_the_encoding_lacks_is_not_written() -> None:
    decoded = decode("é".encode("latin-1"))
    with pytest.raises(SynbibError, match="cp1252 has no '测'"):
        decoded.encode("测")


@given(
    st.binary(max_size=60),
    st.sampled_from(
        [b"", b"% Encoding: UTF-7\n", b"% Encoding: gbk\n", b"% Encoding: utf-16\n", b"\xff\xfe"]
    ),
    st.sampled_from([None, "gbk", "shift_jis", "utf-7", "utf-16"]),
)
def test_the_text_gives_the_bytes_back(data: bytes, head: bytes, fallback: str | None) -> None:
    decoded = decode(head + data, fallback=fallback)
    assert decoded.text.encode(decoded.encoding) == head + data


def test_files_from_outside_are_read(shared: Path) -> None:
    encodings = {}
    for path in (shared / "bib").rglob("*.bib"):
        data = path.read_bytes()
        decoded = decode(data)
        assert decoded.text.encode(decoded.encoding) == data
        encodings[path.name] = decoded.encoding
    assert encodings["27-gbk.bib"] == encodings["gbk_test.bib"] == "gb18030"
    assert encodings["26-latin1.bib"] == "cp1252"
    assert encodings["25-utf16.bib"] == "utf-16-le"
