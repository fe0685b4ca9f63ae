"""Good sites of odd makes: each has five articles that a round must bring, all of them."""

from __future__ import annotations

import asyncio
import base64
import gzip
import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from xml.sax.saxutils import escape

from tests.robustness.stage import NOT_THERE, Call, Play, Site, answer
from tests.robustness.texts import Story, page, rss, section, story

EACH = 5
Pages = dict[str, "bytes | Play"]


@dataclass(frozen=True)
class Odd:
    """A site: where its source points, its stories, what answers, and what its entry in sources.toml says more."""

    listing: str
    stories: list[Story]
    site: Site
    entry: str = ""


def _served(pages: Pages) -> Site:
    return lambda call: pages.get(call.path, NOT_THERE)


def _articles(stories: list[Story], base: str = "/culture/", **more: str) -> Pages:
    return {f"{base}{told.slug}": answer(page(told, **more)) for told in stories}


def _dribbled(whole: bytes, pieces: int, pause: float) -> Play:
    async def play(writer: asyncio.StreamWriter) -> None:
        step = len(whole) // pieces + 1
        for start in range(0, len(whole), step):
            writer.write(whole[start : start + step])
            await writer.drain()
            await asyncio.sleep(pause)

    return play


def _chunked(body: str) -> bytes:
    raw = body.encode()
    parts = [raw[at : at + 700] for at in range(0, len(raw), 700)]
    told = b"".join(b"%x;name=value\r\n%s\r\n" % (len(part), part) for part in parts)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    return head + told + b"0\r\nX-Trailer: yes\r\n\r\n"


def _unmeasured(body: str) -> Play:
    """HTTP/1.0, its end told by the end of the connection."""

    async def play(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body.encode())
        await writer.drain()

    return play


def relative_feed(stories: list[Story], host: str) -> Odd:
    items = "".join(f"<item><title>{one.title}</title><link>../culture/{one.slug}</link></item>" for one in stories)
    feed = f"<rss version='2.0'><channel><title>x</title><link>/</link>{items}</channel></rss>"
    return Odd("/feeds/all.xml", stories, _served({"/feeds/all.xml": answer(feed, kind="text/xml"), **_articles(stories)}))


def latin_1_without_a_word(stories: list[Story], host: str) -> Odd:
    pages = {
        f"/culture/{one.slug}": answer(page(one, body="<p>Café, Zürich, señor: tout près.</p>").encode("latin-1"), kind="text/html")
        for one in stories
    }
    return Odd("/culture/", stories, _served({"/culture/": answer(section(stories).encode("latin-1"), kind="text/html"), **pages}))


