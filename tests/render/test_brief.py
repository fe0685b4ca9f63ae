import pytest

from monitor.render.brief import brief, harmless, title
from tests.builders import edition, item
from tests.render.hostility import HOSTILE, hostile


def many(count):
    items = [item(story_id=n, title=f"Story number {n}", url=f"https://paper.example/{n}") for n in range(1, count + 1)]
    return edition(items=tuple(items))


def test_a_brief_names_each_story_with_its_link():
    told = brief(many(3), 4000)
    assert [f"{n}. Story number {n} (The Paper)\nhttps://paper.example/{n}" in told for n in (1, 2, 3)] == [True] * 3
    assert title(many(1)).startswith("Daily digest: Tuesday, 17 March 2026")


def test_a_brief_has_whole_stories_and_says_how_many_more_there_are():
    told = brief(many(15), 400)
    assert len(told) <= 400
    shown = told.count("https://")
    assert 0 < shown < 15
    assert told.endswith(f"and {15 - shown} more")


def test_a_brief_fits_whatever_room_there_is():
    assert [len(brief(many(9), room)) <= room for room in (0, 1, 20, 160, 1000)] == [True] * 5


def test_an_edition_without_stories_says_so():
    assert "Nothing new" in brief(edition(items=()), 1000)


def test_nothing_in_a_brief_calls_or_commands():
    told = item(title="<!channel> @everyone\u202e read\n<@U123>", url="https://paper.example/@everyone")
    text = brief(edition(items=(told,)), 4000)
    assert "<" not in text
    assert "@everyone" not in text
    assert "https://paper.example/%40everyone" in text
    assert harmless("a\r\nb @here") == "a b @\u2060here"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_title_is_markup_in_a_chat(text):
    told = brief(hostile(text), 4000)
    assert not [mark for mark in ("](", "][", "*", "`", "__", "<") if mark in told]


def test_words_and_addresses_with_underscores_stay_as_they_are():
    for text in ("the snake_case of [x] (y)", "https://paper.example/a__b_*", "5 o'clock"):
        assert harmless(text) == text
    assert harmless("_so_ __it__ *is* `x`") == "\uff3fso\uff3f \uff3f\uff3fit\uff3f\uff3f \u2217is\u2217 \u02cbx\u02cb"
