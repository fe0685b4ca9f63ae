from monitor.render.brief import brief, harmless, title
from tests.builders import edition, item


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
