"""Where the PDF of an entry is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.model.pdfs import attached_files, pdf_url


@pytest.mark.parametrize(
    ("field", "paths"),
    [
        # JabRef
        (":papers/x.pdf:PDF", ("papers/x.pdf",)),
        ("The paper:x.pdf:PDF;Slides:talk.pptx:PowerPoint", ("x.pdf", "talk.pptx")),
        ("Slides:talk.pptx:PowerPoint;The paper:x.pdf:PDF", ("x.pdf", "talk.pptx")),
        (r"A\: title\; and more:C\:\\papers\\x.pdf:PDF", (r"C:\papers\x.pdf",)),
        # Zotero
        ("Full Text:/home/a/Zotero/storage/ABC/x.pdf:application/pdf", ("/home/a/Zotero/storage/ABC/x.pdf",)),
        ("snapshot.html:files/1/snapshot.html:text/html;x.pdf:files/2/x.pdf:application/pdf",
         ("files/2/x.pdf", "files/1/snapshot.html")),
        # Mendeley
        (r":C$\backslash$:/Users/a/x.pdf:pdf", ("C:/Users/a/x.pdf",)),
        (":home/a/x.pdf:pdf", ("home/a/x.pdf",)),
        # Better BibTeX, BibDesk and people
        ("/home/a/x.pdf;/home/a/y.pdf", ("/home/a/x.pdf", "/home/a/y.pdf")),
        ("x.pdf", ("x.pdf",)),
        ("C:/papers/x.pdf", ("C:/papers/x.pdf",)),
        (":C:/papers/x.pdf:PDF", ("C:/papers/x.pdf",)),
        ("", ()),
        (";::;", ()),
    ],
)  # fmt: skip
def test_the_field_is_read_as_each_program_writes_it(field: str, paths: tuple[str, ...]) -> None:
    assert attached_files(field) == paths


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="$"), min_size=1)
        .map(str.strip)
        .filter(bool)
    )
)
def test_what_jabref_escapes_is_read_as_it_was(paths: list[str]) -> None:
    escaped = [path.replace("\\", "\\\\").replace(":", "\\:").replace(";", "\\;") for path in paths]
    assert list(attached_files(";".join(f":{path}:PDF" for path in escaped))) == paths


@pytest.mark.parametrize(
    ("fields", "url"),
    [
        ({"pdf": "https://example.org/x.pdf"}, "https://example.org/x.pdf"),
        ({"url": "https://example.org/x.PDF?download=1"}, "https://example.org/x.PDF?download=1"),
        ({"eprint": "2402.13446v2", "archiveprefix": "arXiv"}, "https://arxiv.org/pdf/2402.13446v2"),
        ({"url": "https://arxiv.org/abs/2402.13446"}, "https://arxiv.org/pdf/2402.13446"),
        ({"url": "https://aclanthology.org/2024.acl-long.1/"}, "https://aclanthology.org/2024.acl-long.1.pdf"),
        ({"doi": "10.18653/v1/N19-1423"}, "https://aclanthology.org/N19-1423.pdf"),
        ({"url": "https://openreview.net/forum?id=abc_D-1"}, "https://openreview.net/pdf?id=abc_D-1"),
        ({"pdf": "papers/x.pdf", "eprint": "2402.13446"}, "https://arxiv.org/pdf/2402.13446"),
        ({"pdf": "javascript:alert(1)", "url": "file:///etc/x.pdf"}, ""),
        ({"doi": "10.1000/182"}, ""),
        ({}, ""),
    ],
)  # fmt: skip
def test_an_archive_has_the_pdf_at_an_address_of_its_own(fields: dict[str, str], url: str) -> None:
    assert pdf_url(fields) == url
