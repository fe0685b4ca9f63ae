from dataclasses import replace
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.core.errors import InvalidInput, UnknownWatch
from monitor.core.query import parse
from monitor.core.watches import matches
from storage import announcements, history, search, watches
from tests.builders import HOUR, NOON, arrival, watch

LATER = NOON + HOUR
NUMBERS = count(1000)
PIECES = (
    *("opera", "Opéra", "operas", "first", "night", "first night", "foo-bar", "snake_case", "3.5", "it's", "-", '"'),
    *("文化活动", "文化", "化", "文", "ภาษาไทย", "हिन्दी", "हिन्द", "שָׁלוֹם", "שלום", "عَرَبِيّ", "ﷺ"),
    *("ﬁ", "İstanbul", "ß", "Ω̈", "e\u0301", "\u202eabc", "❤️", "ǅ", "\U0001d400", "ꓘ", "𞤀", "ᏸ", "Ꮿ"),
    *("*", ":", "'", "\\", "(", "&", "AND", "NOT", ",", " "),
)
SIGNS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=3)  # a stored text has no others
WORDS = st.lists(st.sampled_from(PIECES) | SIGNS, max_size=6)
TEXTS = st.builds(lambda parts, glue: glue.join(parts), WORDS, st.sampled_from([" ", "", " "]))
FACETS = (
    *("source:PAPER", "source:tímes", "section:cult", "section:fílm", "language:en", "language:pt"),
    *("after:2026-03-17", ""),
)
QUERIES = st.builds(
    lambda *parts: " ".join(part for part in parts if part),
    TEXTS,
    st.sampled_from(FACETS),
    st.just("") | TEXTS.map('"{}"'.format),
    st.just("") | st.sampled_from(PIECES).map("-{}".format),
)
SECTIONS = {"times": "Films", "post": "Kultur"}


def keep(database, *arrivals):
    with database.write() as c:
        return [stored.article_id for stored in history.store(c, arrivals)]


def add(database, sections=None, **changes):
    with database.write() as c:
        return watches.add(c, watch(**changes), sections or {})


def found(database, one):
    """Numbers of the articles that the watch found, the first found first."""
    with database.read() as c:
        return [match.entry.id for match in watches.matches(c, one.id, 100)][::-1]


def told(number, *paragraphs, **changes):
    """An arrival unlike the others."""
    return arrival(url=f"https://paper.example/{number}", title=f"Number {number}", paragraphs=paragraphs, **changes)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_what_a_search_finds_is_what_matches(database, data):
    drawn = data.draw(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=3))
    arrivals = [
        arrival(
            url=f"https://paper.example/{next(NUMBERS)}",
            title=title,
            paragraphs=(body, end),
            source_id=data.draw(st.sampled_from(["paper", "times", "post"])),
            source_name=data.draw(st.sampled_from(["The Paper", "Los TÍMES", "ﬁlm"])),
            language=data.draw(st.sampled_from([None, "en", "pt-BR", "EN_us", "p"])),
        )
        for title, body, end in drawn
    ]
    arrivals = [
        replace(one, article=replace(one.article, section=section))
        for one in arrivals
        for section in [data.draw(st.sampled_from([None, "Culture", "FÍLM/ünd"]))]
    ]
    keep(database, *arrivals)
    for typed in data.draw(st.lists(QUERIES, min_size=1, max_size=5)):
        try:
            query = parse(typed, "UTC")
        except InvalidInput:
            continue
        with database.read() as c:
            by_search = {entry.id for entry in search.search(c, query, 10_000, sections=SECTIONS)}
            by_matching = {one.id for one in history.walk(c) if matches(query, one, SECTIONS.get(one.source_id))}
        assert by_search == by_matching, typed


def test_a_new_article_is_found_with_its_transaction(database):
    one, other = add(database), add(database, name="opera", query="opera")
    (number,) = keep(database, told(1, "A theatre by the sea."))
    assert (found(database, one), found(database, other)) == ([number], [])


def test_a_transaction_that_is_lost_loses_the_match_with_its_article(database):
    one = add(database)
    with database.write() as c:
        history.store(c, [told(1, "A theatre by the sea.")])
        c.rollback()
    assert found(database, one) == []
    keep(database, told(1, "A theatre by the sea."))
    assert len(found(database, one)) == 1


def test_an_article_seen_again_is_not_found_again(database):
    one = add(database)
    keep(database, told(1, "A theatre by the sea."))
    keep(database, told(1, "A theatre by the sea.", seen_at=LATER))
    keep(database, told(1, "A theatre by the sea, rebuilt.", seen_at=LATER))
    assert len(found(database, one)) == 1


def test_an_article_that_matches_since_its_update_is_found(database):
    one = add(database)
    keep(database, told(1, "A house by the sea."))
    assert found(database, one) == []
    keep(database, told(1, "A theatre by the sea.", seen_at=LATER))
    assert len(found(database, one)) == 1


def test_copies_of_what_was_found_are_not_found_again(database):
    one = add(database)
    numbers = keep(database, *(arrival(url=f"https://paper{n}.example/a", source_id=f"paper{n}") for n in range(3)))
    later = arrival(url="https://paper9.example/a", source_id="paper9", seen_at=LATER)
    keep(database, later)
    assert found(database, one) == numbers[:1]


def test_a_copy_is_found_where_the_original_does_not_match(database):
    one = add(database, query="theatre source:paper2")
    numbers = keep(database, *(arrival(url=f"https://paper{n}.example/a", source_id=f"paper{n}") for n in (1, 2)))
    assert found(database, one) == numbers[1:]


