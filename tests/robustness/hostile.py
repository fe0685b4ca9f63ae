"""Sites that misbehave, each in one way; a round must survive them all, and reach nothing but sites of the stage."""

from __future__ import annotations

import asyncio
import gzip
import io
import itertools
import zipfile
import zlib
from collections.abc import Callable

import brotli

from tests.robustness.stage import NOT_THERE, Call, Play, Site, answer
from tests.robustness.texts import page, section, story

MEGABYTE = 2**20
ZEROS = b"\0" * MEGABYTE


def raw(*pieces: bytes, pause: float = 0.0, times: int = 1) -> Play:
    """The pieces one after the other, so many times over, with a pause after each."""

    async def play(writer: asyncio.StreamWriter) -> None:
        for _ in range(times):
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
                if pause:
                    await asyncio.sleep(pause)

    return play


def _silence(_: Call) -> Play:
    return raw(b"", pause=50)


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def _packed(times: int) -> bytes:
    """So many megabytes of zeros as gzip."""
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(ZEROS) for _ in range(times)) + packer.flush()


GZIP_BOMB = _packed(200)
TWICE = gzip.compress(GZIP_BOMB)


def _deflate_bomb() -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(ZEROS) for _ in range(200)) + packer.flush()


def _brotli_bomb() -> bytes:
    packer = brotli.Compressor(quality=1)
    return b"".join(packer.process(ZEROS) for _ in range(200)) + packer.finish()


def _zip_bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("page.html", ZEROS * 50)
    return file.getvalue()


_BROTLI, _DEFLATE = _brotli_bomb(), _deflate_bomb()

# Every way to say "inside": what a connection or a proxy would understand as a private address.
INSIDE = [
    "http://127.0.0.1/", "http://127.0.0.1:8765/", "http://127.1/", "http://127.0.1/", "http://2130706433/", "http://0x7f000001/",
    "http://017700000001/", "http://0177.0.0.1/", "http://0x7f.0.0.1/", "http://0x7f.1/", "http://127.0.0.1./", "http://0/",
    "http://0.0.0.0/", "http://localhost/", "http://LOCALHOST/", "http://localhost./", "http://foo.localhost/", "http://printer.local/",
    "http://router/", "http://db.internal/", "http://metadata.google.internal/computeMetadata/v1/", "http://x.invalid/",
    "http://10.0.0.1/", "http://10.1/", "http://172.16.0.1/", "http://192.168.1.1/", "http://192.168.257/", "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/", "http://198.18.0.1/", "http://224.0.0.1/", "http://255.255.255.255/", "http://240.0.0.1/", "http://192.0.2.1/",
    "http://[::1]/", "http://[::]/", "http://[0:0:0:0:0:0:0:1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/", "http://[64:ff9b:1::7f00:1]/", "http://[2002:7f00:1::]/", "http://[2001:0:7f00:1::]/", "http://[fe80::1]/", "http://[fe80::1%25eth0]/",
    "http://[fec0::1]/", "http://[fc00::1]/", "http://[ff02::1]/", "http://[2001:db8::1]/", "http://[2001:4860:4860::5efe:7f00:1]/",
    "http://127.0.0.1.nip.io/", "http://127-0-0-1.sslip.io/", "http://7f000001.nip.io/", "http://10.0.0.1.xip.test/",
    "http://user:pass@127.0.0.1/", "http://good.test@127.0.0.1/", "http://127.0.0.1\\@good.test/", "http:\\\\127.0.0.1\\", "http:/127.0.0.1/",
    "http:127.0.0.1/", "//127.0.0.1/", "///127.0.0.1/", "\\\\127.0.0.1\\x", "/\t/127.0.0.1/", "ht\ntp://127.0.0.1/", " http://127.0.0.1/",
    "http://①②⑦.⓪.⓪.①/", "http://１２７.０.０.１/", "http://127。0。0。1/", "http://%31%32%37.0.0.1/", "http://127.0.0.1%2f@x/",
    "http://ⓛocalhost/", "http://loc%61lhost/", "http://127.0.0.1:80:80/", "http://0x7f.0x0.0x0.0x1/", "http://0000177.0.0.01/", "http://127.0.0.1#@good.test/",
    "https://127.0.0.1/", "https://localhost:8443/",
    "file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1:70/_x", "dict://127.0.0.1:11211/stat", "data:text/html,<h1>x</h1>", "javascript:alert(1)",
    "ldap://127.0.0.1/", "jar:http://127.0.0.1!/", "unix:/var/run/docker.sock", "ws://127.0.0.1/", "view-source:http://127.0.0.1/", "blob:http://127.0.0.1/x",
]


