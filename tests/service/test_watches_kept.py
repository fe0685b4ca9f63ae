import asyncio

import pytest

from monitor.core.errors import InvalidInput, UnknownWatch
from monitor.core.model import Source
from monitor.service import archive, deliveries, editions, watches
from monitor.service import round as rounds
from monitor.service.crew import crew
from monitor.service.report import Found
from storage import history
from tests.builders import HOUR, NOON, arrival

FILM = Source(id="paper", url="https://paper.example/film/", name="The Paper", section="Films")


@pytest.fixture
def kept(make_desk):
    """A desk at noon, whose history has two articles of a source that is of films."""
    desk = make_desk((FILM,), now=lambda: NOON)
    store(desk, told(1, "A theatre by the sea."), told(2, "The sea is calm today."))
    return desk


def told(number, *paragraphs, **changes):
    return arrival(url=f"https://paper.example/{number}", title=f"Number {number}", paragraphs=paragraphs, **changes)


def store(desk, *arrivals):
    return desk.write(history.store, arrivals)


class Notices:
    """What was handed on, once for a key, as whoever delivers keeps it."""

    def __init__(self, killed_at=None):
        self.by_key, self.killed_at = {}, killed_at

    def __call__(self, _, title, text, key):
        self.by_key.setdefault(key, (title, text))
        if self.killed_at == len(self.by_key):
            self.killed_at = None
            raise KeyboardInterrupt


def test_adding_a_watch_says_how_many_articles_of_the_history_match(kept):
    added = watches.add(kept, "  the\n sea ", 'sea -"theatre by"', notify=True)
    assert (added.watch.name, added.watch.query, added.watch.notify, added.articles) == (
        "the sea",
        'sea -"theatre by"',
        True,
        1,
    )
    assert watches.add(kept, "films", "section:film").articles == 2
    assert [(one.watch.name, one.matches) for one in watches.every(kept)] == [("the sea", 1), ("films", 2)]


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("", "sea"),
        (" \u202e ", "sea"),
        ("x" * 101, "sea"),
        ("sea", ""),
        ("sea", "!!!"),
        ("sea", "x" * 501),
        ("sea", "after:soon"),
        ("sea", "language:x"),
    ],
)
def test_what_cannot_be_watched_is_one_line(kept, name, query):
    with pytest.raises(InvalidInput) as refusal:
        watches.add(kept, name, query)
    assert "\n" not in str(refusal.value)
    assert watches.every(kept) == ()


@pytest.mark.parametrize(
    "query",
    [
        "x" * 500,
        "a" * 250 + ' "' + "b " * 120,
        "'; DROP TABLE watches; --",
        "* OR title:x NEAR/2 ^y",
        "\u200fחדשות\u200f عربي",
        "%_\\",
    ],
)
def test_no_query_acts_on_the_database(kept, query):
    try:
        watches.add(kept, "odd", query)
    except InvalidInput:
        return
    store(kept, told(3, f"So it says: {query}", seen_at=NOON + HOUR))
    (match, *_) = watches.matches(kept, watches.named(kept, "ODD"))
    assert match.entry.article.title == "Number 3"


def test_watches_are_found_by_name_and_by_number(kept):
    one = watches.add(kept, "Café Noir", "sea").watch
    assert watches.named(kept, "cafe noir") == watches.numbered(kept, one.id) == one
    assert watches.remove(kept, "CAFÉ NOIR") == one
    for asked in (watches.named, watches.remove):
        with pytest.raises(UnknownWatch, match="no watch is called 'cafe noir'"):
            asked(kept, "cafe noir")


def test_search_knows_the_sections_of_sources(kept):
    assert len(archive.search(kept, "section:films sea")) == 2
    assert archive.search(kept, "section:opera") == ()
    assert len(archive.search(kept, "section:culture language:en")) == 2


def test_a_notice_tells_of_all_new_articles_of_a_watch_at_once(kept):
    watches.add(kept, "opera", "opera", notify=True)
    watches.add(kept, "quiet", "opera")
    names = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    for number, name in enumerate(names):
        store(kept, told(10 + number, f"At the opera, evening {name} is about {name * 3}.", seen_at=NOON + HOUR))
    notify = Notices()
    assert watches.notices(kept, notify) == 1
    ((title, text),) = notify.by_key.values()
    assert title == "12 new articles for your watch 'opera'"
    assert text.splitlines()[:2] == ["Number 21 (The Paper)", "https://paper.example/21"]
    assert text.endswith("and 2 more")
    assert watches.notices(kept, notify) == 0


def test_a_notice_goes_into_the_outbox_once(kept):
    watches.add(kept, "opera", "opera", notify=True)
    (stored,) = store(kept, told(3, "An opera by the sea.", seen_at=NOON + HOUR))
    assert watches.notices(kept, deliveries.notify) == 1
    (match,) = watches.matches(kept, watches.named(kept, "opera"))
    assert match.entry.id == stored.article_id
    assert not deliveries.notify(kept, "again", "the same", f"watch-{match.watch_id}-{match.id}")


@pytest.mark.parametrize("killed_at", [1, 2])
def test_a_process_killed_while_it_tells_neither_forgets_nor_repeats(kept, killed_at):
    for name in ("opera", "sea"):
        watches.add(kept, name, name, notify=True)
    store(kept, told(3, "An opera by the sea.", seen_at=NOON + HOUR))
    notify = Notices(killed_at)
    with pytest.raises(KeyboardInterrupt):
        watches.notices(kept, notify)
    store(kept, told(4, "One more opera, on a lake.", seen_at=NOON + HOUR))
    watches.notices(kept, notify)
    watches.notices(kept, notify)
    assert sorted(text.count("https://") for _, text in notify.by_key.values()) == [1, 1, 1]
    assert sorted(title for title, _ in notify.by_key.values()) == [
        "1 new article for your watch 'opera'",
        "1 new article for your watch 'opera'",
        "1 new article for your watch 'sea'",
    ]


def test_a_round_says_what_watches_found(desk):
    watches.add(desk, "all", "the -nosuchwordanywhere", notify=True)
    watches.add(desk, "none", "nosuchwordanywhere")

    async def visit():
        async with crew(desk) as hands:
            return await rounds.run(desk, desk.sources, hands)

    report = asyncio.run(visit())
    (found,) = report.watched
    assert found.watch == "all"
    assert found.articles > 5
    assert str(Found(watch="opera", articles=1)) == "1 new article for your watch 'opera'"
    assert asyncio.run(visit()).watched == ()
    last = watches.matches(desk, watches.named(desk, "all"), 1)[0]
    assert not deliveries.notify(desk, "again", "told already", f"watch-{last.watch_id}-{last.id}")


def test_an_edition_names_the_watches_that_found_its_stories(make_desk):
    desk = make_desk((FILM,), now=lambda: NOON)
    watches.add(desk, "sea", "sea")
    store(desk, told(1, "A theatre by the sea."), told(2, "A house on a hill is sold."))
    made = editions.draft(desk)
    assert sorted((item.title, item.watches) for item in made.items) == [("Number 1", ("sea",)), ("Number 2", ())]
    published = editions.publish(desk)
    watches.remove(desk, "sea")
    assert {item.watches for item in editions.named(desk, published.name).items} == {("sea",), ()}