def test_a_new_watch_finds_what_the_history_has_and_tells_nobody(database):
    first, second = (
        keep(database, told(1, "A theatre by the sea."))[0],
        keep(database, told(2, "One more theatre."))[0],
    )
    keep(database, told(3, "A house by the river."))
    one = add(database, created_at=LATER, notify=True)
    assert found(database, one) == [first, second]
    with database.write() as c:
        assert announcements.due(c, 9) == ()


def test_of_the_history_a_new_watch_finds_an_article_or_one_of_its_copies(database):
    keep(database, *(arrival(url=f"https://paper{n}.example/a", source_id=f"paper{n}") for n in range(3)))
    assert len(found(database, add(database))) == 1


def test_sections_are_those_of_sources_and_those_of_articles(database):
    one = add(database, query="section:film")
    numbers = keep(database, told(1, "A theatre.", section="Films"), told(2, "Another house."))
    assert found(database, one) == numbers[:1]
    again = add(database, {"paper": "Films"}, name="again", query="section:film")
    assert len(found(database, again)) == 2


def test_a_page_of_matches_follows_another(database):
    one = add(database)
    numbers = [keep(database, told(n, f"Theatre, the {n}th house of its kind {n * 7919}."))[0] for n in range(5)]
    with database.read() as c:
        first = watches.matches(c, one.id, 2)
        second = watches.matches(c, one.id, 2, before=first[-1].id)
        third = watches.matches(c, one.id, 2, before=second[-1].id)
    assert [match.entry.id for match in (*first, *second, *third)] == numbers[::-1]


def test_counts_and_names_are_those_of_the_matches(database):
    one, other = add(database), add(database, name="sea", query="sea")
    first, second = keep(database, told(1, "A theatre by the sea."), told(2, "The sea is calm today."))
    with database.read() as c:
        assert [(each.watch, each.matches, each.latest) for each in watches.overview(c)] == [
            (one, 1, NOON),
            (other, 2, NOON),
        ]
        assert watches.names(c, [first, second, 99]) == {first: ("theatres", "sea"), second: ("sea",)}


def test_two_watches_of_one_name_are_one_too_many(database):
    add(database, name="Café  Noir")
    with pytest.raises(InvalidInput, match="has that name already"):
        add(database, name="CAFE noir")


def test_a_watch_that_is_removed_is_gone_with_its_matches(database):
    one = add(database)
    keep(database, told(1, "A theatre by the sea."))
    with database.write() as c:
        watches.remove(c, one.id)
    with database.read() as c:
        assert watches.last(c) == 0
        assert watches.every(c) == ()
        for missing in (one.id, 0, 2**70):
            with pytest.raises(UnknownWatch):
                watches.numbered(c, missing)


def test_a_query_of_another_version_keeps_no_article_from_being_stored(database):
    with database.write() as c:
        c.execute(
            watches.watches.insert().values(
                name="odd", query="after:never", timezone="UTC", notify=False, created_at=NOON, claimed=0, told=0
            )
        )
        c.execute(
            watches.watches.insert().values(
                name="far",
                query="after:2026",
                timezone="Nowhere/At_All",
                notify=False,
                created_at=NOON,
                claimed=0,
                told=0,
            )
        )
    assert keep(database, told(1, "A theatre by the sea."))


def test_matches_are_announced_once_and_together(database):
    one = add(database, notify=True)
    add(database, name="quiet", query="sea")
    keep(database, told(1, "A theatre by the sea.", seen_at=LATER), told(2, "Another theatre.", seen_at=LATER))
    with database.write() as c:
        (due,) = announcements.due(c, 1)
    assert (due.watch, due.articles, [match.entry.article.title for match in due.matches]) == (one, 2, ["Number 2"])
    with database.write() as c:
        announcements.told(c, one.id, due.until)
        assert announcements.due(c, 1) == ()


def test_an_announcement_whose_process_was_killed_is_the_same_one_again(database):
    one = add(database, notify=True)
    keep(database, told(1, "A theatre by the sea.", seen_at=LATER))
    with database.write() as c:
        before = announcements.due(c, 9)
    keep(database, told(2, "Another theatre.", seen_at=LATER))
    with database.write() as c:
        assert announcements.due(c, 9) == before
        announcements.told(c, one.id, before[0].until)
        (rest,) = announcements.due(c, 9)
    assert [match.entry.article.title for match in rest.matches] == ["Number 2"]
    assert rest.until > before[0].until


def test_what_is_imported_from_earlier_days_is_found_and_not_announced(database):
    one = add(database, notify=True)
    keep(database, told(1, "A theatre by the sea.", counted_at=NOON - HOUR, seen_at=LATER))
    assert len(found(database, one)) == 1
    with database.write() as c:
        assert announcements.due(c, 9) == ()
        assert watches.found(c, 0) == ()
    with database.write() as c:
        assert announcements.due(c, 9) == ()


def test_a_thousand_watches_find_what_is_theirs(sqlite):
    with sqlite.write() as c:
        rows = [
            {
                "name": f"w{n}",
                "query": f'word{n} "of note" -not{n}',
                "timezone": "UTC",
                "notify": False,
                "created_at": NOON,
                "claimed": 0,
                "told": 0,
            }
            for n in range(1000)
        ]
        c.execute(watches.watches.insert(), rows)
    (number,) = keep(sqlite, told(1, "Word7 of note and word9 of note, but not9."))
    with sqlite.read() as c:
        assert watches.names(c, [number]) == {number: ("w7",)}