def _utf8(location: str) -> str:
    return location.encode().decode("latin-1")


def redirects_inside(call: Call) -> bytes:
    """A section of links of the site's own, each of which is a redirect to an address inside."""
    if call.path.startswith("/culture/leads-somewhere-inside-"):
        place = int(call.path.rpartition("-")[2])
        return answer(status=(301, 302, 303, 307, 308)[place % 5], location=_utf8(INSIDE[place].replace("\n", "")))
    links = "".join(f"<h2><a href='/culture/leads-somewhere-inside-{place}'>An article about the place number {place}</a></h2>" for place in range(len(INSIDE)))
    return answer(f"<main>{links}</main>") if call.path == "/culture/" else NOT_THERE


def links_inside(call: Call) -> bytes:
    links = "".join(f"<h2><a href='{target}an-article-with-a-long-name-{place}'>An article about place number {place}</a></h2>" for place, target in enumerate(INSIDE))
    return answer(f"<main>{links}</main>") if call.path == "/culture/" else NOT_THERE


def feed_inside(call: Call) -> bytes:
    from xml.sax.saxutils import escape

    items = "".join(f"<item><title>Article {place}</title><link>{escape(target)}a-{place}</link></item>" for place, target in enumerate(INSIDE))
    return answer(f"<rss version='2.0'><channel>{items}</channel></rss>", kind="text/xml") if call.path == "/culture/" else NOT_THERE


def refresh_inside(call: Call) -> bytes:
    return answer("<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'>") if call.path == "/culture/" else NOT_THERE


def canonical_and_feed_inside(call: Call) -> bytes:
    head = "<base href='http://10.0.0.1/'><link rel=canonical href='http://127.0.0.1/'><link rel=alternate type='application/rss+xml' href='http://[::1]/feed'>"
    return answer(f"<html><head>{head}</head><body><a href='x-y-z-w-v'>A link to somewhere inside of it</a></body></html>") if call.path == "/culture/" else NOT_THERE


def robots_inside(call: Call) -> bytes:
    if call.path == "/robots.txt":
        return answer(status=302, location="http://169.254.169.254/robots.txt")
    return answer(section([story(1)]))


def sitemap_inside(call: Call) -> bytes:
    rows = "".join(f"<sitemap><loc>{target.split('/')[0]}//{at}.localhost/s.xml</loc></sitemap>" for at, target in enumerate(INSIDE[:20]))
    return answer(f"<sitemapindex>{rows}</sitemapindex>") if call.path == "/culture/" else NOT_THERE


def _section_of(body: Callable[[Call], "bytes | Play"]) -> Site:
    """A good section whose articles are all as `body` says."""
    stories = [story(90_000 + place) for place in range(3)]

    def site(call: Call) -> bytes | Play:
        if call.path == "/culture/":
            return answer(section(stories))
        return body(call) if call.path.startswith("/culture/") else NOT_THERE

    return site


def _all(body: "bytes | Play") -> Site:
    return lambda call: body if call.path != "/robots.txt" else NOT_THERE


def calendar(call: Call) -> bytes:
    """A calendar without an end, below and across."""
    here = call.path.rstrip("/")
    links = "".join(f"<li><a href='{here}/2031-{month:02}-{day:02}/'>Events of the day number {day} of month {month}</a></li>" for month in range(1, 13) for day in range(1, 29))
    return answer(f"<main><ul>{links}</ul></main>") if call.path != "/robots.txt" else NOT_THERE