def packed_sitemap(stories: list[Story], host: str) -> Odd:
    rows = "".join(f"<url><loc>http://{host}/culture/{one.slug}</loc></url>" for one in stories)
    packed = gzip.compress(f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{rows}</urlset>".encode())
    return Odd("/sitemap.xml.gz", stories, _served({"/sitemap.xml.gz": answer(packed, kind="application/x-gzip"), **_articles(stories)}))


def sitemap_known_to_robots_alone(stories: list[Story], host: str) -> Odd:
    rows = "".join(f"<url><loc>http://{host}/culture/{one.slug}</loc></url>" for one in stories)
    packed = gzip.compress(f"<urlset>{rows}</urlset>".encode())
    robots = answer(f"User-agent: *\nDisallow:\nSitemap: http://{host}/maps/news.xml.gz\n", kind="text/plain")
    front = answer("<html><body><div id=app></div><script>draw()</script></body></html>")
    return Odd("/", stories, _served({"/robots.txt": robots, "/": front, "/maps/news.xml.gz": answer(packed), **_articles(stories)}))


def sitemap_index(stories: list[Story], host: str) -> Odd:
    rows = "".join(f"<url><loc>/culture/{one.slug}</loc></url>" for one in stories)
    index = f"<sitemapindex><sitemap><loc>http://{host}/maps/1.xml.gz</loc></sitemap></sitemapindex>"
    child = answer(gzip.compress(gzip.compress(f"<urlset>{rows}</urlset>".encode())))
    return Odd("/sitemap.xml", stories, _served({"/sitemap.xml": answer(index), "/maps/1.xml.gz": child, **_articles(stories)}))


def packed_without_saying_so(stories: list[Story], host: str) -> Odd:
    pages = {f"/culture/{one.slug}": answer(gzip.compress(page(one).encode())) for one in stories}
    return Odd("/culture/", stories, _served({"/culture/": answer(gzip.compress(section(stories).encode())), **pages}))


def deflate_of_both_kinds(stories: list[Story], host: str) -> Odd:
    raw = zlib.compressobj(wbits=-15)
    listing = raw.compress(section(stories).encode()) + raw.flush()
    pages = {
        f"/culture/{one.slug}": answer(zlib.compress(page(one).encode()), content_encoding="Deflate") for one in stories
    }
    return Odd("/culture/", stories, _served({"/culture/": answer(listing, content_encoding="deflate"), **pages}))


def redirected_feed(stories: list[Story], host: str) -> Odd:
    feed = rss(stories, base=f"http://{host}/culture/")
    pages = {
        "/feed": answer(status=301, location="//" + host + "/feed/"),
        "/feed/": answer(status=302, location="rss.xml?from=feed"),
        "/feed/rss.xml?from=feed": answer(feed, kind="text/html"),
    }
    return Odd("/feed", stories, _served(pages | _articles(stories)))


def rdf(stories: list[Story], host: str) -> Odd:
    items = "".join(
        f"<item rdf:about='http://{host}/culture/{one.slug}'><title>{one.title}</title><link>http://{host}/culture/{one.slug}</link>"
        f"</item>" for one in stories
    )
    feed = (
        "<?xml version='1.0' encoding='ISO-8859-1'?><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
        f"xmlns='http://purl.org/rss/1.0/'><channel><title>Kultur für alle</title></channel>{items}</rdf:RDF>"
    )
    return Odd("/index.rdf", stories, _served({"/index.rdf": answer(feed.encode("latin-1"), kind="application/rdf+xml"), **_articles(stories)}))


def rss_0_91(stories: list[Story], host: str) -> Odd:
    items = "".join(f"<item><title>{one.title}</title><link>http://{host}/culture/{one.slug}</link></item>" for one in stories)
    feed = (
        "\n\n<?xml version='1.0'?><!DOCTYPE rss PUBLIC '-//Netscape Communications//DTD RSS 0.91//EN' "
        f"'http://my.netscape.com/publish/formats/rss-0.91.dtd'><rss version='0.91'><channel><title>K&nbsp;&eacute;</title>{items}</channel></rss>"
    )
    return Odd("/rss", stories, _served({"/rss": answer(feed, kind="text/plain"), **_articles(stories)}))


def atom_of_xhtml(stories: list[Story], host: str) -> Odd:
    entries = "".join(
        f"<entry><title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>{one.title}</div></title>"
        f"<link rel='enclosure' href='http://{host}/sound.mp3'/><link href='{one.slug}'/><id>urn:{one.slug}</id>"
        f"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>{one.paragraphs[0]}</p></div></content></entry>"
        for one in stories
    )
    feed = f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://{host}/culture/'><title>x</title>{entries}</feed>"
    return Odd("/atom", stories, _served({"/atom": answer(feed, kind="application/atom+xml"), **_articles(stories)}))


def json_feed(stories: list[Story], host: str) -> Odd:
    items = [{"id": str(at), "url": f"/culture/{one.slug}", "title": one.title} for at, one in enumerate(stories)]
    told = {"version": "https://jsonfeed.org/version/1.1", "title": "x", "home_page_url": f"http://{host}/", "items": items}
    return Odd("/feed.json", stories, _served({"/feed.json": answer("\ufeff" + json.dumps(told), kind="application/json"), **_articles(stories)}))


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
    return Odd("/culture/", stories, _served({"/culture/": answer(listing), **_articles(stories, "/somewhere/deep/")}))


def protocol_relative_links(stories: list[Story], host: str) -> Odd:
    listing = section(stories, base=f"//{host.upper()}:80/culture/")
    return Odd("/culture/", stories, _served({"/culture/": answer(listing), **_articles(stories)}))


def robots_with_a_mark_and_foreign_ends(stories: list[Story], host: str) -> Odd:
    robots = b"\xef\xbb\xbfUser-Agent: otherbot\r\nDisallow: /\r\n\r\nuser-agent: *\r\ndisallow: /private\r\nCrawl-Delay: 0.1\r\n"
    return Odd("/culture/", stories, _served({"/robots.txt": answer(robots, kind="text/plain"), "/culture/": answer(section(stories)), **_articles(stories)}))


def robots_of_markup(stories: list[Story], host: str) -> Odd:
    robots = answer("<!DOCTYPE html><html><body><p>Disallow: nothing here</p></body></html>")
    return Odd("/culture/", stories, _served({"/robots.txt": robots, "/culture/": answer(section(stories)), **_articles(stories)}))


def robots_that_allow_the_longest_match(stories: list[Story], host: str) -> Odd:
    robots = answer("User-agent: *\nDisallow: /\nAllow: /culture/\nDisallow: /culture/*.pdf$\nAllow: /$\n", kind="text/plain")
    return Odd("/culture/", stories, _served({"/robots.txt": robots, "/culture/": answer(section(stories)), **_articles(stories)}))


def slow_but_within_limits(stories: list[Story], host: str) -> Odd:
    pages = {f"/culture/{one.slug}": _dribbled(answer(page(one)), 6, 0.1) for one in stories}
    return Odd("/culture/", stories, _served({"/culture/": _dribbled(answer(section(stories)), 8, 0.1), **pages}))


def chunks_with_trailers(stories: list[Story], host: str) -> Odd:
    pages = {f"/culture/{one.slug}": _once(_chunked(page(one))) for one in stories}
    return Odd("/culture/", stories, _served({"/culture/": _once(_chunked(section(stories))), **pages}))


def _once(raw: bytes) -> Play:
    async def play(writer: asyncio.StreamWriter) -> None:
        writer.write(raw)
        await writer.drain()

    return play


def http_1_0_without_a_length(stories: list[Story], host: str) -> Odd:
    pages = {f"/culture/{one.slug}": _unmeasured(page(one)) for one in stories}
    return Odd("/culture/", stories, _served({"/culture/": _unmeasured(section(stories)), **pages}))


def hints_before_the_answer(stories: list[Story], host: str) -> Odd:
    early = b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n"
    pages = {f"/culture/{one.slug}": early + answer(page(one)) for one in stories}
    return Odd("/culture/", stories, _served({"/culture/": early + answer(section(stories)), **pages}))


def a_cookie_and_the_same_address_again(stories: list[Story], host: str) -> Odd:
    pages = {"/culture/": section(stories)} | {f"/culture/{one.slug}": page(one) for one in stories}

    def site(call: Call) -> bytes:
        if call.path not in pages:
            return NOT_THERE
        if "seen=yes" in call.headers.get("cookie", ""):
            return answer(pages[call.path])
        return answer(status=302, location=call.path, set_cookie="seen=yes; Path=/; HttpOnly")

    return Odd("/culture/", stories, site)


def refresh_to_the_section(stories: list[Story], host: str) -> Odd:
    front = answer("<html><head><META HTTP-EQUIV='Refresh' CONTENT='0;URL=culture/index.html'></head></html>")
    return Odd("/", stories, _served({"/": front, "/culture/index.html": answer(section(stories)), **_articles(stories)}))


def utf_16(stories: list[Story], host: str) -> Odd:
    pages = {f"/culture/{one.slug}": answer(page(one).encode("utf-16"), kind="text/html") for one in stories}
    return Odd("/culture/", stories, _served({"/culture/": answer(section(stories).encode("utf-16-be"), kind="text/html; charset=utf-16be"), **pages}))


def header_and_meta_both_lie(stories: list[Story], host: str) -> Odd:
    lie = '<meta charset="iso-2022-jp">'
    pages = {
        f"/culture/{one.slug}": answer(page(one, head=lie, body="<p>Über den Fluß ging’s nach Łódź.</p>"), kind="text/html; charset=shift_jis")
        for one in stories
    }
    return Odd("/culture/", stories, _served({"/culture/": answer(section(stories, head=lie), kind="text/html; charset=utf-7"), **pages}))


def busy_at_first(stories: list[Story], host: str) -> Odd:
    pages = {"/culture/": answer(section(stories))} | _articles(stories)

    def site(call: Call) -> bytes:
        if call.path == "/culture/" and call.times == 1:
            return answer("busy", 503, retry_after="1")
        return pages.get(call.path, NOT_THERE)  # type: ignore[return-value]

    return Odd("/culture/", stories, site)


def no_content_type(stories: list[Story], host: str) -> Odd:
    pages = {f"/culture/{one.slug}": answer(page(one), kind=None) for one in stories}  # type: ignore[arg-type]
    return Odd("/culture/", stories, _served({"/culture/": answer(section(stories), kind=None), **pages}))  # type: ignore[arg-type]


def xhtml_with_a_declaration(stories: list[Story], host: str) -> Odd:
    pages = {
        f"/culture/{one.slug}": answer('<?xml version="1.0" encoding="utf-8"?>' + page(one), kind="application/xhtml+xml")
        for one in stories
    }
    return Odd("/culture/", stories, _served({"/culture/": answer(section(stories), kind="application/xhtml+xml"), **pages}))


def tags_of_long_ago(stories: list[Story], host: str) -> Odd:
    rows = "".join(f"<TR><TD><A HREF=/culture/{one.slug}><FONT COLOR=red>{one.title}</A><TD>" for one in stories)
    listing = f"<HTML><BODY BGCOLOR=white><TABLE><TR><TD><TABLE>{rows}</TABLE>"
    pages = {
        f"/culture/{one.slug}": answer(
            f"<HTML><TITLE>{one.title}</TITLE><BODY><CENTER><H1>{one.title}</H1></CENTER><TABLE><TR><TD>" + "<BR><BR>".join(one.paragraphs)
        )
        for one in stories
    }
    return Odd("/culture/", stories, _served({"/culture/": answer(listing), **pages}))


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


def oldest_first_feed(stories: list[Story], host: str) -> Odd:
    old = "".join(
        f"<item><title>Old {at}</title><link>http://{host}/old/{at}</link><pubDate>Mon, 01 Jan 2024 00:00:{at % 60:02} GMT</pubDate></item>"
        for at in range(3000)
    )
    new = "".join(
        f"<item><title>{one.title}</title><link>http://{host}/culture/{one.slug}</link><pubDate>Tue, 17 Mar 2026 08:0{at}:00 GMT</pubDate></item>"
        for at, one in enumerate(stories)
    )
    feed = f"<rss version='2.0'><channel><title>x</title>{old}{new}</channel></rss>"
    return Odd("/feed", stories, _served({"/feed": answer(feed, kind="application/rss+xml"), **_articles(stories)}))


def a_feed_with_broken_markup(stories: list[Story], host: str) -> Odd:
    items = "".join(
        f"<item><title>{one.title} & more &mdash; <b>bold</title><link> http://{host}/culture/{one.slug} </link><description><![CDATA[<p>x]]></description></item>"
        for one in stories
    )
    feed = f"\ufeff<?xml version='1.0' encoding='utf-16'?><rss version='2.0'><channel><title>x\x0b</title>{items}"
    return Odd("/feed", stories, _served({"/feed": answer(feed, kind="application/xml"), **_articles(stories)}))


def a_dead_feed_beside_the_links(stories: list[Story], host: str) -> Odd:
    head = "<link rel=alternate type=application/rss+xml href=/dead.xml>"
    return Odd("/culture/", stories, _served({"/culture/": answer(section(stories, head=head)), **_articles(stories)}))


def a_page_with_a_live_feed_alone(stories: list[Story], host: str) -> Odd:
    head = "<link rel='alternate' type='application/atom+xml' href='feed.xml'>"
    listing = f"<html><head>{head}</head><body><div id=root></div></body></html>"
    return Odd("/culture/", stories, _served({"/culture/": answer(listing), "/culture/feed.xml": answer(rss(stories, base=f"http://{host}/culture/"), kind="text/xml"), **_articles(stories)}))


def pages_that_move_within_the_site(stories: list[Story], host: str) -> Odd:
    moved = {f"/culture/{one.slug}": answer(status=301, location=f"/archive/2026/{one.slug}.html") for one in stories}
    pages = {f"/archive/2026/{one.slug}.html": answer(page(one)) for one in stories}
    return Odd("/culture/", stories, _served({"/culture/": answer(section(stories)), **moved, **pages}))


def letters_in_addresses(stories: list[Story], host: str) -> Odd:
    named = {f"/kultur/über-die-brücke-{one.slug}": one for one in stories}
    links = "".join(f"<h2><a href='{path}'>{one.title}</a></h2>" for path, one in named.items())
    pages = {_escaped(path): answer(page(one)) for path, one in named.items()}
    return Odd("/kultur/", stories, _served({"/kultur/": answer(f"<html><body><main>{links}</main></body></html>"), **pages}))


def _escaped(path: str) -> str:
    from urllib.parse import quote

    return quote(path)


def lying_canonicals(stories: list[Story], host: str) -> Odd:
    """All pages name the first as their canonical address."""
    lie = f'<link rel="canonical" href="http://{host}/culture/{stories[0].slug}">'
    return Odd("/culture/", stories, _served({"/culture/": answer(section(stories)), **_articles(stories, head=lie)}))


def canonicals_of_another_site(stories: list[Story], host: str) -> Odd:
    lie = '<link rel="canonical" href="http://elsewhere.test/"><meta property="og:url" content="http://10.0.0.1/">'
    return Odd("/culture/", stories, _served({"/culture/": answer(section(stories)), **_articles(stories, head=lie)}))


def canonicals_of_the_front_page(stories: list[Story], host: str) -> Odd:
    lie = f'<link rel="canonical" href="http://{host}/">'
    return Odd("/culture/", stories, _served({"/culture/": answer(section(stories)), **_articles(stories, head=lie)}))


def a_picture_in_every_page(stories: list[Story], host: str) -> Odd:
    data = base64.b64encode(bytes(range(256)) * 400).decode()
    return Odd("/culture/", stories, _served({"/culture/": answer(section(stories)), **_articles(stories, body=f"<img src='data:image/png;base64,{data}'>")}))


def headers_twice_and_in_latin_1(stories: list[Story], host: str) -> Odd:
    extra = "Content-Type: text/html\r\nX-Caf\u00e9: caf\u00e9\r\nX-Name: \u00e9\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n".replace("X-Caf\u00e9", "X-Cafe")
    def told(body: str) -> bytes:
        raw = body.encode()
        return f"HTTP/1.1 200\r\n{extra}Content-Length: {len(raw)}\r\nContent-Length: {len(raw)}\r\n\r\n".encode("latin-1") + raw
    pages = {f"/culture/{one.slug}": told(page(one)) for one in stories}
    return Odd("/culture/", stories, _served({"/culture/": told(section(stories)), **pages}))


ODD: dict[str, Callable[[list[Story], str], Odd]] = {
    made.__name__.replace("_", "-"): made
    for made in (
        relative_feed, latin_1_without_a_word, packed_sitemap, sitemap_known_to_robots_alone, sitemap_index,
        packed_without_saying_so, deflate_of_both_kinds, redirected_feed, rdf, rss_0_91, atom_of_xhtml, json_feed,
        articles_on_another_host, base_of_another_folder, protocol_relative_links, robots_with_a_mark_and_foreign_ends,
        robots_of_markup, robots_that_allow_the_longest_match, slow_but_within_limits, chunks_with_trailers,
        http_1_0_without_a_length, hints_before_the_answer, a_cookie_and_the_same_address_again,
        refresh_to_the_section, utf_16, header_and_meta_both_lie, busy_at_first, no_content_type,
        xhtml_with_a_declaration, tags_of_long_ago, addresses_with_campaigns, oldest_first_feed,
        a_feed_with_broken_markup, a_dead_feed_beside_the_links, a_page_with_a_live_feed_alone,
        pages_that_move_within_the_site, letters_in_addresses, lying_canonicals, canonicals_of_another_site,
        canonicals_of_the_front_page, a_picture_in_every_page, headers_twice_and_in_latin_1,
    )
}


def odd(name: str, number: int) -> Odd:
    """The site of that name; sites of other numbers have other stories."""
    return ODD[name]([story(1000 * number + each) for each in range(EACH)], f"{name}.test")


_ = escape
