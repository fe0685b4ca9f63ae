from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.core.errors import InvalidInput
from monitor.core.query import Query, parse
from storage import history, search
from tests.builders import HOUR, NOON, arrival

DAY = timedelta(days=1)
NUMBERS = ("none", "one", "two", "three")


@pytest.fixture
def library(database):
    """A history with a few articles of different papers, languages and days."""
    told = (
        ("Harbour theatre opens", "The curtain rises on Friday after nine years of foo-bar repairs.", "paper", 0),
        ("Bread with faces", "A bakery beside the theatre paints its loaves. Café society applauds.", "post", 1),
        ("上海文化活动", "本周末在上海举行大型文化活动，观众很多。", "times", 2),
        ("Weather", "It's 100% rain; the snake_case of naïve résumés under 3.5 degrees.", "post", 3),
    )
    with database.write() as c:
        for title, body, source, days in told:
            published = NOON - days * DAY
            history.store(
                c,
                [
                    arrival(
                        url=f"https://{source}.example/{days}",
                        title=title,
                        paragraphs=(body,),
                        published=published,
                        source_id=source,
                        source_name=f"The 100% {source.title()}",
                    )
                ],
            )
    return database


def found(library, query, limit=9, offset=0):
    with library.read() as c:
        return [entry.article.title.split()[0] for entry in search.search(c, parse(query, "UTC"), limit, offset)]


FOUND = {
    "theatre": ["Harbour", "Bread"],
    "THEATRE opens": ["Harbour"],
    "opera": [],
    '"beside the theatre"': ["Bread"],
    '"theatre the beside"': [],
    "theatre -bakery": ["Harbour"],
    'theatre -"nine years"': ["Bread"],
    "-theatre -weather": ["上海文化活动"],
    "cafe": ["Bread"],
    "CAFÉ": ["Bread"],
    "naive resumes": ["Weather"],
    "foo-bar": ["Harbour"],
    "bar-foo": [],
    "snake_case": ["Weather"],
    "3.5": ["Weather"],
    "文化": ["上海文化活动"],
    "文化活动": ["上海文化活动"],
    "活文": [],
    "上": ["上海文化活动"],
    "source:post": ["Bread", "Weather"],
    "source:POST rain": ["Weather"],
    'source:"the 100% post"': ["Bread", "Weather"],
    "source:_ost": [],
    "after:2026-03-16": ["Harbour", "Bread"],
    "before:2026-03-15": ["Weather"],
    "after:2026-03 before:2026-03-17": ["Bread", "上海文化活动", "Weather"],
    "after:2027": [],
    "theatre after:2026-03-17": ["Harbour"],
    '"theatre': ["Harbour", "Bread"],
    "theatre OR opera": [],
    "theatre AND NOT": [],
    "theatre*": ["Harbour", "Bread"],
    "title:theatre": [],
    "it's": ["Weather"],
    "!!! theatre ???": ["Harbour", "Bread"],
}


def test_each_query_finds_its_articles(library):
    assert {query: found(library, query) for query in FOUND} == FOUND


@pytest.mark.parametrize("query", ["", "   ", '""', "-", "!!!", "_", "source:", '- " "', "after:", "ﷺ" * 0])
def test_a_query_that_asks_for_nothing_is_no_query(query):
    with pytest.raises(InvalidInput, match="nothing to search for"):
        parse(query, "UTC")


@pytest.mark.parametrize(
    "query", ["after:yesterday", "before:2026-13", "a after:2026-02-30", "after:20260317", "after:0"]
)
def test_a_day_that_is_none_is_named(query):
    with pytest.raises(InvalidInput, match="expected a day, month or year"):
        parse(query, "UTC")


def test_a_query_is_taken_apart():
    assert parse(
        'opera "first night" -cold -"in bed" source:paper after:2026-03-17 before:2026', "Asia/Shanghai"
    ) == Query(
        terms=("opera",),
        phrases=("first night",),
        without=("cold", "in bed"),
        source="paper",
        after=datetime(2026, 3, 16, 16, tzinfo=UTC),
        before=datetime(2025, 12, 31, 16, tzinfo=UTC),
    )


def test_pages_of_results_follow_one_another(library):
    assert found(library, "theatre", limit=1) == ["Harbour"]
    assert found(library, "theatre", limit=1, offset=1) == ["Bread"]
    assert found(library, "theatre", offset=2) == []


def test_of_equals_the_newest_comes_first(database):
    with database.write() as c:
        for days in (3, 1, 2):
            text = (f"A concert in the park, number {NUMBERS[days]}.",)
            one = arrival(
                url=f"https://p.example/{days}", title="Concert", paragraphs=text, published=NOON - days * DAY
            )
            history.store(c, [one])
    with database.read() as c:
        entries = search.search(c, parse("concert", "UTC"), 9)
    assert [entry.article.published for entry in entries] == [NOON - days * DAY for days in (1, 2, 3)]


def test_a_corrected_article_is_found_by_its_new_words_alone(library):
    with library.write() as c:
        changed = arrival(
            url="https://paper.example/0", title="Harbour", paragraphs=("Closed for ever.",), seen_at=NOON + HOUR
        )
        history.store(c, [changed])
    assert found(library, "closed") == ["Harbour"]
    assert found(library, "curtain") == []


def test_very_long_words_and_texts_are_taken(database):
    huge = "x" * 5000 + " " + " ".join(f"word{number}{'y' * 300}" for number in range(3000)) + " é" * 3000
    with database.write() as c:
        history.store(c, [arrival(paragraphs=(huge,), title="Long")])
    assert found(database, "long") == found(database, "word5" + "y" * 300) == ["Long"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.text(
        st.sampled_from("ab\"'-:*()&|!<>\\^~{}[]%_,;文 \u0301½ﬁ②ǅ\U0001d400")
        | st.characters(exclude_categories=["Cs", "Cc"]),
        max_size=20,
    )
)
def test_nothing_that_is_typed_is_a_mistake_of_syntax(library, typed):
    try:
        query = parse(typed, "UTC")
    except InvalidInput:
        return
    with library.read() as c:
        search.search(c, query, 5)


def test_words_that_many_articles_have_find_the_newest_first(database, monkeypatch):
    texts = ["opera opera opera opera", "opera and much else that was said", "opera at last"]
    with database.write() as c:
        for n, told in enumerate(texts):
            history.store(
                c,
                [
                    arrival(
                        url=f"https://paper.example/{n}",
                        title="x",
                        paragraphs=(told,),
                        published=NOON + n * HOUR,
                        seen_at=NOON + 9 * HOUR,
                    )
                ],
            )
    with database.read() as c:
        best = [entry.article.paragraphs[0] for entry in search.search(c, parse("opera", "UTC"), 9)]
        assert best[0] == texts[0]
        monkeypatch.setattr(search, "CROWD", 2)
        newest = [entry.article.paragraphs[0] for entry in search.search(c, parse("opera", "UTC"), 9)]
        assert newest == texts[::-1]
        within = search.search(c, parse("opera -else before:2026-03-18 source:paper", "UTC"), 1, 1)
        assert [entry.article.paragraphs[0] for entry in within] == texts[:1]
        assert search.search(c, parse("opera last", "UTC"), 9)[0].article.paragraphs[0] == texts[2]


def test_what_may_be_asked_for_is_named_once(library):
    with library.read() as c:
        known = search.known(c)
    names = {"paper": "The 100% Paper", "post": "The 100% Post", "times": "The 100% Times"}
    assert sorted(known.sources) == sorted(names.items())
    assert (known.sections, known.languages) == (("culture",), ("en",))
