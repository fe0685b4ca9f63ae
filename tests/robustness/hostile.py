"""Sites that misbehave, each in one way; a round must survive them all, and reach nothing but sites of the stage."""

from __future__ import annotations

import gzip

import brotli

from tests.robustness.bombs import BROTLI, DEFLATE, GZIP_BOMB, HEAD, TWICE, ZEROS, raw, silence, zip_bomb
from tests.robustness.inside import (
    canonical_and_feed_inside,
    feed_inside,
    links_inside,
    redirects_inside,
    refresh_inside,
    robots_inside,
    sitemap_inside,
)
from tests.robustness.monsters import (
    ENTITIES,
    EXTERNAL,
    always,
    attributes,
    deep,
    entries,
    retry,
    robots,
    rss_of,
    section_of,
    wall,
)
from tests.robustness.stage import NOT_THERE, Site, answer
from tests.robustness.texts import page, section, story
from tests.robustness.traps import calendar, cookie_for_ever, pagination, payloads, redirect_for_ever, sessions

HOSTILE: dict[str, Site] = {
    # transport
    "silent": silence,
    "drips": always(raw(HEAD + b"Content-Length: 100000\r\n\r\n", *[b"x"] * 60, pause=0.5)),
    "endless": always(raw(HEAD + b"\r\n", *[b"<p>more</p>" * 6000] * 300)),
    "endless-chunks": always(raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", *[b"1\r\nx\r\n"] * 2_000_000)),
    "huge-chunk": always(raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nxxx")),
    "negative-length": always(raw(HEAD + b"Content-Length: -5\r\n\r\nxxx")),
    "two-lengths": always(raw(HEAD + b"Content-Length: 5\r\nContent-Length: 9\r\n\r\nxxxxxxxxx")),
    "huge-length": always(raw(HEAD + b"Content-Length: 99999999999999999999999999\r\n\r\nxxx")),
    "short-body": always(raw(HEAD + b"Content-Length: 5000\r\n\r\n<p>cut")),
    "huge-headers": always(raw(HEAD + b"X: " + b"a" * 70_000 + b"\r\nContent-Length: 1\r\n\r\nx")),
    "endless-headers": always(raw(HEAD, *[b"X-More: " + b"a" * 900 + b"\r\n"] * 100_000)),
    "many-headers": always(raw(HEAD, *[b"A: b\r\n"] * 30_000, b"\r\nx")),
    "no-http": always(raw(b"SSH-2.0-OpenSSH_9.6\r\n")),
    "empty-answer": always(raw(b"")),
    "binary-answer": always(raw(bytes(range(256)) * 20)),
    "http-0.9": always(raw(b"<html><p>hello</p></html>")),
    "split-answer": always(raw(HEAD + b"Content-Length: 1\r\n\r\nxHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nextra")),
    "interim-for-ever": always(raw(*[b"HTTP/1.1 100 Continue\r\n\r\n"] * 100_000)),
    "switching": always(raw(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n")),
    "wants-connect": always(answer("x", 407, proxy_authenticate="Basic")),
    # encodings
    "gzip-bomb": always(answer(GZIP_BOMB, content_encoding="gzip")),
    "gzip-bomb-twice": always(answer(TWICE, content_encoding="gzip, gzip")),
    "gzip-bomb-in-articles": section_of(lambda _: answer(GZIP_BOMB, content_encoding="gzip")),
    "gzip-bomb-unsaid": always(answer(GZIP_BOMB)),
    "gzip-bomb-unsaid-in-articles": section_of(lambda _: answer(TWICE)),
    "deflate-bomb": always(answer(DEFLATE, content_encoding="deflate")),
    "brotli-bomb": always(answer(BROTLI, content_encoding="br")),
    "bombs-in-one-another": always(answer(brotli.compress(TWICE, quality=1), content_encoding="gzip, gzip, br")),
    "sitemap-bomb": always(answer(GZIP_BOMB, kind="application/gzip")),
    "zip-as-page": always(answer(zip_bomb())),
    "many-encodings": always(answer(b"x", content_encoding=", ".join(["gzip"] * 50))),
    "unknown-encoding": always(answer(b"x", content_encoding="zstd")),
    "truncated-gzip": always(answer(gzip.compress(section([story(5)]).encode())[:-30], content_encoding="gzip")),
    "mislabelled": section_of(lambda _: answer(page(story(6)), content_encoding="gzip")),
    "endless-members": always(answer(gzip.compress(b"") * 400_000, content_encoding="gzip")),
    # where it leads
    "redirects-inside": redirects_inside,
    "links-inside": links_inside,
    "feed-inside": feed_inside,
    "refresh-inside": refresh_inside,
    "canonical-inside": canonical_and_feed_inside,
    "robots-inside": robots_inside,
    "sitemap-inside": sitemap_inside,
    "redirects-for-ever": redirect_for_ever,
    "cookies-for-ever": cookie_for_ever,
    "circle": always(answer(status=302, location="/culture/")),
    "nowhere": always(answer(status=302, location="http://[broken")),
    "refresh-circle": always(answer("<meta http-equiv=refresh content='0;url=/culture/?again'>")),
    # status and waiting
    **{
        f"status-{status}": always(answer("no", status))
        for status in (
            204,
            205,
            206,
            300,
            304,
            400,
            401,
            402,
            403,
            404,
            410,
            418,
            451,
            500,
            501,
            502,
            504,
            520,
            599,
            999,
        )
    },
    "retry-forever": retry("99999999999"),
    "retry-a-year": retry("31536000", 503),
    "retry-date": retry("Fri, 31 Dec 2099 23:59:59 GMT"),
    "retry-past": retry("Mon, 01 Jan 1990 00:00:00 GMT", 503),
    "retry-negative": retry("-1"),
    "retry-nonsense": retry("soon, I hope"),
    "retry-digits": retry("9" * 4000),
    "retry-broken-date": retry("Fri, 99 Foo 2099 99:99:99 GMT"),
    "retry-fraction": retry("1e9"),
    "retry-zero": retry("0", 503),
    # robots.txt
    "robots-500": robots(answer("no", 500)),
    "robots-503": robots(answer("no", 503, retry_after="9999")),
    "robots-429": robots(answer("no", 429)),
    "robots-silent": robots(raw(b"", pause=50)),
    "robots-endless": robots(raw(HEAD + b"\r\n", *[b"Disallow: /x\n" * 5000] * 2000)),
    "robots-forbid": robots(answer("User-agent: *\nDisallow: /", kind="text/plain")),
    "robots-circle": robots(answer(status=301, location="/robots.txt")),
    "robots-wildcards": robots(
        answer("User-agent: *\nDisallow: /*" + "*a" * 3000 + "$\nDisallow: /c*\n", kind="text/plain")
    ),
    "robots-bomb": robots(answer(GZIP_BOMB, content_encoding="gzip")),
    "robots-crawl-delay": robots(answer("User-agent: *\nCrawl-delay: 86400\n", kind="text/plain")),
    "robots-odd-delay": robots(
        answer("User-agent: *\nCrawl-delay: 1e400\nCrawl-delay: -3\nCrawl-delay: nan\n", kind="text/plain")
    ),
    "robots-groups": robots(
        answer("User-agent: newsmonitor/9.9\nDisallow: /culture/\n\nUser-agent: *\nAllow: /\n", kind="text/plain")
    ),
    # markup
    "deep": always(deep(60_000)),
    "attributes": always(attributes(60_000)),
    "fonts": always(answer("".join(f"<font size={at}><p>" for at in range(20_000)))),
    "open-tags": always(answer("<a href='/culture/x'>" * 200_000)),
    "half-tags": always(answer("<" * 3_000_000)),
    "comments": always(answer("<!--" * 800_000)),
    "anchors": always(
        answer(
            "<main>"
            + "".join(
                f"<h2><a href='/culture/the-same-and-another-{at}'>Another link to a page {at}</a></h2>"
                for at in range(100_000)
            )
            + "</main>"
        )
    ),
    "one-long-line": section_of(lambda _: answer("<h1>A title of some length here</h1><p>" + "word " * 1_500_000)),
    "one-long-word": section_of(lambda _: answer("<h1>A title of some length here</h1><p>" + "w" * 5_000_000)),
    "many-sentences": section_of(
        lambda _: answer("<h1>A title of some length here</h1>" + "<p>It was so. He went on. She left.</p>" * 60_000)
    ),
    "entities-in-page": section_of(lambda _: answer("<h1>A title of some length here</h1><p>" + "&amp;lt;" * 900_000)),
    "tables-in-tables": section_of(lambda _: answer("<table><tr><td>" * 30_000 + "x")),
    "svg-in-page": section_of(lambda _: answer("<svg><foreignObject><math><mtext>" * 20_000)),
    "scripts-unclosed": section_of(lambda _: answer("<script>" + "<p>x" * 900_000)),
    "ld-json": section_of(
        lambda _: answer("<script type='application/ld+json'>" + "[" * 900_000 + "</script><h1>x</h1>")
    ),
    "title-of-megabytes": section_of(lambda _: answer(page(story(7), title="word " * 1_000_000))),
    # feeds
    "feed-entities": always(
        rss_of("<item><title>&a11;</title><link>http://feed-entities.test/a</link></item>", ENTITIES)
    ),
    "feed-external": always(
        rss_of("<item><title>&e;&f;</title><link>http://feed-external.test/a</link></item>", EXTERNAL)
    ),
    "feed-100000": entries(100_000),
    "feed-open-items": always(rss_of("<item><title>x" * 200_000)),
    "feed-deep": always(rss_of("<a>" * 300_000)),
    "feed-cut": always(
        rss_of("<item><title>x</title><link>http://feed-cut.test/culture/an-article-of-words</link></it")
    ),
    "feed-of-scripts": always(
        rss_of("<item><link>javascript:alert(1)</link></item><item><link>file:///etc/passwd</link></item>")
    ),
    "json-deep": always(answer("{" + '"a":[' * 300_000, kind="application/json")),
    "json-numbers": always(
        answer(
            '{"version":"https://jsonfeed.org/version/1","items":[{"url":1e999,"title":' + "9" * 100_000 + "}]}",
            kind="application/json",
        )
    ),
    "sitemap-of-millions": always(
        answer(
            "<urlset>" + "<url><loc>http://sitemap-of-millions.test/culture/a-b-c-d</loc></url>" * 140_000,
            kind="text/xml",
        )
    ),
    "sitemaps-in-circles": always(
        answer(
            "<sitemapindex><sitemap><loc>http://sitemaps-in-circles.test/culture/</loc></sitemap></sitemapindex>",
            kind="text/xml",
        )
    ),
    # what is no article
    "pdf-as-page": section_of(lambda _: answer(b"%PDF-1.7\n" + bytes(range(256)) * 4000)),
    "picture-as-page": section_of(lambda _: answer(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4000)),
    "video-as-page": section_of(lambda _: answer(b"\0\0\0\x18ftypmp42" + ZEROS)),
    "utf-7": section_of(
        lambda _: answer("<h1>x</h1><p>+ADw-script+AD4-alert(1)+ADw-/script+AD4-</p>", kind="text/html; charset=utf-7")
    ),
    "soft-404": section_of(lambda _: wall("Page not found")),
    "soft-404-all": always(wall("Sorry, the page you are looking for does not exist")),
    "login-wall": section_of(lambda _: wall("Please log in to continue reading")),
    "cookie-wall": section_of(lambda _: wall("Before you continue, accept cookies")),
    "robot-wall": section_of(lambda _: wall("Just a moment... Checking your browser before accessing")),
    "front-for-all": lambda call: (
        answer(section([story(8), story(9), story(10)])) if call.path != "/robots.txt" else NOT_THERE
    ),
    "to-the-front": lambda call: (
        answer(section([story(11), story(12)], more="<p>Welcome.</p>"))
        if call.path == "/culture/"
        else answer(status=302, location="/culture/")
        if call.path != "/robots.txt"
        else NOT_THERE
    ),
    # traps
    "calendar": calendar,
    "sessions": sessions,
    "pagination": pagination,
    "payloads": payloads,
}
