"""What an edition says of itself and of the one before."""

import json
import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from monitor import render
from monitor.core.model import Alteration, EditionKind, Ended, Novelty, Quote, Silence, Tier
from tests.builders import HOUR, NOON, edition, item
from tests.render.told import WORDS, mention, plain, sentence


def quoted(text, **changes):
    values = {"article_id": 2, "source_name": "The Gazette", "url": "https://gazette.example/a"}
    return Quote(sentence=sentence(text), **(values | changes))


def whole():
    """An edition with a story of each kind, one that is over, and a source that is silent."""
    told = (
        item(story_id=1, outlets=3, also_in=(mention(),), quotes=(*item().quotes, quoted("It was full."))),
        item(
            story_id=2,
            title="Bridge painted",
            novelty=Novelty.DEVELOPING,
            quotes=(),
            update=(quoted("The paint is dry."),),
            first_told=NOON - 30 * HOUR,
            section="Art",
            watches=("bridges",),
        ),
        item(
            story_id=3,
            title="Museum counts",
            tier=Tier.ALSO_NOTABLE,
            quotes=(),
            novelty=Novelty.CORRECTED,
            alterations=(Alteration(kind="figures changed", before="40,000 came", after="4,000 came"),),
        ),
    )
    return edition(
        items=told,
        ended=(Ended(story_id=9, title="The choir went home", last_told=NOON - 90 * HOUR, outlets=4),),
        silences=(Silence(source_id="g", source_name="The Gazette", since=NOON - 50 * HOUR, reason="nothing new"),),
    )


@WORDS
def test_what_changed_since_yesterday_is_said(form):
    shown = re.sub(r"(?s)<style>.*</style>", "", form(whole()))
    said = re.sub(r"\s+", " ", plain(shown) if form is render.html else shown).replace("**", "")
    assert re.search(r"Must know.*Harbour theatre.*Bridge painted.*Also notable.*Museum counts", said)
    for words in (
        "3 outlets",
        "It was full. (The Gazette)",
        "developing, first told Mon 16 Mar, 06:00",
        "New: The paint is dry. (The Gazette)",
        "corrected since it was told",
        "Figures",
        "4,000 came",
        "watched: bridges",
        "The choir went home",
        "nothing new since Fri 13 Mar, 18:00; 4 outlets told it",
        "Silent: The Gazette: nothing new since Sun 15 Mar, 10:00.",
    ):
        assert words in said


@WORDS
@pytest.mark.parametrize(
    ("count", "named", "last"),
    [(6, 6, "Paper 5: never visited."), (24, 5, "and 19 others: monitor sources list shows all.")],
)
def test_of_many_silent_sources_a_few_are_named_and_the_others_counted(form, count, named, last):
    names = (f"Paper {n}" for n in range(count))
    silent = tuple(Silence(source_id=name, source_name=name, since=None, reason="never visited") for name in names)
    shown = form(edition(silences=silent))
    shown = plain(shown) if form is render.html else shown
    said = re.sub(r"\s+", " ", shown).replace("\\", "").replace("`", "")
    assert said.count("never visited") == named
    assert last in said
    assert form is not render.html or "`" not in shown


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (EditionKind.MORNING, "Morning digest"),
        (EditionKind.EVENING, "Evening digest"),
        (EditionKind.WEEKLY, "Weekly digest"),
        (EditionKind.CATCH_UP, "Catch-up"),
    ],
)
@WORDS
def test_an_edition_is_called_by_its_kind(form, kind, name):
    assert name.casefold() in form(edition(kind=kind)).casefold()


def test_a_sentence_of_another_outlet_is_linked_to_its_own_article_and_credited():
    page = LexborHTMLParser(render.html(whole()))
    links_of = [link.attributes["href"].partition("#")[0] for link in page.css("#story-1 .quotes a")]
    assert links_of == ["https://paper.example/culture/harbour-theatre", "https://gazette.example/a"]
    assert [credit.text() for credit in page.css("#story-1 .credit")] == ["(The Gazette)"]


def test_of_what_was_corrected_only_the_words_that_differ_are_struck():
    shown = render.html(whole())
    assert "<del>40,000</del> <ins>4,000</ins> came" in shown


def test_json_gives_what_changed_since_yesterday():
    document = json.loads(render.json(whole()))
    assert (document["name"], document["kind"]) == ("2026-03-17", "daily")
    first, second, third = document["items"]
    assert (first["id"], first["tier"], first["novelty"], first["outlets"]) == ("2026-03-17/1", "must know", "new", 3)
    assert first["quotes"][1]["source"] == "The Gazette"
    assert second["update"][0]["text"] == "The paint is dry."
    assert second["watches"] == ["bridges"]
    assert third["alterations"] == [{"kind": "figures changed", "before": "40,000 came", "after": "4,000 came"}]
    assert third["corrected"] is True
    assert document["ended"][0]["outlets"] == 4
    assert document["silences"][0]["reason"] == "nothing new"
