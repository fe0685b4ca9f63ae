"""Editions of a morning, an evening, a week and an absence, and what they tell of stories that were told."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from monitor.core.errors import NotBegun, UnknownEdition
from monitor.core.model import EditionKind, EditionState, Novelty, Outcome, SourceState, Visit
from monitor.service import editions, watches
from storage import history, visits
from storage import sources as states
from tests.builders import arrival, source

SEVEN = datetime(2026, 3, 17, 7, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = 24 * HOUR
FIRE = (
    "A fire destroyed the old harbour theatre of Bergholm on Monday night and injured 12 people.",
    "Firefighters needed six hours to put out the flames in the wooden theatre building.",
)
CAUSE = "A spark from a welding machine on the theatre roof of Bergholm started the fire, its chief Ada Rao said."
TEXTS = {
    "bridge": "A painter has covered the railway bridge with forty portraits of commuters.",
    "choir": "Three hundred bakers sang in the square to open the festival of bread.",
}


def stored(desk, name, seen_at, *paragraphs, **changes):
    values = {
        "url": f"https://{changes.get('source_id', 'paper')}.example/{name}",
        "title": name,
        "paragraphs": paragraphs or (TEXTS[name],),
        "published": seen_at - HOUR,
        "seen_at": seen_at,
    }
    desk.write(history.store, [arrival(**(values | changes))])


def at(make_desk, moment, *sources, **settings):
    return make_desk(sources, now=lambda: moment, **settings)


def titles(edition):
    return sorted(item.title for item in edition.items)


def test_a_story_that_goes_on_is_told_by_what_is_new_and_one_that_does_not_is_not_told_again(make_desk):
    desk = at(make_desk, SEVEN)
    stored(desk, "harbour theatre fire", SEVEN - 5 * HOUR, *FIRE)
    stored(desk, "choir", SEVEN - 5 * HOUR)
    first = editions.publish(desk)
    later = at(make_desk, SEVEN + DAY)
    stored(later, "harbour theatre fire cause", SEVEN + 3 * HOUR, FIRE[0], CAUSE, source_id="gazette")
    (item,) = editions.publish(later).items
    assert len(first.items) == 2
    assert item.story_id in {told.story_id for told in first.items}
    assert (item.novelty, [quote.sentence.text for quote in item.update]) == (Novelty.DEVELOPING, [CAUSE])
    assert item.outlets == 2


def test_a_correction_after_it_was_told_says_what_changed(make_desk):
    desk = at(make_desk, SEVEN)
    stored(desk, "fire", SEVEN - 5 * HOUR, *FIRE)
    editions.publish(desk)
    later = at(make_desk, SEVEN + DAY)
    stored(later, "fire", SEVEN + 3 * HOUR, FIRE[0].replace("12", "15"), FIRE[1])
    (item,) = editions.publish(later).items
    assert (item.novelty, item.corrected) == (Novelty.CORRECTED, True)
    assert [(one.kind, "12" in one.before, "15" in one.after) for one in item.alterations] == [
        ("figures changed", True, True)
    ]
    assert editions.publish(at(make_desk, SEVEN + 2 * DAY)).items == ()


def test_a_story_that_went_quiet_has_ended_once(make_desk):
    desk = at(make_desk, SEVEN)
    stored(desk, "harbour theatre fire", SEVEN - 5 * HOUR, *FIRE)
    stored(desk, "harbour theatre fire cause", SEVEN - 3 * HOUR, FIRE[0], CAUSE, source_id="gazette")
    editions.publish(desk)
    after = [editions.publish(at(make_desk, SEVEN + days * DAY)) for days in range(1, 6)]
    assert [len(edition.ended) for edition in after] == [0, 0, 1, 0, 0]
    assert after[2].ended[0].outlets == 2


def test_a_day_has_a_morning_and_an_evening(make_desk):
    morning = at(make_desk, SEVEN, digest__evening="18:00")
    stored(morning, "choir", SEVEN - HOUR)
    first = editions.publish(morning)
    evening = at(make_desk, SEVEN + 11 * HOUR, digest__evening="18:00")
    stored(evening, "bridge", SEVEN + 5 * HOUR)
    assert editions.due(evening)
    second = editions.publish(evening)
    assert [(made.name, made.kind, titles(made)) for made in (first, second)] == [
        ("2026-03-17", EditionKind.MORNING, ["choir"]),
        ("2026-03-17-evening", EditionKind.EVENING, ["bridge"]),
    ]
    assert not editions.due(evening)
    assert editions.current(evening) == editions.named(evening, "2026-03-17-evening") == second
    assert editions.on(evening, date(2026, 3, 17)) == first


def test_a_week_tells_its_biggest_stories_again(make_desk):
    sunday = SEVEN + 5 * DAY
    desk = at(make_desk, SEVEN, digest__weekly="sunday 09:00")
    stored(desk, "choir", SEVEN - HOUR)
    editions.publish(desk)
    late = at(make_desk, sunday + 3 * HOUR, digest__weekly="sunday 09:00")
    stored(late, "bridge", sunday - HOUR)
    assert editions.publish(late).kind is EditionKind.CATCH_UP
    assert editions.due(late)
    week = editions.publish(late)
    assert (week.name, week.kind, titles(week)) == ("2026-W12", EditionKind.WEEKLY, ["bridge", "choir"])
    assert not editions.due(late)


def test_what_came_during_an_absence_is_told_in_one_catch_up(make_desk):
    editions.publish(at(make_desk, SEVEN))
    back = at(make_desk, SEVEN + 4 * DAY + HOUR)
    stored(back, "choir", SEVEN + HOUR)
    stored(back, "bridge", SEVEN + 4 * DAY)
    made = editions.publish(back)
    assert (made.name, made.kind, titles(made)) == (
        "2026-03-21-catch-up",
        EditionKind.CATCH_UP,
        ["bridge", "choir"],
    )
    assert not editions.due(back)
    assert editions.on(back, date(2026, 3, 21)) == made
    assert editions.named(back, "2026-03-21") == made


def test_a_catch_up_on_demand_tells_what_later_editions_told_and_is_not_stored(make_desk):
    desk = at(make_desk, SEVEN)
    stored(desk, "choir", SEVEN - HOUR)
    editions.publish(desk)
    later = at(make_desk, SEVEN + 3 * HOUR)
    stored(later, "bridge", SEVEN + HOUR)
    made = editions.catch_up(later, date(2026, 3, 17))
    assert (made.state, made.kind, titles(made)) == (
        EditionState.COMPOSED,
        EditionKind.CATCH_UP,
        ["bridge", "choir"],
    )
    assert [issue.name for issue in editions.published(later)] == ["2026-03-17"]
    with pytest.raises(NotBegun, match="a day that has begun"):
        editions.catch_up(later, date(2026, 3, 18))


def test_a_catch_up_goes_back_a_month_and_says_so(make_desk):
    desk = at(make_desk, SEVEN)
    stored(desk, "choir", SEVEN - 32 * DAY)
    stored(desk, "bridge", SEVEN - 30 * DAY)
    whole = editions.catch_up(desk, (SEVEN - 30 * DAY).date())
    assert not any("at most" in note for note in whole.notes)
    for since in (date(1900, 1, 1), date(2025, 12, 31), editions.too_far(desk)):
        made = editions.catch_up(desk, since)
        assert (titles(made), made.since) == (["bridge"], SEVEN - 31 * DAY)
        assert made.notes[0].startswith("A catch-up goes back 31 days at most")


def test_no_edition_has_a_name_that_was_never_printed(make_desk):
    with pytest.raises(UnknownEdition, match="no edition '2026-W12'; none was published yet"):
        editions.named(at(make_desk, SEVEN), "2026-W12")
    for day in range(7):
        editions.publish(at(make_desk, SEVEN + day * DAY))
    there = "there are 2026-03-23, 2026-03-22, 2026-03-21, 2026-03-20, 2026-03-19 and 2 before"
    for name in ("2026-W12", "2026-03-25-evening", "2026-02-30"):
        with pytest.raises(UnknownEdition, match=f"no edition '{name}'; {there}"):
            editions.named(at(make_desk, SEVEN + 7 * DAY), name)


def test_a_day_to_come_has_no_edition(make_desk):
    for ask in (partial(editions.on, day=date(2026, 3, 18)), partial(editions.named, name="2026-03-18")):
        with pytest.raises(NotBegun, match="2026-03-18: expected a day that has begun"):
            ask(at(make_desk, SEVEN))


def test_an_edition_names_the_sources_that_gave_nothing(make_desk):
    desk = at(make_desk, SEVEN, source(), source(id="gazette", name="Gazette", section="film"))
    stored(desk, "choir", SEVEN - HOUR)
    seen = SourceState(source_id="gazette", last_visit=SEVEN - HOUR, last_new=SEVEN - 30 * HOUR)
    desk.write(states.record, seen)
    (silence,) = editions.publish(desk).silences
    assert (silence.source_name, silence.reason, silence.since) == ("Gazette", "nothing new", SEVEN - 30 * HOUR)


def test_an_edition_names_how_the_sources_failed_that_gave_nothing(make_desk):
    gazette = source(id="gazette", url="https://gazette.example/film/", name="Gazette", section="film")
    desk = at(make_desk, SEVEN, source(), gazette)
    stored(desk, "choir", SEVEN - HOUR)
    desk.write(states.record, SourceState(source_id="gazette", last_visit=SEVEN - HOUR, failures=2, error="none"))
    (silence,) = editions.draft(desk).silences
    assert silence.reason == "not reached"
    failed = Visit(url=gazette.url, source_id="gazette", at=SEVEN - 2 * HOUR, outcome=Outcome.FAILED, kind="timeout")
    later = replace(failed, at=SEVEN - HOUR, kind="answered 404")
    page = replace(failed, at=SEVEN, url=f"{gazette.url}a", kind="answered 500")
    desk.write(visits.log, [failed, later, page])
    (silence,) = editions.draft(desk).silences
    assert (silence.source_name, silence.reason) == ("Gazette", "answered 404")


def test_a_story_that_a_watch_found_is_marked_in_the_edition(make_desk):
    desk = at(make_desk, SEVEN)
    watches.add(desk, "Bread", "bakers")
    stored(desk, "choir", SEVEN - HOUR)
    stored(desk, "bridge", SEVEN - HOUR)
    made = editions.publish(desk)
    assert {item.title: item.watches for item in made.items} == {"choir": ("Bread",), "bridge": ()}
    assert editions.named(desk, made.name) == made
