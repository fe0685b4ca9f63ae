import json
from datetime import UTC, datetime, timedelta

import pytest

from monitor import render
from monitor.core.model import Outcome
from monitor.service import archive, editions, imports, rows
from monitor.service.rows import BadRow
from tests.builders import PARAGRAPHS


def line(**changes):
    row = {"url": "https://paper.example/a", "title": "Harbour theatre opens", "text": "\n\n".join(PARAGRAPHS)}
    return json.dumps(row | changes)


async def test_rows_of_text_are_stored_as_they_are(make_desk):
    desk = make_desk()
    published = "2026-03-17T09:00:00+01:00"
    row = line(source="The Paper", authors=["Ada Moor"], published=published, language="en")
    done = await imports.load(desk, [row])
    (entry,) = archive.walk(desk)
    assert done.outcomes == ((Outcome.NEW, 1),)
    assert entry.article.paragraphs == PARAGRAPHS
    assert (entry.source_name, entry.article.authors) == ("The Paper", ("Ada Moor",))
    assert entry.article.published.isoformat() == "2026-03-17T08:00:00+00:00"


async def test_what_was_exported_is_imported_again_whole(make_desk, tmp_path):
    first, second = make_desk(), make_desk(history__database=f"sqlite:///{tmp_path}/second.db")
    given = line(source="paper", captions=["The worn steps. Photo: Ada Moor", "The hall"], section="Culture / Stage")
    await imports.load(first, [given])
    (row,) = render.jsonl(archive.walk(first))
    await imports.load(second, [row])
    (again,) = render.jsonl(archive.walk(second))
    kept = [{**json.loads(one), "first_seen": None, "last_seen": None} for one in (row, again)]
    assert kept[0] == kept[1]
    assert kept[0]["captions"] == ["The worn steps. Photo: Ada Moor", "The hall"]
    assert kept[0]["section"] == "Culture / Stage"


async def test_a_text_is_never_refused_for_its_length(make_desk):
    desk = make_desk()
    await imports.load(desk, [line(text="Yes.")])
    assert [entry.article.text for entry in archive.walk(desk)] == ["Yes."]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("{nonsense", "not JSON"),
        ("[]", "expected an object"),
        (line(url=None), '"url": is missing'),
        (line(url="ftp://paper.example/a"), "ftp://"),
        (line(url=7), '"url": expected a string'),
        (line(text=None), 'expected "html", or "title" and "text"'),
        (line(text="\u0000\u202e"), '"text"'),
        (line(published="yesterday"), '"published": expected ISO 8601'),
        (line(authors=[1]), '"authors": expected a list of strings'),
        (line(captions=[{}]), '"captions": expected a list of strings'),
        (line(section=1), '"section": expected a string'),
        (line(html="<html><body></body></html>", text=None), "not an article"),
        ("[" * 100_000, "not JSON"),
    ],
)
async def test_a_bad_row_is_named_by_its_line_and_the_others_are_stored(make_desk, row, reason):
    desk = make_desk()
    done = await imports.load(desk, [line(), "", row, line(url="https://paper.example/b", text="Another text.")])
    assert [bad.line for bad in done.bad] == [3]
    assert reason in f"not an article {done.bad[0].reason}"
    assert done.stored == 2


async def test_rows_of_one_text_at_two_papers_are_copies(make_desk):
    desk = make_desk()
    await imports.load(desk, [line(source="one"), line(source="two", url="https://other.example/b")])
    first, second = archive.walk(desk)
    assert first.story_id == second.story_id
    assert {first.copy_of, second.copy_of} == {None, first.url if first.copy_of is None else second.url}


async def test_importing_twice_changes_nothing(make_desk):
    desk = make_desk()
    given = [line(), line(url="https://paper.example/b", text="Another text altogether.")]
    await imports.load(desk, given)
    done = await imports.load(desk, given)
    assert done.outcomes == ((Outcome.UNCHANGED, 2),)
    assert (done.stored, done.taken) == (0, 2)


SEVEN = datetime(2026, 3, 17, 7, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize("published", [None, "2026-03-19T07:00:00Z"])
async def test_a_row_read_before_an_edition_and_stored_after_it_is_in_the_next_one(make_desk, published):
    moment = [SEVEN - timedelta(seconds=1)]
    desk = make_desk(now=lambda: moment[0])
    first = []

    def reached(_):  # what was read waits to be stored, while an edition comes out
        if not first:
            moment[0] = SEVEN
            first.append(editions.publish(desk))
            moment[0] = SEVEN + timedelta(seconds=1)

    await imports.load(desk, [line(published=published)], reached)
    moment[0] = SEVEN + DAY
    assert (first[0].items, len(editions.publish(desk).items)) == ((), 1)


def test_blank_lines_are_passed_over_but_counted():
    found = list(rows.parsed(["\n", line(), "  ", "x"]))
    assert [row.line for row in found] == [2, 4]
    assert isinstance(found[1], BadRow)
