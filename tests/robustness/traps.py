"""Sites without an end, and sites full of bad words."""

from __future__ import annotations

from tests.robustness.stage import NOT_THERE, Call, answer
from tests.robustness.texts import page, section, story


def calendar(call: Call) -> bytes:
    """A calendar without an end, below and across."""
    here = call.path.rstrip("/")
    links = "".join(
        f"<li><a href='{here}/2031-{month:02}-{day:02}/'>Events of the day number {day} of month {month}</a></li>"
        for month in range(1, 13)
        for day in range(1, 29)
    )
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
    return (
        answer(
            f"<html><head><meta http-equiv=refresh content='1;url=/culture/?page={number + 1}'></head><body>{more}</body></html>"
        )
        if call.path != "/robots.txt"
        else NOT_THERE
    )


def redirect_for_ever(call: Call) -> bytes:
    return (
        answer(
            status=302,
            location=f"/culture/{call.times}/{len(call.path)}x{hash(call.path) & 0xFFFF}",
            set_cookie=f"n={call.times}",
        )
        if call.path != "/robots.txt"
        else NOT_THERE
    )


def cookie_for_ever(call: Call) -> bytes:
    return (
        answer(status=302, location=call.path, set_cookie=f"n{call.times}={call.times}")
        if call.path != "/robots.txt"
        else NOT_THERE
    )


PAYLOADS = [
    "<script>alert(1)</script>",
    "'; DROP TABLE articles; --",
    "{{7*7}} ${7*7} #{7*7} <%= 7*7 %>",
    "%s%s%s%n {0.__class__} {title!r}",
    "\x1b[2J\x1b]0;owned\x07\x9b31m",
    "\u202egnirts desrever\u202c \u2066x\u2069 \u200f",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "+1+1",
    "-2+3",
    "a\r\nBcc: all@example.org\r\n\r\nbody",
    "../../../../etc/passwd",
    "\ud83d alone \x00 nul \x0b",
    '" onmouseover=alert(1) x="',
    'NEAR(a b) OR "',
    "z\u0300\u0301\u0302" * 300,
    "[link](javascript:alert(1)) ![x](http://127.0.0.1/p.png)",
    "&lt;img src=x onerror=alert(1)&gt;",
]


def payloads(call: Call) -> bytes:
    """Good articles full of bad words."""
    if call.path == "/culture/":
        links = "".join(
            f"<h2><a href='/culture/an-article-full-of-bad-words-{place}'>{_html(text)}</a></h2>"
            for place, text in enumerate(PAYLOADS)
        )
        return answer(f"<main>{links}</main>".encode("utf-8", "replace"))
    if call.path.startswith("/culture/an-article"):
        place = int(call.path.rpartition("-")[2])
        text, told = PAYLOADS[place], story(97_000 + place)
        head = f"<meta name=author content='{_html(text)}'><meta property=og:image content='javascript:alert(1)'>"
        return answer(
            page(
                told, head=head, title=_html(text) + " " + told.title, body=f"<p>{_html(text)} {told.paragraphs[0]}</p>"
            ).encode("utf-8", "replace")
        )
    return NOT_THERE


def _html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&#39;")
