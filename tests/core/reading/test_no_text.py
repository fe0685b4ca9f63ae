import pytest

from monitor.core.errors import NotAnArticle
from monitor.core.reading import read

TEXT = "<p>The bridge opened on Friday, and nobody in the town was told why it had taken nine years.</p>" * 3


@pytest.mark.parametrize(
    "body",
    [
        b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj, and a long text that is none",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR and so on",
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        b"PK\x03\x04\x14\x00word/document.xml",
        b"\x7fELF\x02\x01\x01" + bytes(9),
        b"some words " * 20 + bytes(40) + b"and more words " * 20,
    ],
)
def test_what_is_no_text_is_no_article(body):
    with pytest.raises(NotAnArticle, match="no text"):
        read(body)


@pytest.mark.parametrize("content_type", ["image/png", "application/pdf", "video/mp4; codecs=x", "font/woff2"])
def test_a_header_that_says_so_is_believed(content_type):
    with pytest.raises(NotAnArticle, match="no text"):
        read(TEXT.encode(), content_type=content_type)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_text_for_all_their_zeros(encoding):
    assert read(f"<html><body>{TEXT}".encode(encoding)).paragraphs


@pytest.mark.parametrize("root", ["<rss version='2.0'>", "<feed xmlns='x'>", "<urlset>", "<sitemapindex>", "<rdf:RDF>"])
@pytest.mark.parametrize("head", ["", "<?xml version='1.0'?>\n", "<?xml version='1.0'?><!-- made by hand -->\n"])
def test_a_feed_is_no_article(head, root):
    with pytest.raises(NotAnArticle, match="lists articles"):
        read(f"{head}{root}{TEXT}")


def test_an_article_about_feeds_is_one():
    assert read(f"<html><body><h1>On feeds</h1><p>A feed begins with &lt;rss.</p>{TEXT}").paragraphs