def sessions(call: Call) -> bytes:
    """The same articles under addresses that are new at each visit."""
    if call.path == "/robots.txt":
        return NOT_THERE
    told = [story(95_000 + place) for place in range(5)]
    for one in told:
        if one.slug in call.path:
            return answer(page(one))
    token = f"{call.times:06d}a9f{call.times}"
    return answer(section(told, base=f"/culture/x{token}/"))


def pagination(call: Call) -> bytes:
    number = int(call.path.rpartition("=")[2]) if "page=" in call.path else 0
    more = f"<a href='/culture/?page={number + 1}' rel=next>The next page of this very long list</a>"
    return answer(f"<html><head><meta http-equiv=refresh content='1;url=/culture/?page={number + 1}'></head><body>{more}</body></html>") if call.path != "/robots.txt" else NOT_THERE


def redirect_for_ever(call: Call) -> bytes:
    return answer(status=302, location=f"/culture/{call.times}/{len(call.path)}x{hash(call.path) & 0xFFFF}", set_cookie=f"n={call.times}") if call.path != "/robots.txt" else NOT_THERE


def cookie_for_ever(call: Call) -> bytes:
    return answer(status=302, location=call.path, set_cookie=f"n{call.times}={call.times}") if call.path != "/robots.txt" else NOT_THERE


PAYLOADS = [
    "<script>alert(1)</script>", "'; DROP TABLE articles; --", "{{7*7}} ${7*7} #{7*7} <%= 7*7 %>", "%s%s%s%n {0.__class__} {title!r}", "\x1b[2J\x1b]0;owned\x07\x9b31m",
    "\u202egnirts desrever\u202c \u2066x\u2069 \u200f", "=cmd|' /C calc'!A0", "@SUM(1+1)*cmd", "+1+1", "-2+3", "a\r\nBcc: all@example.org\r\n\r\nbody", "../../../../etc/passwd", "\ud83d alone \x00 nul \x0b",
    "\" onmouseover=alert(1) x=\"", "NEAR(a b) OR \"", "z\u0300\u0301\u0302" * 300, "[link](javascript:alert(1)) ![x](http://127.0.0.1/p.png)", "&lt;img src=x onerror=alert(1)&gt;",
]


def payloads(call: Call) -> bytes:
    """Good articles full of bad words."""
    if call.path == "/culture/":
        links = "".join(f"<h2><a href='/culture/an-article-full-of-bad-words-{place}'>{_html(text)}</a></h2>" for place, text in enumerate(PAYLOADS))
        return answer(f"<main>{links}</main>".encode("utf-8", "replace"))
    if call.path.startswith("/culture/an-article"):
        place = int(call.path.rpartition("-")[2])
        text, told = PAYLOADS[place], story(97_000 + place)
        head = f"<meta name=author content='{_html(text)}'><meta property=og:image content='javascript:alert(1)'>"
        return answer(page(told, head=head, title=_html(text) + " " + told.title, body=f"<p>{_html(text)} {told.paragraphs[0]}</p>").encode("utf-8", "replace"))
    return NOT_THERE


def _html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&#39;")


def _deep(count: int) -> bytes:
    return answer("<html><body>" + "<div>" * count + "x" + "</div>" * count)


def _attributes(count: int) -> bytes:
    return answer("<html><body><p " + " ".join(f"a{at}=1" for at in range(count)) + ">x</p>")


def _wall(words: str) -> bytes:
    return answer(f"<html><head><title>{words}</title></head><body><h1>{words}</h1><p>{words}</p></body></html>")


_ENTITIES = "<!DOCTYPE x [" + "<!ENTITY a0 'lol'>" + "".join(f"<!ENTITY a{at} '{f'&a{at - 1};' * 10}'>" for at in range(1, 12)) + "]>"
_EXTERNAL = "<!DOCTYPE x [<!ENTITY e SYSTEM 'http://127.0.0.1/secret'><!ENTITY f SYSTEM 'file:///etc/passwd'>]>"


