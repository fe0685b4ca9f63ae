import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from monitor import render
from monitor.core.model import EditionState
from tests.builders import HOUR, NOON, edition, item
from tests.render.told import FORMATS, WORDS, mention


@WORDS
def test_a_story_is_told_with_title_source_time_summary_and_address(form):
    shown = form(edition(items=(item(also_in=(mention(), mention(source_name="The Courier"))),)))
    assert "Tuesday, 17 March 2026" in shown
    assert "1 story from 3 sources" in shown
    assert "culture" in shown
    assert "Harbour theatre opens again" in shown
    assert "The Paper" in shown
    assert "11:00" in shown
    assert "The Gazette" in shown
    assert "The Courier" in shown
    assert "The old harbour theatre opens its doors again on Friday" in re.sub(r"\s+", " ", shown)
    assert "https://paper.example/culture/harbour-theatre" in shown
    assert "corrected" not in re.sub(r"(?s)<style>.*</style>", "", shown)


@WORDS
def test_drafts_and_composed_editions_say_so_and_published_ones_do_not(form):
    assert "Draft: the next edition" in form(edition(state=EditionState.DRAFT))
    assert "Composed afterwards" in form(edition(state=EditionState.COMPOSED))
    assert "raft" not in form(edition())


@WORDS
def test_an_empty_edition_has_a_friendly_sentence_and_its_notes(form):
    shown = form(edition(items=(), notes=("There are no sources yet.",)))
    assert "Nothing new since Mon 16 Mar, 12:00. A quiet day: enjoy it." in shown
    assert "There are no sources yet." in shown
    assert "from 0" not in shown


@WORDS
def test_a_corrected_story_is_marked(form):
    assert "corrected" in re.sub(r"(?s)<style>.*</style>", "", form(edition(items=(item(corrected=True),))))


@WORDS
def test_times_are_in_the_editions_zone(form):
    shown = form(edition(timezone="Asia/Shanghai"))
    assert "19:00" in shown
    assert "Mon 16 Mar, 20:00 to Tue 17 Mar, 20:00 (Asia/Shanghai)" in shown


@pytest.mark.parametrize(
    ("published", "words"),
    [
        (NOON - 20 * HOUR, "Mon 16 Mar, 16:00"),
        (datetime(2026, 3, 17, tzinfo=UTC), "The Paper · Tue 17 Mar\n"),
        (None, "seen 12:00"),
    ],
)
def test_a_time_says_as_much_as_is_known(published, words):
    assert words in render.text(edition(items=(item(published=published),)))


def test_an_unknown_zone_is_shown_in_utc():
    assert "(UTC)" in render.text(edition(timezone="Nowhere/Land"))


def test_json_gives_every_value_back():
    told = item(also_in=(mention(),), corrected=True, published=None, title='Say "hi" — 戏台')
    made = edition(items=(told,), notes=("One note.",), since=NOON - timedelta(days=1))
    document = json.loads(render.json(made))
    assert (document["day"], document["timezone"], document["state"]) == ("2026-03-17", "UTC", "published")
    assert datetime.fromisoformat(document["since"]) == made.since
    assert datetime.fromisoformat(document["until"]) == made.until
    assert document["notes"] == ["One note."]
    (row,) = document["items"]
    assert row["title"] == told.title
    assert row["published"] is None
    assert row["corrected"] is True
    assert datetime.fromisoformat(row["first_seen"]) == told.first_seen
    assert row["also_in"] == [
        {
            "article_id": 2,
            "source": "The Gazette",
            "title": "Theatre reopens",
            "url": "https://gazette.example/a",
        }
    ]
    kept = row["sentences"][0]
    assert (kept["text"], kept["start"], kept["end"]) == (told.sentences[0].text, 0, told.sentences[0].end)


def test_every_format_is_the_same_each_time():
    for form in FORMATS.values():
        assert form(edition()) == form(edition())
