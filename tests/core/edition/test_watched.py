from monitor.core.edition.ranking import WATCH
from tests.core.edition.paper import compose, frame, titles, told


def many(count, first=1):
    """Stories of as many papers, each with two outlets."""
    for number in range(first, first + count):
        yield told(number, source_id=f"p{number}")
        yield told(number + 100, story=number, source_id=f"q{number}")


def test_a_story_that_a_watch_found_names_it_and_accounts_for_it():
    entries = [told(1, source_id="a"), told(2, story=1, source_id="b"), told(3, source_id="c")]
    first, second = compose(frame(), entries, watched={1: ("opera",), 2: ("opera", "stage")}).items
    assert (first.watches, second.watches) == (("opera", "stage"), ())
    (part,) = (part for part in first.account if part.name == "watch")
    assert (part.value, part.reason) == (WATCH, "found by your watches 'opera' and 'stage'")
    assert "watch" not in {part.name for part in second.account}


def test_of_two_alike_the_one_that_is_watched_comes_first():
    entries = [told(1, source_id="a", hours=1), told(2, source_id="b", hours=9)]
    assert titles(compose(frame(), entries, watched={2: ("opera",)})) == ["Story 2", "Story 1"]


def test_what_is_watched_is_in_however_little_it_weighs():
    entries = [*many(20), told(50, source_id="small", hours=20)]
    assert "Story 50" not in titles(compose(frame(stories=6), entries))
    made = compose(frame(stories=6), entries, watched={50: ("opera",)})
    assert len(made.items) == 6
    assert titles(made)[-1] == "Story 50"


def test_watches_keep_a_third_of_the_places_and_no_more():
    small = [told(number, source_id=f"small{number}", hours=20) for number in range(50, 60)]
    made = compose(frame(stories=6), [*many(20), *small], watched={one.id: ("all",) for one in small})
    assert len([item for item in made.items if item.watches]) == 2
    assert len(made.items) == 6


def test_the_limit_of_a_source_holds_for_what_is_watched():
    loud = [told(number, source_id="loud", hours=20) for number in range(50, 60)]
    made = compose(frame(stories=12, per_source=1), [*many(20), *loud], watched={one.id: ("all",) for one in loud})
    assert len([item for item in made.items if item.source_name == "Loud"]) == 1
