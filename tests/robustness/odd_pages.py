"""Good sites whose pages and addresses are odd."""

from __future__ import annotations

import base64
from urllib.parse import quote

from tests.robustness.making import Odd, articles, served
from tests.robustness.stage import NOT_THERE, Call, answer
from tests.robustness.texts import Story, page, section


def latin_1_without_a_word(stories: list[Story], host: str) -> Odd:
    pages = {
        f"/culture/{one.slug}": answer(
            page(one, body="<p>Café, Zürich, señor: tout près.</p>").encode("latin-1"), kind="text/html"
        )
        for one in stories
    }
    return Odd(
        "/culture/",
        stories,
        served({"/culture/": answer(section(stories).encode("latin-1"), kind="text/html"), **pages}),
    )


def articles_on_another_host(stories: list[Story], host: str) -> Odd:
    other = f"cdn-{host}"

    def site(call: Call) -> bytes:
        pages = {"/culture/": answer(section(stories, base=f"http://{other}/a/"))}
        if call.host == other:
            pages = {f"/a/{one.slug}": answer(page(one)) for one in stories}
        return pages.get(call.path, NOT_THERE)

    return Odd("/culture/", stories, site, entry=f'include = ["*://{other}/a/*"]\n')


def base_of_another_folder(stories: list[Story], host: str) -> Odd:
    listing = section(stories, base="deep/", head=f"<base href='//{host}/somewhere/'>")
    return Odd("/culture/", stories, served({"/culture/": answer(listing), **articles(stories, "/somewhere/deep/")}))


def protocol_relative_links(stories: list[Story], host: str) -> Odd:
    listing = section(stories, base=f"//{host.upper()}:80/culture/")
    return Odd("/culture/", stories, served({"/culture/": answer(listing), **articles(stories)}))


def refresh_to_the_section(stories: list[Story], host: str) -> Odd:
    front = answer("<html><head><META HTTP-EQUIV='Refresh' CONTENT='0;URL=culture/index.html'></head></html>")
    return Odd("/", stories, served({"/": front, "/culture/index.html": answer(section(stories)), **articles(stories)}))


def utf_16(stories: list[Story], host: str) -> Odd:
    pages = {f"/culture/{one.slug}": answer(page(one).encode("utf-16"), kind="text/html") for one in stories}
    return Odd(
        "/culture/",
        stories,
        served(
            {"/culture/": answer(section(stories).encode("utf-16-be"), kind="text/html; charset=utf-16be"), **pages}
        ),
    )


def header_and_meta_both_lie(stories: list[Story], host: str) -> Odd:
    lie = '<meta charset="iso-2022-jp">'
    pages = {
        f"/culture/{one.slug}": answer(
            page(one, head=lie, body="<p>Über den Fluß ging’s nach Łódź.</p>"), kind="text/html; charset=shift_jis"
        )
        for one in stories
    }
    return Odd(
        "/culture/",
        stories,
        served({"/culture/": answer(section(stories, head=lie), kind="text/html; charset=utf-7"), **pages}),
    )


def xhtml_with_a_declaration(stories: list[Story], host: str) -> Odd:
    pages = {
        f"/culture/{one.slug}": answer(
            '<?xml version="1.0" encoding="utf-8"?>' + page(one), kind="application/xhtml+xml"
        )
        for one in stories
    }
    return Odd(
        "/culture/", stories, served({"/culture/": answer(section(stories), kind="application/xhtml+xml"), **pages})
    )


def tags_of_long_ago(stories: list[Story], host: str) -> Odd:
    rows = "".join(f"<TR><TD><A HREF=/culture/{one.slug}><FONT COLOR=red>{one.title}</A><TD>" for one in stories)
    listing = f"<HTML><BODY BGCOLOR=white><TABLE><TR><TD><TABLE>{rows}</TABLE>"
    pages = {
        f"/culture/{one.slug}": answer(
            f"<HTML><TITLE>{one.title}</TITLE><BODY><CENTER><H1>{one.title}</H1></CENTER><TABLE><TR><TD>"
            + "<BR><BR>".join(one.paragraphs)
        )
        for one in stories
    }
    return Odd("/culture/", stories, served({"/culture/": answer(listing), **pages}))


def addresses_with_campaigns(stories: list[Story], host: str) -> Odd:
    rows = "".join(
        f'<article><h2><a href="/culture/{one.slug}?utm_source=front&amp;utm_medium={at}#top">{one.title}</a></h2>'
        f'<a href="/culture/{one.slug}/amp">AMP</a> <a href="/culture/{one.slug}?print=1">Print</a></article>'
        for at, one in enumerate(stories)
    )
    texts = {f"/culture/{one.slug}": answer(page(one)) for one in stories}

    def site(call: Call) -> bytes:
        if call.path == "/culture/":
            return answer(f"<html><body><main>{rows}</main></body></html>")
        return texts.get(call.path.partition("?")[0].removesuffix("/amp"), NOT_THERE)

    return Odd("/culture/", stories, site)


def pages_that_move_within_the_site(stories: list[Story], host: str) -> Odd:
    moved = {f"/culture/{one.slug}": answer(status=301, location=f"/archive/2026/{one.slug}.html") for one in stories}
    pages = {f"/archive/2026/{one.slug}.html": answer(page(one)) for one in stories}
    return Odd("/culture/", stories, served({"/culture/": answer(section(stories)), **moved, **pages}))


def letters_in_addresses(stories: list[Story], host: str) -> Odd:
    named = {f"/kultur/über-die-brücke-{one.slug}": one for one in stories}
    links = "".join(f"<h2><a href='{path}'>{one.title}</a></h2>" for path, one in named.items())
    pages = {quote(path): answer(page(one)) for path, one in named.items()}
    return Odd(
        "/kultur/", stories, served({"/kultur/": answer(f"<html><body><main>{links}</main></body></html>"), **pages})
    )


def lying_canonicals(stories: list[Story], host: str) -> Odd:
    """All pages name the first as their canonical address."""
    lie = f'<link rel="canonical" href="http://{host}/culture/{stories[0].slug}">'
    return Odd("/culture/", stories, served({"/culture/": answer(section(stories)), **articles(stories, head=lie)}))


def canonicals_of_another_site(stories: list[Story], host: str) -> Odd:
    lie = '<link rel="canonical" href="http://elsewhere.test/"><meta property="og:url" content="http://10.0.0.1/">'
    return Odd("/culture/", stories, served({"/culture/": answer(section(stories)), **articles(stories, head=lie)}))


def canonicals_of_the_front_page(stories: list[Story], host: str) -> Odd:
    lie = f'<link rel="canonical" href="http://{host}/">'
    return Odd("/culture/", stories, served({"/culture/": answer(section(stories)), **articles(stories, head=lie)}))


def a_picture_in_every_page(stories: list[Story], host: str) -> Odd:
    data = base64.b64encode(bytes(range(256)) * 400).decode()
    return Odd(
        "/culture/",
        stories,
        served(
            {
                "/culture/": answer(section(stories)),
                **articles(stories, body=f"<img src='data:image/png;base64,{data}'>"),
            }
        ),
    )
