"""Good sites whose feeds and sitemaps are odd."""

from __future__ import annotations

import gzip
import json

from tests.robustness.making import Odd, articles, served
from tests.robustness.stage import answer
from tests.robustness.texts import Story, rss, section


def relative_feed(stories: list[Story], host: str) -> Odd:
    items = "".join(f"<item><title>{one.title}</title><link>../culture/{one.slug}</link></item>" for one in stories)
    feed = f"<rss version='2.0'><channel><title>x</title><link>/</link>{items}</channel></rss>"
    return Odd(
        "/feeds/all.xml", stories, served({"/feeds/all.xml": answer(feed, kind="text/xml"), **articles(stories)})
    )


def packed_sitemap(stories: list[Story], host: str) -> Odd:
    rows = "".join(f"<url><loc>http://{host}/culture/{one.slug}</loc></url>" for one in stories)
    packed = gzip.compress(f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{rows}</urlset>".encode())
    return Odd(
        "/sitemap.xml.gz",
        stories,
        served({"/sitemap.xml.gz": answer(packed, kind="application/x-gzip"), **articles(stories)}),
    )


def sitemap_known_to_robots_alone(stories: list[Story], host: str) -> Odd:
    rows = "".join(f"<url><loc>http://{host}/culture/{one.slug}</loc></url>" for one in stories)
    packed = gzip.compress(f"<urlset>{rows}</urlset>".encode())
    robots = answer(f"User-agent: *\nDisallow:\nSitemap: http://{host}/maps/news.xml.gz\n", kind="text/plain")
    front = answer("<html><body><div id=app></div><script>draw()</script></body></html>")
    return Odd(
        "/",
        stories,
        served({"/robots.txt": robots, "/": front, "/maps/news.xml.gz": answer(packed), **articles(stories)}),
    )


def sitemap_index(stories: list[Story], host: str) -> Odd:
    rows = "".join(f"<url><loc>/culture/{one.slug}</loc></url>" for one in stories)
    index = f"<sitemapindex><sitemap><loc>http://{host}/maps/1.xml.gz</loc></sitemap></sitemapindex>"
    child = answer(gzip.compress(gzip.compress(f"<urlset>{rows}</urlset>".encode())))
    return Odd(
        "/sitemap.xml", stories, served({"/sitemap.xml": answer(index), "/maps/1.xml.gz": child, **articles(stories)})
    )


def redirected_feed(stories: list[Story], host: str) -> Odd:
    feed = rss(stories, base=f"http://{host}/culture/")
    pages = {
        "/feed": answer(status=301, location="//" + host + "/feed/"),
        "/feed/": answer(status=302, location="rss.xml?from=feed"),
        "/feed/rss.xml?from=feed": answer(feed, kind="text/html"),
    }
    return Odd("/feed", stories, served(pages | articles(stories)))


def rdf(stories: list[Story], host: str) -> Odd:
    items = "".join(
        f"<item rdf:about='http://{host}/culture/{one.slug}'><title>{one.title}</title><link>http://{host}/culture/{one.slug}</link>"
        f"</item>"
        for one in stories
    )
    feed = (
        "<?xml version='1.0' encoding='ISO-8859-1'?><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
        f"xmlns='http://purl.org/rss/1.0/'><channel><title>Kultur für alle</title></channel>{items}</rdf:RDF>"
    )
    return Odd(
        "/index.rdf",
        stories,
        served({"/index.rdf": answer(feed.encode("latin-1"), kind="application/rdf+xml"), **articles(stories)}),
    )


def rss_0_91(stories: list[Story], host: str) -> Odd:
    items = "".join(
        f"<item><title>{one.title}</title><link>http://{host}/culture/{one.slug}</link></item>" for one in stories
    )
    feed = (
        "\n\n<?xml version='1.0'?><!DOCTYPE rss PUBLIC '-//Netscape Communications//DTD RSS 0.91//EN' "
        f"'http://my.netscape.com/publish/formats/rss-0.91.dtd'><rss version='0.91'><channel><title>K&nbsp;&eacute;</title>{items}</channel></rss>"
    )
    return Odd("/rss", stories, served({"/rss": answer(feed, kind="text/plain"), **articles(stories)}))


def atom_of_xhtml(stories: list[Story], host: str) -> Odd:
    entries = "".join(
        f"<entry><title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>{one.title}</div></title>"
        f"<link rel='enclosure' href='http://{host}/sound.mp3'/><link href='{one.slug}'/><id>urn:{one.slug}</id>"
        f"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>{one.paragraphs[0]}</p></div></content></entry>"
        for one in stories
    )
    feed = f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://{host}/culture/'><title>x</title>{entries}</feed>"
    return Odd("/atom", stories, served({"/atom": answer(feed, kind="application/atom+xml"), **articles(stories)}))


def json_feed(stories: list[Story], host: str) -> Odd:
    items = [{"id": str(at), "url": f"/culture/{one.slug}", "title": one.title} for at, one in enumerate(stories)]
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "x",
        "home_page_url": f"http://{host}/",
        "items": items,
    }
    return Odd(
        "/feed.json",
        stories,
        served({"/feed.json": answer("\ufeff" + json.dumps(told), kind="application/json"), **articles(stories)}),
    )


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
    return Odd("/feed", stories, served({"/feed": answer(feed, kind="application/rss+xml"), **articles(stories)}))


def a_feed_with_broken_markup(stories: list[Story], host: str) -> Odd:
    items = "".join(
        f"<item><title>{one.title} & more &mdash; <b>bold</title><link> http://{host}/culture/{one.slug} </link><description><![CDATA[<p>x]]></description></item>"
        for one in stories
    )
    feed = f"\ufeff<?xml version='1.0' encoding='utf-16'?><rss version='2.0'><channel><title>x\x0b</title>{items}"
    return Odd("/feed", stories, served({"/feed": answer(feed, kind="application/xml"), **articles(stories)}))


def a_dead_feed_beside_the_links(stories: list[Story], host: str) -> Odd:
    head = "<link rel=alternate type=application/rss+xml href=/dead.xml>"
    return Odd("/culture/", stories, served({"/culture/": answer(section(stories, head=head)), **articles(stories)}))


def a_page_with_a_live_feed_alone(stories: list[Story], host: str) -> Odd:
    head = "<link rel='alternate' type='application/atom+xml' href='feed.xml'>"
    listing = f"<html><head>{head}</head><body><div id=root></div></body></html>"
    return Odd(
        "/culture/",
        stories,
        served(
            {
                "/culture/": answer(listing),
                "/culture/feed.xml": answer(rss(stories, base=f"http://{host}/culture/"), kind="text/xml"),
                **articles(stories),
            }
        ),
    )
