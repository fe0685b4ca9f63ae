from datetime import UTC, date, datetime, timedelta

import pytest

from monitor.core.model import EditionState, Outcome, Visit
from monitor.service import articles, editions, ledger
from storage import history
from tests.builders import arrival, source

DAY = date(2026, 3, 17)
SEVEN = datetime(2026, 3, 17, 7, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
TEXTS = {
    "theatre": "The old harbour theatre opens its doors again after nine years of repairs.",
    "bridge": "A painter has covered the railway bridge with forty portraits of commuters.",
    "choir": "Three hundred bakers sang in the square to open the festival of bread.",
}


def stored(desk, name, seen_at, **changes):
    values = {
        "url": f"https://paper.example/{name}",
        "title": name,
        "paragraphs": (TEXTS[name],),
        "published": seen_at - HOUR,
        "seen_at": seen_at,
    }
    desk.write(history.store, [arrival(**(values | changes))])


def at(make_desk, moment):
    return make_desk(now=lambda: moment)


def titles(edition):
    return sorted(item.title for item in edition.items)


def test_before_the_first_edition_there_is_a_draft_of_a_days_news(make_desk):
    desk = at(make_desk, SEVEN)
    stored(desk, "theatre", SEVEN - 2 * HOUR)
    stored(desk, "bridge", SEVEN - 25 * HOUR)
    draft = editions.current(desk)
    assert (draft.state, titles(draft)) == (EditionState.DRAFT, ["theatre"])


def test_an_edition_covers_what_came_since_the_one_before(make_desk):
    desk = at(make_desk, SEVEN)
    stored(desk, "theatre", SEVEN - 2 * HOUR)
    first = editions.publish(desk)
    next_day = at(make_desk, SEVEN + 24 * HOUR)
    stored(next_day, "bridge", SEVEN + HOUR)
    second = editions.publish(next_day)
    assert (first.day, titles(first)) == (DAY, ["theatre"])
    assert (second.day, titles(second), second.since) == (DAY + timedelta(days=1), ["bridge"], first.until)


def test_a_published_edition_is_frozen(make_desk):
    desk = at(make_desk, SEVEN)
    stored(desk, "theatre", SEVEN - HOUR)
    first = editions.publish(desk)
    stored(desk, "bridge", SEVEN - HOUR)
    assert editions.publish(desk) == first == editions.on(desk, DAY) == editions.current(desk)
    assert editions.days(desk) == (DAY,)


def test_an_imported_article_counts_by_its_publication(make_desk):
    desk = at(make_desk, SEVEN)
    stored(desk, "theatre", SEVEN - HOUR, published=SEVEN - 40 * HOUR, counted_at=SEVEN - 40 * HOUR)
    stored(desk, "bridge", SEVEN - HOUR, published=SEVEN - 4 * HOUR, counted_at=SEVEN - 4 * HOUR)
    assert titles(editions.draft(desk)) == ["bridge"]


def test_a_day_without_an_edition_is_composed_from_what_was_published_on_it(make_desk):
    desk = at(make_desk, SEVEN + 200 * HOUR)
    stored(desk, "theatre", SEVEN + 100 * HOUR, published=SEVEN)
    stored(desk, "bridge", SEVEN + 100 * HOUR, published=SEVEN - 8 * HOUR)
    made = editions.on(desk, DAY)
    assert (made.state, titles(made)) == (EditionState.COMPOSED, ["theatre"])
    assert editions.days(desk) == ()


def test_a_day_on_which_nothing_was_published_is_empty_whatever_came_since(make_desk):
    desk = at(make_desk, SEVEN)
    stored(desk, "theatre", SEVEN - HOUR)
    assert editions.on(desk, date(2020, 1, 1)).items == ()


def test_an_edition_that_is_late_covers_all_that_came_since_the_one_before(make_desk):
    editions.publish(at(make_desk, SEVEN))
    back = at(make_desk, SEVEN + 60 * HOUR)
    stored(back, "theatre", SEVEN + HOUR, published=SEVEN + HOUR)
    stored(back, "bridge", SEVEN + 59 * HOUR)
    assert titles(editions.publish(back)) == ["bridge", "theatre"]


def test_the_draft_is_the_next_editions(make_desk):
    editions.publish(at(make_desk, SEVEN))
    assert editions.draft(at(make_desk, SEVEN + 3 * HOUR)).day == DAY + timedelta(days=1)
    assert editions.draft(at(make_desk, SEVEN + 20 * HOUR)).day == DAY + timedelta(days=1)


def test_an_empty_edition_says_why(make_desk):
    desk = make_desk((source(),), now=lambda: SEVEN)
    assert "No source was ever visited" in editions.publish(desk).notes[0]


@pytest.mark.parametrize(
    ("seen", "now", "expected"),
    [
        (SEVEN - HOUR, SEVEN - HOUR / 2, False),
        (SEVEN - HOUR, SEVEN, True),
        (SEVEN + HOUR, SEVEN + 2 * HOUR, False),
        (SEVEN - HOUR, SEVEN + 100 * HOUR, True),
    ],
)
def test_the_first_edition_is_due_at_its_hour_or_after_it_was_missed(make_desk, seen, now, expected):
    desk = at(make_desk, now)
    stored(desk, "theatre", seen)
    assert editions.due(desk) is expected


def test_hours_that_were_missed_are_made_up_by_one_edition(make_desk):
    desk = at(make_desk, SEVEN)
    stored(desk, "theatre", SEVEN - HOUR)
    editions.publish(desk)
    back = at(make_desk, SEVEN + 5 * 24 * HOUR + HOUR)
    assert editions.due(back)
    assert editions.publish(back).day == DAY + timedelta(days=5)
    assert not editions.due(back)


def test_of_two_publishers_after_an_absence_only_the_first_makes_an_edition(make_desk):
    editions.publish(at(make_desk, SEVEN))
    back = at(make_desk, SEVEN + 3 * 24 * HOUR)
    assert editions.publish_due(back) is not None
    assert editions.publish_due(back) is None
    assert [issue.name for issue in editions.published(back)] == ["2026-03-20-catch-up", "2026-03-17"]


def settled(desk, read):
    """What a round leaves of an article that it read."""
    visit = Visit(source_id=read.source_id, url=read.url, at=read.seen_at, outcome=Outcome.NEW)
    result = articles.Result(job=articles.Job(url=read.url), visit=visit, arrival=read)
    desk.write(lambda c: ledger.settle(c, [result], desk.moment))


def test_a_correction_that_was_read_before_an_edition_and_stored_after_it_is_in_the_next_one(make_desk):
    def fire(boats, seen_at):
        text = f"The fire in the old harbour destroyed {boats} boats, the fire brigade said."
        return arrival(title="Fire", paragraphs=(text,), published=SEVEN - 2 * HOUR, seen_at=seen_at)

    settled(at(make_desk, SEVEN - HOUR), fire(12, SEVEN - HOUR))
    editions.publish(at(make_desk, SEVEN))
    settled(at(make_desk, SEVEN + timedelta(seconds=8)), fire(15, SEVEN - timedelta(seconds=5)))
    (item,) = editions.publish(at(make_desk, SEVEN + 24 * HOUR)).items
    assert item.corrected