def _rss(inner: str, before: str = "") -> bytes:
    return answer(f"<?xml version='1.0'?>{before}<rss version='2.0'><channel><title>x</title>{inner}</channel></rss>", kind="text/xml")


def _entries(count: int) -> Site:
    body = _rss("".join(f"<item><title>Article number {at}</title><link>http://{{host}}/culture/article-number-{at}</link></item>" for at in range(count)))
    return lambda call: body if call.path == "/culture/" else NOT_THERE


def _retry(value: str, status: int = 429) -> Site:
    return _all(answer("busy", status, retry_after=value))


def _robots(body: "bytes | Play") -> Site:
    return lambda call: body if call.path == "/robots.txt" else answer(section([story(1), story(2), story(3)]))


HOSTILE: dict[str, Site] = {
    # transport
    "silent": _silence,
    "drips": _all(raw(HEAD + b"Content-Length: 100000\r\n\r\n", *[b"x"] * 60, pause=1)),
    "endless": _all(raw(HEAD + b"\r\n", *[b"<p>more</p>" * 6000] * 3000)),
    "endless-chunks": _all(raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", *[b"1\r\nx\r\n"] * 2_000_000)),
    "huge-chunk": _all(raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nxxx")),
    "negative-length": _all(raw(HEAD + b"Content-Length: -5\r\n\r\nxxx")),
    "two-lengths": _all(raw(HEAD + b"Content-Length: 5\r\nContent-Length: 9\r\n\r\nxxxxxxxxx")),
    "huge-length": _all(raw(HEAD + b"Content-Length: 99999999999999999999999999\r\n\r\nxxx")),
    "short-body": _all(raw(HEAD + b"Content-Length: 5000\r\n\r\n<p>cut")),
    "huge-headers": _all(raw(HEAD + b"X: " + b"a" * 70_000 + b"\r\nContent-Length: 1\r\n\r\nx")),
    "endless-headers": _all(raw(HEAD, *[b"X-More: " + b"a" * 900 + b"\r\n"] * 100_000)),
    "many-headers": _all(raw(HEAD, *[b"A: b\r\n"] * 30_000, b"\r\nx")),
    "no-http": _all(raw(b"SSH-2.0-OpenSSH_9.6\r\n")),
    "empty-answer": _all(raw(b"")),
    "binary-answer": _all(raw(bytes(range(256)) * 20)),
    "http-0.9": _all(raw(b"<html><p>hello</p></html>")),
    "split-answer": _all(raw(HEAD + b"Content-Length: 1\r\n\r\nxHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nextra")),
    "interim-for-ever": _all(raw(*[b"HTTP/1.1 100 Continue\r\n\r\n"] * 100_000)),
    "switching": _all(raw(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n")),
    "wants-connect": _all(answer("x", 407, proxy_authenticate="Basic")),
    # encodings
    "gzip-bomb": _all(answer(GZIP_BOMB, content_encoding="gzip")),
    "gzip-bomb-twice": _all(answer(TWICE, content_encoding="gzip, gzip")),
    "gzip-bomb-in-articles": _section_of(lambda _: answer(GZIP_BOMB, content_encoding="gzip")),
    "gzip-bomb-unsaid": _all(answer(GZIP_BOMB)),
    "gzip-bomb-unsaid-in-articles": _section_of(lambda _: answer(TWICE)),
    "deflate-bomb": _all(answer(_DEFLATE, content_encoding="deflate")),
    "brotli-bomb": _all(answer(_BROTLI, content_encoding="br")),
    "bombs-in-one-another": _all(answer(brotli.compress(TWICE, quality=1), content_encoding="gzip, gzip, br")),
    "sitemap-bomb": _all(answer(GZIP_BOMB, kind="application/gzip")),
    "zip-as-page": _all(answer(_zip_bomb())),
    "many-encodings": _all(answer(b"x", content_encoding=", ".join(["gzip"] * 50))),
    "unknown-encoding": _all(answer(b"x", content_encoding="zstd")),
    "truncated-gzip": _all(answer(gzip.compress(section([story(5)]).encode())[:-30], content_encoding="gzip")),
    "mislabelled": _section_of(lambda _: answer(page(story(6)), content_encoding="gzip")),
    "endless-members": _all(answer(gzip.compress(b"") * 400_000, content_encoding="gzip")),
    # where it leads
    "redirects-inside": redirects_inside, "links-inside": links_inside, "feed-inside": feed_inside, "refresh-inside": refresh_inside,
    "canonical-inside": canonical_and_feed_inside, "robots-inside": robots_inside, "sitemap-inside": sitemap_inside,
    "redirects-for-ever": redirect_for_ever, "cookies-for-ever": cookie_for_ever,
    "circle": _all(answer(status=302, location="/culture/")), "nowhere": _all(answer(status=302, location="http://[broken")),
    "refresh-circle": _all(answer("<meta http-equiv=refresh content='0;url=/culture/?again'>")),
    # status and waiting
    **{f"status-{status}": _all(answer("no", status)) for status in (204, 205, 206, 300, 304, 400, 401, 402, 403, 404, 410, 418, 451, 500, 501, 502, 504, 520, 599, 999)},
    "retry-forever": _retry("99999999999"), "retry-a-year": _retry("31536000", 503), "retry-date": _retry("Fri, 31 Dec 2099 23:59:59 GMT"),
    "retry-past": _retry("Mon, 01 Jan 1990 00:00:00 GMT", 503), "retry-negative": _retry("-1"), "retry-nonsense": _retry("soon, I hope"),
    "retry-digits": _retry("9" * 4000), "retry-broken-date": _retry("Fri, 99 Foo 2099 99:99:99 GMT"), "retry-fraction": _retry("1e9"),
    "retry-zero": _retry("0", 503),
    # robots.txt
    "robots-500": _robots(answer("no", 500)), "robots-503": _robots(answer("no", 503, retry_after="9999")), "robots-429": _robots(answer("no", 429)),
    "robots-silent": _robots(raw(b"", pause=50)), "robots-endless": _robots(raw(HEAD + b"\r\n", *[b"Disallow: /x\n" * 5000] * 2000)),
    "robots-forbid": _robots(answer("User-agent: *\nDisallow: /", kind="text/plain")), "robots-circle": _robots(answer(status=301, location="/robots.txt")),
    "robots-wildcards": _robots(answer("User-agent: *\nDisallow: /*" + "*a" * 3000 + "$\nDisallow: /c*\n", kind="text/plain")),
    "robots-bomb": _robots(answer(GZIP_BOMB, content_encoding="gzip")), "robots-crawl-delay": _robots(answer("User-agent: *\nCrawl-delay: 86400\n", kind="text/plain")),
    "robots-odd-delay": _robots(answer("User-agent: *\nCrawl-delay: 1e400\nCrawl-delay: -3\nCrawl-delay: nan\n", kind="text/plain")),
    "robots-groups": _robots(answer("User-agent: newsmonitor/9.9\nDisallow: /culture/\n\nUser-agent: *\nAllow: /\n", kind="text/plain")),
    # markup
    "deep": _all(_deep(60_000)), "attributes": _all(_attributes(60_000)), "fonts": _all(answer("".join(f"<font size={at}><p>" for at in range(20_000)))),
    "open-tags": _all(answer("<a href='/culture/x'>" * 200_000)), "half-tags": _all(answer("<" * 3_000_000)), "comments": _all(answer("<!--" * 800_000)),
    "anchors": _all(answer("<main>" + "".join(f"<h2><a href='/culture/the-same-and-another-{at}'>Another link to a page {at}</a></h2>" for at in range(100_000)) + "</main>")),
    "one-long-line": _section_of(lambda _: answer("<h1>A title of some length here</h1><p>" + "word " * 1_500_000)),
    "one-long-word": _section_of(lambda _: answer("<h1>A title of some length here</h1><p>" + "w" * 5_000_000)),
    "many-sentences": _section_of(lambda _: answer("<h1>A title of some length here</h1>" + "<p>It was so. He went on. She left.</p>" * 60_000)),
    "entities-in-page": _section_of(lambda _: answer("<h1>A title of some length here</h1><p>" + "&amp;lt;" * 900_000)),
    "tables-in-tables": _section_of(lambda _: answer("<table><tr><td>" * 30_000 + "x")),
    "svg-in-page": _section_of(lambda _: answer("<svg><foreignObject><math><mtext>" * 20_000)),
    "scripts-unclosed": _section_of(lambda _: answer("<script>" + "<p>x" * 900_000)),
    "ld-json": _section_of(lambda _: answer("<script type='application/ld+json'>" + "[" * 900_000 + "</script><h1>x</h1>")),
    "title-of-megabytes": _section_of(lambda _: answer(page(story(7), title="word " * 1_000_000))),
    # feeds
    "feed-entities": _all(_rss("<item><title>&a11;</title><link>http://feed-entities.test/a</link></item>", _ENTITIES)),
    "feed-external": _all(_rss("<item><title>&e;&f;</title><link>http://feed-external.test/a</link></item>", _EXTERNAL)),
    "feed-100000": _entries(100_000), "feed-open-items": _all(_rss("<item><title>x" * 200_000)), "feed-deep": _all(_rss("<a>" * 300_000)),
    "feed-cut": _all(_rss("<item><title>x</title><link>http://feed-cut.test/culture/an-article-of-words</link></it")),
    "feed-of-scripts": _all(_rss("<item><link>javascript:alert(1)</link></item><item><link>file:///etc/passwd</link></item>")),
    "json-deep": _all(answer("{" + '"a":[' * 300_000, kind="application/json")), "json-numbers": _all(answer('{"version":"https://jsonfeed.org/version/1","items":[{"url":1e999,"title":' + "9" * 100_000 + "}]}", kind="application/json")),
    "sitemap-of-millions": _all(answer("<urlset>" + "<url><loc>http://sitemap-of-millions.test/culture/a-b-c-d</loc></url>" * 140_000, kind="text/xml")),
    "sitemaps-in-circles": _all(answer("<sitemapindex><sitemap><loc>http://sitemaps-in-circles.test/culture/</loc></sitemap></sitemapindex>", kind="text/xml")),
    # what is no article
    "pdf-as-page": _section_of(lambda _: answer(b"%PDF-1.7\n" + bytes(range(256)) * 4000)), "picture-as-page": _section_of(lambda _: answer(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4000)),
    "video-as-page": _section_of(lambda _: answer(b"\0\0\0\x18ftypmp42" + ZEROS)), "utf-7": _section_of(lambda _: answer("<h1>x</h1><p>+ADw-script+AD4-alert(1)+ADw-/script+AD4-</p>", kind="text/html; charset=utf-7")),
    "soft-404": _section_of(lambda _: _wall("Page not found")), "soft-404-all": _all(_wall("Sorry, the page you are looking for does not exist")),
    "login-wall": _section_of(lambda _: _wall("Please log in to continue reading")), "cookie-wall": _section_of(lambda _: _wall("Before you continue, accept cookies")),
    "robot-wall": _section_of(lambda _: _wall("Just a moment... Checking your browser before accessing")), "front-for-all": lambda call: answer(section([story(8), story(9), story(10)])) if call.path != "/robots.txt" else NOT_THERE,
    "to-the-front": lambda call: answer(section([story(11), story(12)], more="<p>Welcome.</p>")) if call.path == "/culture/" else answer(status=302, location="/culture/") if call.path != "/robots.txt" else NOT_THERE,
    # traps
    "calendar": calendar, "sessions": sessions, "pagination": pagination, "payloads": payloads,
}
_ = itertools
