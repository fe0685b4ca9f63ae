import pytest

from monitor.core.query import parse
from monitor.core.watches import lookout, matches, text_of
from tests.builders import article, entry

TOLD = entry(
    article=article(
        title="Harbour theatre opens",
        subtitle="An evening of short plays",
        paragraphs=("The curtain rises on Friday.", "Café society applauds; foo-bar returns. 上海文化活动"),
        section="Culture / Stage & Screen",
        language="en-GB",
    ),
    source_id="post",
    source_name="The Évening Post",
)


def holds(query, section=None):
    return matches(parse(query, "UTC"), TOLD, section)


@pytest.mark.parametrize(
    "query",
    [
        "theatre",
        "THEATRE cafe",
        '"short plays"',
        '"friday cafe society"',
        "foo-bar",
        "文化",
        "上",
        "-opera",
        "theatre -opera -stage",
        "source:post",
        "source:evening",
        'source:"ÉVENING POST"',
        "section:stage",
        'section:"culture / stage"',
        "language:en",
        "language:en-gb",
        "after:2026-03-17 before:2026-03-18",
        "theatre -heat",
        '"harbour theatre',
    ],
)
def test_a_query_matches(query):
    assert holds(query)


@pytest.mark.parametrize(
    "query",
    [
        "heat",
        "theatres",
        "opera",
        "theatre opera",
        '"plays short"',
        '"opens an"',
        '"theatre opens an evening"',
        "bar-foo",
        "活文",
        "theatre -cafe",
        "source:poster",
        "source:times",
        "section:sport",
        "language:de",
        "language:en-us",
        "after:2026-03-18",
        "before:2026-03-17",
    ],
)
def test_a_query_does_not_match(query):
    assert not holds(query)


def test_the_section_of_the_source_counts_as_well_as_the_one_that_the_article_names():
    assert holds("section:film", "Films")
    assert holds("section:stage", "Films")
    assert not holds("section:film")


def test_a_lookout_finds_what_each_query_finds_by_itself():
    queries = ["theatre", "opera", "-opera", "上", "source:post", '"short plays"', '"short opera"', "文化活动 theatre"]
    watching = lookout((number, parse(query, "UTC")) for number, query in enumerate(queries))
    assert watching.hits(text_of(TOLD)) == (0, 2, 3, 4, 5, 7)
    assert [number for number, query in enumerate(queries) if holds(query)] == [0, 2, 3, 4, 5, 7]
