"""Editions in which everything that may come from outside is hostile."""

from monitor.core.model import Alteration, Ended, Mention, Novelty, Picture, Quote, Sentence, Silence
from tests.builders import NOON, edition, item

HOSTILE = [
    "\x1b[31mred\x1b[0m\x1b]8;;https://evil.example\x07link\x1b]8;;\x07",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "]]></title></entry><!-- -->",
    "first\r\nBcc: everybody@evil.example\r\n\r\n<b>body</b>\u2028third\x85fourth",
    "safe \u202egnp.exe\u202c \u2066x\u2069\u200f",
    '" onmouseover="alert(1)',
    "{{ 7 * 7 }} {% raw %}",
    "&lt;b&gt; &#60;script&#62; &nbsp; &bogus;",
    "\x00\x08\x0b\ud800\udfff\ufffe\uffff\ufdd0",
    "=?utf-8?q?=0D=0ABcc=3A?= everybody@evil.example",
    "[Sign in](https://evil.example) **now** __here__ `x` [a][b]",
    "",
    "https://evil.example <https://evil.example>",
]


def mention(**changes):
    values = {
        "article_id": 2,
        "source_name": "The Gazette",
        "title": "Theatre reopens",
        "url": "https://gazette.example/a",
    }
    return Mention(**(values | changes))


def sentence(text, paragraph=0):
    return Sentence(text=text, paragraph=paragraph, start=0, end=len(text), score=1.0)


def hostile(text, url="https://paper.example/culture/harbour-theatre"):
    """An edition in which everything that may come from outside is this text, at this address."""
    quotes = (
        Quote(sentence=sentence(text), article_id=1, source_name=text, url=url),
        Quote(sentence=sentence(text), article_id=2, source_name=f"another {text}", url=url),
    )
    told = {
        "title": text,
        "source_name": text,
        "section": text,
        "language": text,
        "url": url,
        "sentences": (sentence(text),),
        "quotes": quotes,
        "update": quotes,
        "also_in": (mention(source_name=text, title=text, url=url),),
        "watches": (text,),
        "picture": Picture(url=url, credit=text, caption=text),
        "alterations": (Alteration(kind=text, before=text, after=text),),
    }
    return edition(
        items=(item(**told, novelty=Novelty.CORRECTED), item(**told, story_id=2, novelty=Novelty.DEVELOPING)),
        notes=(text,),
        ended=(Ended(story_id=9, title=text, last_told=NOON),),
        silences=(Silence(source_id=text, source_name=text, since=NOON, reason=text),),
    )
