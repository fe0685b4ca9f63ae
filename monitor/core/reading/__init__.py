"""A page's bytes or text -> its article: the words without the page around them.

The stages, in order, each a module: `decoding` makes text of bytes; `plaintext` reads what has no markup; `guard`
refuses markup that would choke the parser; `document` parses it, once; `content` finds the element that most of the
text is in, and `walking` makes blocks of it; `body` finds the article's region by the weight of its sentences;
`selection` tells paragraphs from captions, bylines and the page's furniture (the table in `boilerplate`); `metadata`
reads title, authors, times and the rest; `refusal` says when there is no article.
"""

from __future__ import annotations

from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from monitor.core.errors import NotAnArticle
from monitor.core.model import Article
from monitor.core.reading import agreement, content, decoding, document, drawn, guard, plaintext, refusal
from monitor.core.reading.body import said_by
from monitor.core.reading.comparing import letters
from monitor.core.reading.document import Document
from monitor.core.reading.endings import before_own_note
from monitor.core.reading.metadata import authors, moments, place
from monitor.core.reading.metadata import title as titles
from monitor.core.reading.selection import Selection, select
from monitor.core.reading.walking import walk
from monitor.core.text import words

__all__ = ["read"]

_NEXT_TO_NOTHING = 200
_FEW_WORDS = 60
_ENOUGH = 500  # characters, below which the text may well stand elsewhere


def read(
    page: bytes | str, *, url: str | None = None, content_type: str | None = None, timezone: str | None = None
) -> Article:
    """The article of a page, or of a page's text as it was copied.

    `url` is the page's own address, `content_type` its header, and `timezone` (an IANA name) the zone of printed
    times that name none, else UTC. Raises NotAnArticle with the reason, HostilePage among them, and nothing else.
    """
    if isinstance(page, bytes) and decoding.is_binary(page, content_type):
        raise NotAnArticle("it is no text", url)
    text = decoding.decode(page, content_type) if isinstance(page, bytes) else page
    if decoding.is_feed(text):
        raise NotAnArticle("it is a feed or a sitemap, which lists articles", url)
    if plaintext.is_plain(text):
        return plaintext.read(text, url=url, timezone=timezone)
    html = text.encode("utf-8", "replace")  # once for both; a lone surrogate becomes a question mark
    guard.check(html, url)
    parsed = document.parse(html, url)
    body = parsed.tree.body
    if body is None:
        raise NotAnArticle("the page has no body", url)
    offered = titles.offered(parsed)
    selection = _selection(parsed, body, offered.letters())
    title = titles.title(offered, selection.heading)
    paragraphs = agreement.instead(selection.paragraphs, parsed.claims.body)
    refusal.check(parsed, selection, title, paragraphs)
    by = authors.authors(parsed, selection.bylines, selection.near, offered.site)
    paragraphs = before_own_note(paragraphs, by)
    language = place.language(parsed, "\n".join(paragraphs))
    return Article(
        title=title or titles.opening(paragraphs[0]),
        paragraphs=paragraphs,
        url=place.address(parsed),
        subtitle=selection.deck or None,
        authors=by,
        published=moments.published(parsed, selection, timezone, language),
        modified=moments.modified(parsed, timezone, language),
        language=language,
        section=place.section(parsed, selection.kicker),
        captions=selection.captions,
        image=place.image(parsed),
        paywalled=place.paywalled(parsed),
    )


def _selection(parsed: Document, body: LexborNode, known: frozenset[str]) -> Selection:
    """The article's parts, looked for where most of the text is, and if something lacks there, in the whole page."""
    said = parsed.meta("og:description"), parsed.meta("description"), parsed.claims.description
    told = frozenset(filter(None, map(letters, said)))
    found = content.find(body, parsed.marks)
    part = select(walk(found.element, found.worded), known, told, parsed.claims.body) if found else None
    enough = part is not None and _says_enough(part)
    if part is not None and enough and (part.dated or part.dates or moments.is_told(parsed)):
        return part
    selection = select(walk(body), known, told, parsed.claims.body)
    if part is not None and enough:
        return replace(part, dated=selection.dated, dates=selection.dates)
    nothing = sum(map(said_by, selection.paragraphs)) < _NEXT_TO_NOTHING
    return _drawn(parsed, selection, known) if nothing else selection


def _drawn(parsed: Document, selection: Selection, known: frozenset[str]) -> Selection:
    """The parts with the text and captions that the page's scripts would draw, if it speaks of what the title does."""
    html = drawn.markup(parsed.tree).encode("utf-8", "replace")
    body = LexborHTMLParser(html).body if html and guard.is_harmless(html) else None
    if body is None:
        return selection
    found = select(walk(body), known, frozenset())
    named, said = set(words(parsed.title)), words("\n".join(found.paragraphs))
    if 2 * len(named.intersection(said)) < len(named) or len(said) < _FEW_WORDS:
        return selection
    return replace(selection, paragraphs=found.paragraphs, captions=found.captions)


def _says_enough(selection: Selection) -> bool:
    size = sum(map(len, selection.paragraphs))  # seldom too little, but in a script whose characters say more
    return size >= _ENOUGH or sum(map(said_by, selection.paragraphs)) >= _ENOUGH
