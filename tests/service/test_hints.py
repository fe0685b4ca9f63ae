"""What a search that found nothing may have meant."""

import pytest

from monitor.core.errors import InvalidInput
from monitor.service import hints
from storage import history
from tests.builders import arrival, source

PAPERS = (("lantern", "The Harbour Lantern"), ("gazette", "Puddlewick Gazette"), ("noir", "Café Noir"))


@pytest.fixture
def desk(make_desk):
    made = make_desk((source(id="quiet", name="The Quiet Paper", section="film"),))
    for source_id, name in PAPERS:
        url = f"https://{source_id[0]}.example/"
        made.write(history.store, [arrival(url=url, source_id=source_id, source_name=name)])
    return made


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("harbour", ()),
        ("source:gazette source:lantern", ()),
        ("source:quiet section:film section:culture language:en", ()),
        ("source:gazete", ("there is nothing of source:gazete; the nearest: source:gazette",)),
        ("source:lantren", ("there is nothing of source:lantren; the nearest: source:lantern",)),
        ('source:"cafe noire"', ('there is nothing of source:"cafe noire"; the nearest: source:noir',)),
        ("section:cultrue", ("there is nothing of section:cultrue; the nearest: section:culture",)),
        ("language:xx", ("there is nothing of language:xx; there are language:en",)),
        (
            "source:x",
            ("there is nothing of source:x; there are source:gazette, source:lantern, source:noir and 1 more",),
        ),
    ],
)
def test_a_name_that_nothing_is_of_is_told_with_the_nearest_there_are(desk, query, said):
    assert hints.unknown(desk, query) == said


def test_where_there_is_nothing_yet_nothing_is_near(make_desk):
    assert hints.unknown(make_desk(), "source:x") == ("there is nothing of source:x; no source is known yet",)


def test_what_came_from_outside_cannot_act_on_a_terminal_and_is_short(make_desk):
    desk = make_desk()
    hostile = "\x1b[31m\n" + "long " * 100
    desk.write(history.store, [arrival(source_id=hostile, source_name=hostile)])
    (line,) = hints.unknown(desk, "source:x")
    assert ("\x1b" in line, "\n" in line, len(line) < 200) == (False, False, True)


def test_a_query_that_asks_for_nothing_is_refused(desk):
    with pytest.raises(InvalidInput):
        hints.unknown(desk, "!!!")
