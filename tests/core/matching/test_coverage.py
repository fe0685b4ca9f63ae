from datetime import timedelta

import pytest

from monitor.core.edition import Frame
from monitor.core.matching import agencies
from monitor.core.matching.coverage import coverage, lead
from monitor.core.model import EditionState
from tests.builders import HOUR, NOON, PARAGRAPHS, article, entry
from tests.core.edition.paper import compose

DISPATCH = ("APPLECOMBE (Reuters) - " + PARAGRAPHS[0], *PARAGRAPHS[1:])


def told(number, *, seen=NOON, source="The Paper", **changes):
    url = f"https://p{number}.example/a"
    inner = {name: changes.pop(name) for name in ("paragraphs", "authors", "published", "title") if name in changes}
    return entry(
        id=number,
        source_id=f"p{number}",
        source_name=source,
        first_seen=seen,
        last_seen=seen,
        article=article(**({"url": url, "published": seen} | inner)),
        **changes,
    )


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("BERLIN (AP) - The theatre opened again on Friday.", "AP"),
        ("Berlin (dpa) \u2014 Das Theater ist wieder offen.", "dpa"),
        ("BERLIN, March 17 (Reuters) - The theatre opened again.", "Reuters"),
        ("LONDON (AP/Reuters) The theatre opened again.", "AP"),
        ("ROMA, ANSA - Il teatro ha riaperto.", "ANSA"),
        ("\uff08新华社\uff09 剧院重新开放。", "Xinhua"),
        ("[新华社] 剧院重新开放。", "Xinhua"),
        ("The agency Reuters was founded in Aachen, and AP in New York.", None),
        ("Reuters opened an office in the old theatre.", None),
        ("The theatre opened again on Friday. (AFP)", "AFP"),
        ("The theatre opened again on Friday. \u2014 PTI", "PTI"),
        ("", None),
    ],
)
def test_a_text_is_credited_to_the_agency_that_its_first_or_last_words_name(text, agency):
    assert agencies.credit(article(paragraphs=(text,))) == agency


def test_a_byline_names_an_agency_too():
    assert agencies.credit(article(authors=("Mara Lindqvist", "Agence France-Presse"))) == "AFP"
    assert agencies.credit(article(authors=("Reuters Thimble",), paragraphs=())) is None


def test_the_first_seen_that_copies_nothing_leads():
    own, copy = told(1, seen=NOON), told(2, seen=NOON - HOUR, copy_of="https://p1.example/a")
    assert lead([copy, own]) == own
    assert lead([copy]) == copy


def test_an_agencys_own_print_leads_its_copies_whenever_it_came():
    paper = told(1, paragraphs=DISPATCH)
    other = told(2, seen=NOON + HOUR, source="Evening Post", paragraphs=DISPATCH, copy_of=paper.url)
    agency = told(3, seen=NOON + 2 * HOUR, source="Reuters World News", paragraphs=DISPATCH, copy_of=paper.url)
    report = told(4, seen=NOON + HOUR, source="Reuters", title="Another text")
    assert lead([paper, other, report]) == paper
    assert lead([paper, other, report, agency]) == agency


def test_the_digest_names_the_papers_beside_the_original():
    paper = told(1, paragraphs=DISPATCH)
    agency = told(3, seen=NOON + HOUR, source="Reuters", paragraphs=DISPATCH, copy_of=paper.url)
    frame = Frame(day=NOON.date(), timezone="UTC", state=EditionState.DRAFT, since=NOON - HOUR, until=NOON + 2 * HOUR)
    (item,) = compose(frame, [paper, agency]).items
    assert (item.source_name, [mention.source_name for mention in item.also_in]) == ("Reuters", ["The Paper"])


def test_a_story_knows_who_was_first_its_outlets_and_its_timeline():
    late = told(1, seen=NOON, published=NOON - HOUR, source="Morning Post")
    first = told(2, seen=NOON + HOUR, published=NOON - 3 * HOUR, source="Evening Post")
    again = told(3, seen=NOON + timedelta(days=1), source="Evening Post", copy_of=first.url, version=2)
    known = coverage([late, again, first])
    assert known.story_id == 1
    assert (known.lead.article_id, known.first.article_id) == (1, 2)
    assert known.outlets == ("Evening Post", "Morning Post")
    assert [telling.article_id for telling in known.timeline] == [2, 1, 3]
    assert (known.timeline[2].copy_of, known.timeline[2].versions) == (first.url, 2)
    assert known.agency is None
