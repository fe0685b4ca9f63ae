"""`monitor extract` and `monitor summarize`: one page, without the history."""

from __future__ import annotations

import asyncio
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from monitor.cli import explanation, opening, output
from monitor.cli.commands.root import monitor
from monitor.cli.options import Flags
from monitor.cli.prose import Prose

if TYPE_CHECKING:
    from monitor.core.model import Article, Summary
    from monitor.core.summary import Length

HUGE = 50 * 1024 * 1024  # bytes of a file; what is larger is no page


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """What was given: a file's bytes, or an address's, with the address and the content type where known."""

    body: bytes
    url: str | None = None
    content_type: str | None = None


@monitor.command()
@click.argument("page", metavar="INPUT")
@click.option("--url", help="The page's own address, where INPUT is a file.")
@click.option("--timezone", metavar="ZONE", help="Of times printed without one, such as Asia/Shanghai.")
def extract(flags: Flags, page: str, url: str | None, timezone: str | None) -> int:
    """Print the clean article of INPUT: a file (HTML, or text as copied from a page), an address, or - for stdin."""
    article = _article(flags, page, url, timezone)
    if flags.json:
        output.document(_record(article))
    else:
        _show(article)
    return 0


@monitor.command()
@click.argument("page", metavar="INPUT")
@click.option("-n", "--sentences", type=click.IntRange(1, 100), default=None, help="Default: the settings'.")
@click.option("--words", type=click.IntRange(1, 100_000), default=None, help="At most so many words instead.")
@click.option("--share", type=click.IntRange(1, 100), metavar="PERCENT", help="At most so much of the article instead.")
@click.option("--algorithm", metavar="NAME", help="default, lead, lexrank, textrank, lsa, luhn, kl, sumbasic.")
@click.option("--explain", is_flag=True, help="The article with the chosen sentences marked, and why.")
def summarize(flags: Flags, page: str, algorithm: str | None, explain: bool, **given: int | None) -> int:
    """Print a summary of INPUT, made of its own sentences."""
    from monitor import summarize as summarized

    chosen = opening.settings(flags).summary
    length = _length(given, chosen.sentences)
    if explain and (algorithm or chosen.algorithm) != "default":
        raise click.UsageError("--explain knows the reasons of the default algorithm alone")
    article = _article(flags, page, None, None)
    if explain:
        explanation.show(flags, article, length)
        return 0
    made = summarized(article, sentences=length, algorithm=algorithm or chosen.algorithm)
    if flags.json:
        output.document({"title": article.title, "url": article.url, **output.plain(made)})
    else:
        _show_summary(article, made)
    return 0


def _length(given: dict[str, int | None], usual: int) -> Length:
    """The length that was asked for by `sentences`, `words` or `share`, the usual one without any of them."""
    from monitor.core.summary import Length

    asked = {name: value for name, value in given.items() if value is not None}
    if len(asked) > 1:
        raise click.UsageError("--sentences, --words and --share: give one of them")
    if "share" in asked:
        return Length(share=asked["share"] / 100)
    if "words" in asked:
        return Length(words=asked["words"])
    return Length(sentences=asked.get("sentences", usual))


def _article(flags: Flags, page: str, url: str | None, timezone: str | None) -> Article:
    """The article of what was given; raises UsageError, FetchFailed or NotAnArticle."""
    from monitor.core.reading import read

    given = _input(flags, page)
    address = url or given.url
    zone = _checked_zone(timezone) or _zone_of_source(flags, address, given)
    return read(given.body, url=address, content_type=given.content_type, timezone=zone)


def _input(flags: Flags, page: str) -> Input:
    from monitor.core.errors import InvalidInput

    if page == "-":
        return Input(body=sys.stdin.buffer.read(HUGE))
    if page.startswith(("http://", "https://")):
        return asyncio.run(_fetched(flags, page))
    try:
        if Path(page).stat().st_size > HUGE:
            raise InvalidInput(page, f"larger than {HUGE // 1024**2} MB, and so no page")
        return Input(body=Path(page).read_bytes())
    except (OSError, ValueError) as error:
        raise InvalidInput(page, getattr(error, "strerror", None) or str(error)) from error


async def _fetched(flags: Flags, url: str) -> Input:
    """The page at an address, asked for as politely as in a round, without the history."""
    from monitor.core.errors import PrivateRefused
    from monitor.core.model import Request
    from monitor.fetch import Fetcher, MemoryGate
    from monitor.service.crew import limits

    async with Fetcher(limits(opening.settings(flags)), MemoryGate()) as fetcher:
        try:
            response = await fetcher.get(Request(url=url))
        except PrivateRefused as error:
            hint = f'if it is yours, name it in settings.toml: [fetch] allow_private = ["{_place(error.url)}"]'
            raise PrivateRefused(error.url, f"{error.reason}; {hint}") from error
    return Input(body=response.body, url=response.final_url, content_type=response.content_type)


def _place(url: str) -> str:
    """The host and port of an address, as the settings name them."""
    parts = urlsplit(url)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    return f"{host}:{parts.port or (443 if parts.scheme == 'https' else 80)}"


def _checked_zone(timezone: str | None) -> str | None:
    from zoneinfo import ZoneInfo

    from monitor.core.errors import InvalidInput

    try:
        return ZoneInfo(timezone).key if timezone else None
    except (KeyError, ValueError, OSError) as error:
        raise InvalidInput(f"--timezone {timezone}", "expected a name such as Europe/Paris") from error


def _zone_of_source(flags: Flags, url: str | None, given: Input) -> str | None:
    """The time zone of the source at the host of `url`, or of the address that the page gives as its own."""
    from monitor.core.urls import same_site

    sources = [source for source in opening.catalogue(opening.settings(flags)) if source.timezone]
    if url is None and sources:
        url = _own_address(given)
    return next((source.timezone for source in sources if url and same_site(source.url, url)), None)


def _own_address(given: Input) -> str | None:
    from monitor.core.errors import NotAnArticle
    from monitor.core.reading import read

    try:
        return read(given.body).url
    except NotAnArticle:
        return None  # the reading that follows says so itself


def _record(article: Article) -> dict[str, object]:
    return {**output.plain(article), "text": article.text}


def _show(article: Article) -> None:
    """The article for a reader: its head, its paragraphs, its captions."""
    from monitor.core.text import one_line

    prose = Prose()
    prose.say(one_line(article.title), "bold")
    if article.subtitle:
        prose.say(one_line(article.subtitle), "italic")
    head = [
        ", ".join(article.authors),
        article.section or "",
        output.printed_in_utc(article.published, article.published) if article.published else "",
        "for payers" if article.paywalled else "",
    ]
    if any(head):
        prose.say(one_line(" · ".join(filter(None, head))), "dim")
    for paragraph in article.paragraphs:
        prose.say()
        prose.say(paragraph)
    if article.captions:
        prose.say()
        for caption in article.captions:
            prose.say(f"[{one_line(caption)}]", "dim")


def _show_summary(article: Article, made: Summary) -> None:
    from monitor.core.text import one_line

    prose = Prose()
    prose.say(one_line(article.title), "bold")
    for sentence in made.sentences:
        prose.say(one_line(sentence.text))
    if not made.sentences and os.isatty(2):
        output.note("nothing to summarize")
