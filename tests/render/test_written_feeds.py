import json
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import urlsplit

import feedparser
import pytest
from selectolax.lexbor import LexborHTMLParser

from monitor import render
from monitor.core.listing import read
from monitor.core.model import ListingKind
from monitor.render import Place, feed
from tests.builders import HOUR, NOON, article, edition, entry, item, summary
from tests.render.feed_rules import atom_faults, jsonfeed_faults, parsed
from tests.render.hostility import HOSTILE, hostile, mention

PLACE = Place(address="http://127.0.0.1:8765/feeds/digest.atom", home="http://127.0.0.1:8765/")


def two_days():
    today = edition(items=(item(), item(story_id=2, title="Second", url="nowhere", source_name="")))
    yesterday = edition(
        day=date(2026, 3, 16), until=NOON - 24 * HOUR, items=(item(title="Yesterday", language="zh-Hans"),)
    )
    return yesterday, today


def both(made):
    return atom_faults(render.atom(made)) + jsonfeed_faults(render.jsonfeed(made))


def test_a_feed_keeps_every_rule_of_its_format(demo_edition):
    for made in (
        feed.of_editions(two_days(), PLACE),
        feed.of_editions([edition()]),
        feed.of_editions([edition(items=())]),
        feed.of_editions([demo_edition], PLACE),
        feed.empty(NOON, PLACE),
    ):
        assert both(made) == []


def test_an_atom_feed_reads_back_with_the_same_titles_and_ids(demo_edition):
    made = feed.of_editions([demo_edition], PLACE)
    back = feedparser.parse(render.atom(made).encode())
    assert not back.bozo
    assert [one.title for one in back.entries] == [told.title for told in demo_edition.items]
    assert [one.id for one in back.entries] == [one.id for one in made.entries]
    assert [one.link for one in back.entries] == [told.url for told in demo_edition.items]


def test_this_monitor_could_have_either_feed_for_a_source(demo_edition):
    made = feed.of_editions([demo_edition], PLACE)
    for document in (render.atom(made), render.jsonfeed(made)):
        listing = read(document.encode(), url=PLACE.address)
        assert listing.kind is ListingKind.FEED
        assert [one.title for one in listing.candidates] == [told.title for told in demo_edition.items]


def test_ids_never_change_and_are_never_shared():
    yesterday, today = two_days()
    alone, together = feed.of_editions([today]), feed.of_editions([yesterday, today], PLACE)
    assert [one.id for one in alone.entries] == [one.id for one in together.entries[:2]]
    retitled = replace(
        today, items=tuple(replace(told, title="Other", url="https://x.example") for told in today.items)
    )
    assert [one.id for one in feed.of_editions([retitled]).entries] == [one.id for one in alone.entries]
    elsewhere = feed.of_editions([replace(today, until=today.until + timedelta(microseconds=1))])
    ids = [one.id for made in (together, elsewhere) for one in made.entries]
    assert len(set(ids)) == len(ids) == 5
    # Written down, so that no later version gives another name to what is in a reader already.
    assert alone.entries[0].id == "urn:uuid:7d880727-0b60-54e4-8c39-b6bc7577e0a7"


def test_entries_are_newest_first_and_each_edition_in_its_order():
    made = feed.of_editions(two_days(), PLACE)
    assert [one.title for one in made.entries] == ["Harbour theatre opens again", "Second", "Yesterday"]
    published = [one.published for one in made.entries]
    assert published == sorted(published, reverse=True)
    assert len(set(published)) == 3
    assert made.updated == NOON


def test_an_entry_names_its_outlets_and_leads_to_each_sentences_place():
    (one,) = feed.of_editions([edition(items=(item(also_in=(mention(), mention(source_name="The Paper"))),))]).entries
    assert one.authors == ("The Paper", "The Gazette")
    links = [link.attributes["href"] for link in LexborHTMLParser(one.html).css("a")]
    assert links[0].startswith("https://paper.example/culture/harbour-theatre#:~:text=")
    assert links[1] == "https://gazette.example/a"


def test_an_edition_needs_no_place_and_a_feed_needs_an_edition():
    assert "link" not in [child.tag for child in parsed(render.atom(feed.of_editions([edition()])))]
    with pytest.raises(ValueError, match="needs one"):
        feed.of_editions([])


def test_the_articles_that_a_watch_found_are_a_feed_too():
    place = Place(address="http://127.0.0.1:8765/feeds/watches/1.atom", home="http://127.0.0.1:8765/watches/1")
    told = article(title="Later", language="fr")
    found = (entry(), entry(id=2, article=told, summary=summary(told, 2), first_seen=NOON + HOUR))
    made = feed.of_articles("Silent \x1b[31mfilms", found, NOON, place)
    assert both(made) == []
    assert [one.title for one in made.entries] == ["Later", "Harbour theatre opens again"]
    assert made.updated == NOON + HOUR
    assert made.entries[0].html.count("#:~:text=") == 2
    empty = feed.of_articles("Films", (), NOON, place)
    assert (both(empty), empty.updated, empty.id) == ([], NOON, made.id)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_from_outside_breaks_a_feed(text):
    made = feed.of_editions([hostile(text)], PLACE)
    assert both(made) == []
    read = feedparser.parse(render.atom(made).encode())
    assert not read.bozo
    for one in made.entries:
        page = LexborHTMLParser(one.html)
        assert not page.css("script, img, iframe, [onmouseover], [onerror]")
        assert {urlsplit(a.attributes["href"]).hostname for a in page.css("a")} == {"paper.example"}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://", ""])
def test_a_feed_links_to_nothing_but_web_addresses(url):
    made = feed.of_editions([hostile("title", url)], PLACE)
    assert both(made) == []
    assert not any(one.link or "<a" in one.html for one in made.entries)


def test_json_feed_leaves_out_what_is_not_known():
    (told,) = json.loads(render.jsonfeed(feed.of_editions([edition(items=(item(url="", language=None),))])))["items"]
    assert "url" not in told
    assert "language" not in told
    assert None not in told.values()
