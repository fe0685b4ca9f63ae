"""Ways into the inner network: every spelling, as redirect, link, feed entry, refresh, canonical and robots.txt."""

from __future__ import annotations

from xml.sax.saxutils import escape

from tests.robustness.stage import NOT_THERE, Call, answer
from tests.robustness.texts import section, story

# Every way to say "inside": what a connection or a proxy would understand as a private address.
INSIDE = [
    "http://127.0.0.1/",
    "http://127.0.0.1:8765/",
    "http://127.1/",
    "http://127.0.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://017700000001/",
    "http://0177.0.0.1/",
    "http://0x7f.0.0.1/",
    "http://0x7f.1/",
    "http://127.0.0.1./",
    "http://0/",
    "http://0.0.0.0/",
    "http://localhost/",
    "http://LOCALHOST/",
    "http://localhost./",
    "http://foo.localhost/",
    "http://printer.local/",
    "http://router/",
    "http://db.internal/",
    "http://metadata.google.internal/computeMetadata/v1/",
    "http://x.invalid/",
    "http://10.0.0.1/",
    "http://10.1/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://192.168.257/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/",
    "http://198.18.0.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://240.0.0.1/",
    "http://192.0.2.1/",
    "http://[::1]/",
    "http://[::]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b:1::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[2001:0:7f00:1::]/",
    "http://[fe80::1]/",
    "http://[fe80::1%25eth0]/",
    "http://[fec0::1]/",
    "http://[fc00::1]/",
    "http://[ff02::1]/",
    "http://[2001:db8::1]/",
    "http://[2001:4860:4860::5efe:7f00:1]/",
    "http://127.0.0.1.nip.io/",
    "http://127-0-0-1.sslip.io/",
    "http://7f000001.nip.io/",
    "http://10.0.0.1.xip.test/",
    "http://user:pass@127.0.0.1/",
    "http://good.test@127.0.0.1/",
    "http://127.0.0.1\\@good.test/",
    "http:\\\\127.0.0.1\\",
    "http:/127.0.0.1/",
    "http:127.0.0.1/",
    "//127.0.0.1/",
    "///127.0.0.1/",
    "\\\\127.0.0.1\\x",
    "/\t/127.0.0.1/",
    "ht\ntp://127.0.0.1/",
    " http://127.0.0.1/",
    "http://①②⑦.⓪.⓪.①/",
    "http://１２７.０.０.１/",
    "http://127。0。0。1/",
    "http://%31%32%37.0.0.1/",
    "http://127.0.0.1%2f@x/",
    "http://ⓛocalhost/",
    "http://loc%61lhost/",
    "http://127.0.0.1:80:80/",
    "http://0x7f.0x0.0x0.0x1/",
    "http://0000177.0.0.01/",
    "http://127.0.0.1#@good.test/",
    "https://127.0.0.1/",
    "https://localhost:8443/",
    "file:///etc/passwd",
    "ftp://127.0.0.1/",
    "gopher://127.0.0.1:70/_x",
    "dict://127.0.0.1:11211/stat",
    "data:text/html,<h1>x</h1>",
    "javascript:alert(1)",
    "ldap://127.0.0.1/",
    "jar:http://127.0.0.1!/",
    "unix:/var/run/docker.sock",
    "ws://127.0.0.1/",
    "view-source:http://127.0.0.1/",
    "blob:http://127.0.0.1/x",
]


def _utf8(location: str) -> str:
    return location.encode().decode("latin-1")


def redirects_inside(call: Call) -> bytes:
    """A section of links of the site's own, each of which is a redirect to an address inside."""
    if call.path.startswith("/culture/leads-somewhere-inside-"):
        place = int(call.path.rpartition("-")[2])
        return answer(status=(301, 302, 303, 307, 308)[place % 5], location=_utf8(INSIDE[place].replace("\n", "")))
    links = "".join(
        f"<h2><a href='/culture/leads-somewhere-inside-{place}'>An article about the place number {place}</a></h2>"
        for place in range(len(INSIDE))
    )
    return answer(f"<main>{links}</main>") if call.path == "/culture/" else NOT_THERE


def links_inside(call: Call) -> bytes:
    links = "".join(
        f"<h2><a href='{target}an-article-with-a-long-name-{place}'>An article about place number {place}</a></h2>"
        for place, target in enumerate(INSIDE)
    )
    return answer(f"<main>{links}</main>") if call.path == "/culture/" else NOT_THERE


def feed_inside(call: Call) -> bytes:
    items = "".join(
        f"<item><title>Article {place}</title><link>{escape(target)}a-{place}</link></item>"
        for place, target in enumerate(INSIDE)
    )
    return (
        answer(f"<rss version='2.0'><channel>{items}</channel></rss>", kind="text/xml")
        if call.path == "/culture/"
        else NOT_THERE
    )


def refresh_inside(call: Call) -> bytes:
    return (
        answer("<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'>")
        if call.path == "/culture/"
        else NOT_THERE
    )


def canonical_and_feed_inside(call: Call) -> bytes:
    head = "<base href='http://10.0.0.1/'><link rel=canonical href='http://127.0.0.1/'><link rel=alternate type='application/rss+xml' href='http://[::1]/feed'>"
    return (
        answer(f"<html><head>{head}</head><body><a href='x-y-z-w-v'>A link to somewhere inside of it</a></body></html>")
        if call.path == "/culture/"
        else NOT_THERE
    )


def robots_inside(call: Call) -> bytes:
    if call.path == "/robots.txt":
        return answer(status=302, location="http://169.254.169.254/robots.txt")
    return answer(section([story(1)]))


def sitemap_inside(call: Call) -> bytes:
    rows = "".join(
        f"<sitemap><loc>{target.split('/')[0]}//{at}.localhost/s.xml</loc></sitemap>"
        for at, target in enumerate(INSIDE[:20])
    )
    return answer(f"<sitemapindex>{rows}</sitemapindex>") if call.path == "/culture/" else NOT_THERE
