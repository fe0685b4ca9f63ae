"""An edition as the front page shows it: tiers, what is new since yesterday, what is over and who is silent."""

import re
from datetime import date

from monitor.core.model import (
    Alteration,
    EditionKind,
    EditionState,
    Ended,
    Novelty,
    Quote,
    ScorePart,
    Sentence,
    Silence,
    Tier,
)
from monitor.web import fronts
from tests.builders import HOUR, NOON, PARAGRAPHS, arrival, edition, item, summary

GAZETTE = {"source_id": "gazette", "source_name": "The Gazette"}


def published(newsroom, *items, **changes):
    newsroom.store(
        arrival(), arrival(url="https://gazette.example/1", title="Theatre returns", published=NOON, **GAZETTE)
    )
    newsroom.publish(edition(items=items, timezone="Europe/Berlin", **changes))
    return newsroom.reader()


def text_of(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


def test_an_edition_is_read_in_two_tiers_and_a_story_says_its_section(newsroom):
    small = item(story_id=2, title="A small thing", section="books", tier=Tier.ALSO_NOTABLE)
    page = published(newsroom, item(), small).get("/").text
    assert page.index("Must know") < page.index("Harbour theatre") < page.index("Also notable")
    assert page.index("Also notable") < page.index("A small thing")
    assert '<span dir="auto">books</span>' in page


def test_what_is_said_of_a_story_stands_where_its_headline_does(newsroom):
    arabic = item(story_id=2, title="مهرجان الكتب", source_name="The Gazette")
    english = item(story_id=3, source_name="بريد الغيمة")
    page = published(newsroom, arabic, english).get("/").text
    assert '<article class="story lead" dir="rtl" id="story-2">' in page
    assert '<article class="story" dir="ltr" id="story-3">' in page
    assert '<span dir="auto">بريد الغيمة</span>' in page


def test_what_is_told_again_says_why_and_what_is_new_in_it(newsroom):
    sentences = summary(arrival().article, 2).sentences
    fresh = Quote(sentence=sentences[1], article_id=1, source_name="The Paper", url=arrival().url)
    developing = item(novelty=Novelty.DEVELOPING, update=(fresh,), sentences=sentences[:1])
    changed = Alteration(kind="headline", before="Opens on Monday", after="Opens on Friday")
    corrected = item(story_id=2, title="Opens on Friday", novelty=Novelty.CORRECTED, alterations=(changed,))
    page = published(newsroom, developing, corrected).get("/")
    assert f"New in it {PARAGRAPHS[1]}" in text_of(page)
    assert "Opens on <del>Monday</del> <ins>Friday</ins></dd>" in page.text
    assert "1 developing and 1 corrected" in page.text


def test_that_a_story_is_new_is_said_only_where_most_are_not(newsroom):
    old = item(novelty=Novelty.DEVELOPING)
    assert "novelty new" not in published(newsroom, item(story_id=2), item(story_id=3), old).get("/").text
    newsroom.publish(
        edition(
            day=date(2026, 3, 18),
            until=NOON + HOUR,
            items=(item(story_id=2), old, item(story_id=3, novelty=Novelty.CORRECTED)),
        )
    )
    assert "novelty new" in newsroom.reader().get("/").text


def test_a_watch_that_matches_is_named(newsroom):
    assert "Watch: Theatres" in published(newsroom, item(watches=("Theatres",))).get("/").text


def test_what_is_over_and_who_is_silent_stand_at_the_end(newsroom):
    over = Ended(story_id=7, title="The lighthouse orchestra", last_told=NOON - 50 * HOUR, outlets=4)
    silent = Silence(source_id="gazette", source_name="The Gazette", since=NOON - 60 * HOUR, reason="it answers 403")
    page = text_of(published(newsroom, item(), ended=(over,), silences=(silent,)).get("/"))
    assert "The lighthouse orchestra nothing new since 15 March, 11:00 · 4 outlets told it" in page
    assert "The Gazette : it answers 403 since 15 March, 01:00" in page


def test_of_many_silent_sources_a_few_are_named_and_the_others_folded_away(newsroom):
    every = tuple(Silence(source_id=f"s{n}", source_name=f"Paper {n}", since=None, reason="quiet") for n in range(24))
    page = published(newsroom, item(), silences=every).get("/").text
    shown, _, folded = page.partition("<details>")
    assert (shown.count(": quiet"), folded.count(": quiet")) == (5, 19)
    assert "<summary>19 more</summary>" in folded
    front = fronts.front(newsroom.desk, edition(silences=every[:6]))
    assert front.silences == (every[:6], ())


def test_a_story_of_several_outlets_leads_to_its_page(newsroom):
    assert '<a href="/stories/1">3 outlets</a>' in published(newsroom, item(outlets=3)).get("/").text


def test_a_sentence_of_another_outlet_leads_to_its_place_in_that_article(newsroom):
    own = Quote(sentence=summary().sentences[0], article_id=1, source_name="The Paper", url="https://paper.example/")
    text = PARAGRAPHS[0]
    there = Sentence(text=text, paragraph=0, start=0, end=len(text), score=1)
    other = Quote(sentence=there, article_id=2, source_name="The Gazette", url="https://gazette.example/1")
    reader = published(newsroom, item(quotes=(own, other)))
    assert 'href="/articles/2?edition=2026-03-17#s1"' in reader.get("/").text
    assert f'<mark id="s1">{text}</mark>' in reader.get("/articles/2?edition=2026-03-17").text


def test_sentences_of_another_outlet_say_whose_they_are(newsroom):
    told = summary(sentences=4).sentences
    own, here, there = (
        Quote(sentence=told[place], article_id=1 + bool(place), source_name=name, url="https://paper.example/")
        for place, name in ((0, "The Paper"), (1, "The Gazette"), (3, "The Gazette"))
    )
    page = text_of(published(newsroom, item(quotes=(own, here, there), update=(here, own))).get("/"))
    assert f"{PARAGRAPHS[0]} {PARAGRAPHS[1]} {PARAGRAPHS[3]} (The Gazette)" in page
    assert f"New in it {PARAGRAPHS[1]} (The Gazette) {PARAGRAPHS[0]}" in page
    assert page.count("(The Gazette)") == 2


def test_a_draft_leads_to_the_article_as_it_is(newsroom):
    newsroom.store(arrival())
    assert f'href="/articles/1?at=0-{len(PARAGRAPHS[0])}#quote"' in newsroom.reader().get("/draft").text


def test_each_edition_of_a_day_has_its_page_its_neighbours_and_its_place_in_the_archive(newsroom):
    newsroom.publish(edition(day=date(2026, 3, 16), until=NOON - 24 * HOUR))
    newsroom.publish(edition(until=NOON - 6 * HOUR))
    newsroom.publish(edition(kind=EditionKind.EVENING))
    reader = newsroom.reader()
    evening = reader.get("/editions/2026-03-17-evening").text
    assert "Evening digest" in evening
    assert 'rel="prev" href="/editions/2026-03-17">' in evening
    assert 'rel="next" href="/editions/2026-03-17-evening"' in reader.get("/editions/2026-03-17").text
    archive = reader.get("/editions").text
    assert 'href="/editions/2026-03-17" aria-label="Tuesday, 17 March 2026">17</a>' in archive
    assert 'href="/editions/2026-03-17-evening">17 March, evening digest</a>' in archive
    assert reader.get("/editions/2026-03-18-evening").status_code == 404


def test_a_composed_day_lies_between_published_ones():
    issues = tuple(fronts.Issue(f"2026-03-{day}", date(2026, 3, day), EditionKind.DAILY) for day in (19, 18, 15))
    composed = edition(day=date(2026, 3, 17), state=EditionState.COMPOSED)
    earlier, later = fronts._neighbours(issues, composed)
    assert (earlier.name, later.name) == ("2026-03-15", "2026-03-18")


def test_every_story_leads_to_why_it_is_here(newsroom):
    reader = published(newsroom, item(account=(ScorePart(name="coverage", value=3.0, reason="3 outlets"),)))
    assert 'href="/stories/1/why?edition=2026-03-17"' in reader.get("/").text
    page = reader.get("/stories/1/why?edition=2026-03-17")
    assert "Why it is here" in page.text
    assert "How many tell it 100 % 3 outlets +3.00" in text_of(page)
    assert PARAGRAPHS[0] in page.text


def test_why_is_told_in_words_and_shares_before_any_number(newsroom):
    account = (
        ScorePart(name="coverage", value=3.0, reason="3 outlets"),
        ScorePart(name="novelty", value=1.0, reason="no edition told it before"),
        ScorePart(name="turn", value=-0.5, reason="The Paper leads 1 better story"),
        ScorePart(name="prominence", value=0.0, reason="place 21"),
    )
    reader = published(newsroom, item(account=account, sentences=summary(arrival().article, 2).sentences))
    page = reader.get("/stories/1/why?edition=2026-03-17")
    told = text_of(page)
    assert "How many tell it 75 % 3 outlets +3.00" in told
    assert "After better ones of its source \u221212 % The Paper leads" in told
    assert "Where its paper put it nothing place 21" in told
    assert re.search(r"For it: it says much that the reports say \(\d+ %\); ", told)
    assert re.search(r"Against it: each of its words takes room \(\d+ %\)", told)
    assert told.index("For it") < told.index("In numbers What each had")


def test_a_story_that_is_in_no_edition_says_why(newsroom):
    newsroom.publish(edition(items=(), since=NOON - 30 * HOUR, until=NOON - 20 * HOUR))
    newsroom.store(arrival(published=NOON - HOUR))
    page = newsroom.reader().get("/stories/1/why?edition=2026-03-17").text
    assert "Why it is not here" in page
    assert "nothing of it came" in page
    for path in ("/stories/2/why", "/stories/1/why?edition=nothing", "/stories/0/why"):
        assert (path, newsroom.reader().get(path).status_code) == (path, 404)


def test_who_was_away_reads_all_that_came_since(newsroom):
    newsroom.store(arrival())
    page = newsroom.reader().get("/catch-up?since=2026-03-16")
    assert "Put together just now" in page.text
    assert "Harbour theatre opens again" in page.text
    far = text_of(newsroom.reader().get("/catch-up?since=1900-01-01"))
    assert "A catch-up goes back 31 days at most; what came before is in the archive" in far
    assert newsroom.reader().get("/catch-up").headers["location"] == "/editions"
    for day in ("2026-03-19", "never", "2026-03-18"):
        assert newsroom.reader().get(f"/catch-up?since={day}").status_code in {404, 422}


def test_why_a_story_is_told_names_a_day_without_an_edition_as_one(newsroom):
    newsroom.store(arrival())
    page = newsroom.reader().get("/stories/1/why?edition=2026-03-17").text
    assert 'In what came on <a href="/editions/2026-03-17">2026-03-17</a>, a day without an edition' in page
    assert 'In the draft of <a href="/draft">' in newsroom.reader().get("/stories/1/why").text
