"""What readers see of the made-up papers' history after real rounds."""

import json
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.core.errors import UnknownStory
from monitor.core.matching import differences
from monitor.demo.server import DemoServer
from monitor.demo.sites import SITES
from monitor.service import archive, imports
from monitor.service import round as rounds
from monitor.service.crew import crew
from tests.builders import source

HOUR = timedelta(hours=1)
WORDS = ("bridge", "museum", "choir", "bakery")


async def run(desk):
    async with crew(desk) as hands:
        return await rounds.run(desk, desk.sources, hands)


async def test_the_papers_of_the_demo_share_two_stories_and_no_others(make_desk, now):
    """In an empty history nothing is known of rarity: the first articles of a language must not be one story."""
    with DemoServer(now, SITES) as papers:
        desk = make_desk(papers.sources, fetch__allow_private=sorted(papers.addresses))
        await run(desk)
    told = Counter(entry.story_id for entry in archive.walk(desk))
    shared = sorted((archive.coverage(desk, story) for story, articles in told.items() if articles > 1), key=len_of)
    assert [(len(story.timeline), len(story.outlets)) for story in shared] == [(2, 2), (4, 3)]
    prize, wire = shared
    assert "Golden Inkpot" in prize.lead.title
    assert "carousel" in wire.lead.title
    assert [telling.copy_of for telling in wire.timeline].count(None) == 2  # one paper goes on with it
    assert wire.first == min(wire.timeline, key=lambda telling: telling.told_at)
    assert {quote.article_id for quote in wire.summary} <= {telling.article_id for telling in wire.timeline}
    texts = {entry.id: entry.article.text for entry in archive.walk(desk)}
    assert {quote.source_name for quote in prize.summary} == set(prize.outlets)
    assert all(quote.sentence.text in texts[quote.article_id] for quote in prize.summary)


async def test_a_story_says_where_its_reporting_varies(make_desk, now):
    texts = {
        "Gull": (
            "A fire broke out at the harbour warehouse of Larkhaven on Monday evening. 12 people were injured in the"
            " warehouse. The mayor thanked the firemen, who came over the old bridge with nine engines."
        ),
        "Heron": (
            "Larkhaven's harbour warehouse burned down on Monday, and smoke stood over the ferries until noon. Doctors"
            " at the harbour said that 15 people were injured. The quay stays closed for the rest of this week."
        ),
    }
    title = "Fire at the harbour warehouse of Larkhaven"
    known = {"title": title, "published": now.isoformat(), "language": "en"}
    rows = [{**known, "url": f"https://{name}.example/a", "source": name, "text": text} for name, text in texts.items()]
    desk = make_desk(())
    await imports.load(desk, [json.dumps(row) for row in rows])
    told = archive.coverage(desk, next(iter(archive.walk(desk))).story_id)
    assert told.outlets == ("Gull", "Heron")
    (varies,) = told.varies
    assert {quote.source_name for quote in varies.quotes} == {"Gull", "Heron"}
    assert any("12 people" in quote.sentence.text for quote in varies.quotes)


def len_of(story):
    return len(story.timeline)


async def test_the_corrected_article_shows_old_and_new_side_by_side(desk, papers, now):
    await run(replace(desk, now=lambda: now - HOUR))
    papers.correct()
    await run(replace(desk, now=lambda: now))
    (entry,) = (entry for entry in archive.walk(desk) if entry.version > 1)
    old, new = archive.versions(desk, entry.id)
    headline, *paragraphs = differences.compare(old.article, new.article)
    assert headline.part == "Headline"
    assert [piece.text for piece in headline.before if piece.mark] == ["40,000th"]
    assert [piece.text for piece in headline.after if piece.mark] == ["4,000th"]
    assert any(difference.before and difference.after for difference in paragraphs)


async def test_an_article_that_is_gone_is_marked_and_stays(make_desk, httpserver, now):
    page = httpserver.url_for("/stories/story-1")
    item = f"<item><title>Story</title><link>{page}</link></item>"
    text = "".join(f"<p>The {word} opened on Friday, and nobody was told why.</p>" for word in WORDS)
    html = f"<html><title>Story</title><body><article><h1>Story</h1>{text}</article></body></html>"
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    httpserver.expect_request("/feed").respond_with_data(
        f"<rss version='2.0'><channel><title>Paper</title>{item}</channel></rss>", content_type="application/rss+xml"
    )
    httpserver.expect_oneshot_request("/stories/story-1").respond_with_data(html, content_type="text/html")
    httpserver.expect_request("/stories/story-1").respond_with_data("gone", status=410)
    moment = [now]
    one = source(id="one", url=httpserver.url_for("/feed"))
    allowed = [f"{httpserver.host}:{httpserver.port}"]
    desk = make_desk((one,), now=lambda: moment[0], fetch__allow_private=allowed)
    await run(desk)
    moment[0] = now + HOUR
    await run(desk)
    (entry,) = archive.walk(desk)
    assert entry.gone_at == now + HOUR
    assert len(entry.article.paragraphs) == len(WORDS)


def test_a_story_that_nobody_told_is_unknown(make_desk):
    with pytest.raises(UnknownStory):
        archive.coverage(make_desk(), 7)
