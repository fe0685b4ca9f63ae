import re
from datetime import date, timedelta

import pytest

from monitor.core.model import EditionState, Mention, SourceState
from monitor.service import editions
from tests.builders import HOUR, NOON, PARAGRAPHS, arrival, edition, item, summary


def text_of(page):
    """What a reader sees, roughly: no tags, one space between words."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


def test_the_front_page_tells_the_latest_edition(reader):
    page = reader.get("/")
    assert page.status_code == 200
    assert "Tuesday, 17 March 2026" in page.text
    assert "Published" in page.text
    assert "Draft" not in page.text
    assert "Harbour theatre opens again" in page.text


def test_a_story_leads_to_its_article_and_each_sentence_to_its_place(reader):
    page = reader.get("/").text
    assert 'href="/articles/1?edition=2026-03-17">Harbour theatre opens again</a>' in page
    assert f'#s2">{PARAGRAPHS[1]}</a>' in page
    article = reader.get("/articles/1?edition=2026-03-17").text
    assert f'<mark id="s2">{PARAGRAPHS[1]}</mark>' in article


def test_times_are_local_and_say_whose(reader):
    page = reader.get("/")
    assert ">12:00</time>" in page.text  # 11:00 UTC in Berlin
    assert "Europe/Berlin" in page.text


def test_before_the_first_edition_the_front_page_is_a_draft_and_says_so(newsroom):
    newsroom.store(arrival())
    page = newsroom.reader().get("/")
    assert "Draft" in page.text
    assert "Harbour theatre opens again" in page.text


def test_what_came_after_the_latest_edition_is_one_step_away(newsroom):
    newsroom.publish(edition(until=NOON - HOUR))
    newsroom.store(arrival(title="A late arrival"))
    reader = newsroom.reader()
    assert 'href="/draft"' in reader.get("/").text
    page = reader.get("/draft").text
    assert "Draft" in page
    assert "A late arrival" in page
    assert 'rel="prev" href="/editions/2026-03-17"' in page


def test_an_empty_history_explains_itself(newsroom):
    page = newsroom.reader().get("/")
    assert page.status_code == 200
    assert "<code>monitor fetch</code>" in page.text


def test_a_story_names_the_other_outlets(newsroom):
    also = Mention(article_id=2, source_name="The Gazette", title="Theatre returns", url="https://gazette.example/1")
    newsroom.publish(edition(items=(item(also_in=(also,), corrected=True),)))
    page = newsroom.reader().get("/")
    assert '<a href="/articles/2" title="Theatre returns" dir="auto">The Gazette</a>' in page.text
    assert "Corrected" in page.text
    assert "1 story from 2 sources" in page.text


def test_an_earlier_day_leads_to_its_neighbours(newsroom):
    for day in (16, 15, 12):
        newsroom.publish(edition(day=date(2026, 3, day)))
    page = newsroom.reader().get("/editions/2026-03-15").text
    assert 'rel="prev" href="/editions/2026-03-12"' in page
    assert 'rel="next" href="/editions/2026-03-16"' in page


def test_the_archive_lists_days_by_month(newsroom):
    newsroom.publish(edition(day=date(2026, 2, 27)))
    newsroom.publish(edition(day=date(2026, 3, 16)))
    page = newsroom.reader().get("/editions").text
    assert page.index("March 2026") < page.index("February 2026")
    assert 'href="/editions/2026-02-27" aria-label="Friday, 27 February 2026">27</a>' in page


def test_a_day_without_an_edition_says_that_it_was_put_together_afterwards(newsroom):
    newsroom.store(arrival(published=NOON - 49 * HOUR))
    page = newsroom.reader().get("/editions/2026-03-15")
    assert editions.on(newsroom.desk, date(2026, 3, 15)).state is EditionState.COMPOSED
    assert "Put together afterwards" in page.text
    assert "Harbour theatre opens again" in page.text


def test_the_form_for_a_day_leads_to_that_day_and_nowhere_else(reader):
    answer = reader.get("/editions?day=2026-03-15")
    assert (answer.status_code, answer.headers["location"]) == (303, "/editions/2026-03-15")
    assert reader.get("/editions?day=//elsewhere.example").status_code == 404


def test_a_day_that_is_none_is_not_there(reader):
    for name in ["yesterday", "2026-02-30", "0001-01-01", "20260317", "2999-01-01", "2026-03-19", "%00"]:
        assert (name, reader.get(f"/editions/{name}").status_code) == (name, 404)


def test_an_article_shows_its_summary_in_its_text(reader):
    page = reader.get("/articles/1")
    assert f'<mark id="s1">{PARAGRAPHS[0]}</mark>' in page.text
    assert '<a href="#s1">' in page.text
    assert 'href="https://paper.example/culture/harbour-theatre"' in page.text


def test_an_article_that_is_none_is_not_there(reader):
    for number in ["2", "99999999999999999999999", "0", "x", "-1"]:
        page = reader.get(f"/articles/{number}")
        assert (number, page.status_code) == (number, 404)
        assert "There is no such" in page.text


def corrected(newsroom):
    """One article whose first paragraph was changed after two hours; its id."""
    later = (PARAGRAPHS[0].replace("nine", "ten"), *PARAGRAPHS[1:])
    newsroom.store(arrival())
    (article_id,) = newsroom.store(arrival(paragraphs=later, seen_at=NOON + 2 * HOUR))
    return article_id


def test_an_article_says_what_it_said_before(newsroom):
    page = newsroom.reader().get(f"/articles/{corrected(newsroom)}").text
    assert "<del>nine</del>" in page
    assert "<ins>ten</ins>" in page
    assert "What it said before" in page
    assert page.count('class="changed"') == 1


def test_in_the_text_itself_only_the_words_that_changed_are_marked_and_a_legend_says_how(newsroom):
    page = newsroom.reader().get(f"/articles/{corrected(newsroom)}").text
    text = page.partition('aria-labelledby="text"')[2].partition("</section>")[0]
    assert '<p class="changed" dir="auto"><span class="flag" lang="en" dir="ltr">Changed: </span><mark id="s1">' in text
    assert "<del>nine</del> <ins>ten</ins>" in text
    legend = text.partition('class="legend">')[2].partition("</p>")[0]
    assert all(words in legend for words in ("sentences of the summary", "words removed", "words added"))
    whole = newsroom.reader().get(f"/articles/{corrected(newsroom)}?version=1").text
    assert "words removed" not in whole


def test_an_earlier_version_can_be_read(newsroom):
    article_id = corrected(newsroom)
    page = newsroom.reader().get(f"/articles/{article_id}?version=1")
    assert "This is what the article said from" in page.text
    assert "after nine years" in text_of(page)
    assert newsroom.reader().get(f"/articles/{article_id}?version=3").status_code == 404


def test_a_sentence_of_a_published_edition_leads_to_the_text_that_it_was_taken_from(newsroom):
    article_id = corrected(newsroom)
    old = summary(arrival().article, 1).sentences
    newsroom.publish(edition(items=(item(article_id=article_id, sentences=old),)))
    page = newsroom.reader().get(f"/articles/{article_id}?edition=2026-03-17").text
    assert f'<mark id="s1">{PARAGRAPHS[0]}</mark>' in page


def test_an_article_names_its_copies(newsroom):
    gazette = {"source_id": "gazette", "source_name": "The Gazette"}
    newsroom.store(arrival(), arrival(url="https://gazette.example/theatre", published=NOON, **gazette))
    page = text_of(newsroom.reader().get("/articles/1"))
    assert "Same story" in page
    assert "The Gazette · 13:00 · the same text" in page


def test_a_search_shows_where_the_words_stand(reader):
    page = reader.get("/search?q=rehearsal")
    assert page.status_code == 200
    assert "<mark>rehearsal</mark>" in page.text
    assert "1 article, best first" in page.text


def test_that_a_search_can_be_watched_stands_over_what_it_found(newsroom):
    newsroom.store(arrival())
    page = newsroom.reader().get("/search?q=harbour").text
    assert page.index("1 article,") < page.index('href="/watches?q=harbour"') < page.index('<ol class="results"')
    assert "/watches?q=" not in newsroom.reader().get("/search?q=harbour&page=2").text


def test_a_search_goes_on_over_pages(newsroom):
    newsroom.store(
        *(
            arrival(url=f"https://paper.example/{n}", title=f"Concert {n}", paragraphs=(f"Hall {n} was full. " * 9,))
            for n in range(23)
        )
    )
    reader = newsroom.reader()
    first = reader.get("/search?q=concert").text
    assert 'rel="next" href="/search?q=concert&amp;page=2"' in first
    second = reader.get("/search?q=concert&page=2").text
    assert second.count('<li dir="ltr">\n    <h2') == 3
    assert 'rel="next"' not in second
    assert '<ol class="results" start="21">' in second


def test_a_word_that_is_only_begun_finds_those_that_begin_so(reader):
    page = reader.get("/search?q=theatre+rehea").text
    assert "1 article, best first, with words that begin so" in page
    assert "<mark>rehea</mark>rsal" in page
    assert "begin so" not in reader.get("/search?q=rehearsal").text
    assert "Nothing was found" in reader.get("/search?q=re").text
    assert "Nothing was found" in reader.get("/search?q=xyz").text
    assert "There is nothing of source:papper; the nearest: source:paper." in reader.get("/search?q=source:papper").text
    assert "Nothing further" in reader.get("/search?q=rehearsal&page=2").text


def test_a_search_says_what_it_takes_otherwise_than_it_may_be_meant(reader):
    page = reader.get('/search?q="harbour theatre').text
    assert "The quotation mark in &#34;harbour theatre is not closed; it is taken as closed at the end." in page
    assert 'href="/watches?q=%22harbour%20theatre%22"' in page
    assert "asked for by sectoin:, and its words are searched for; the nearest: section:" in (
        reader.get("/search?q=sectoin:film").text
    )
    assert 'class="note"' not in reader.get("/search?q=harbour+https://paper.example").text


def test_fewer_words_are_advised_where_there_are_several(reader):
    assert "Fewer words find more" in reader.get("/search?q=xyz+abc").text
    assert "Fewer words find more" not in reader.get("/search?q=xyz").text


def test_an_empty_search_explains_how_to_ask(reader):
    assert "How to ask" in reader.get("/search").text
    assert "How to ask" in reader.get("/search?q=++").text


ODD = [
    '"',
    "'",
    "%00",
    "a AND",
    "((",
    "foo-bar*",
    "NEAR(a b)",
    "%F0%9F%8E%AD",
    "-x",
    "source:",
    "%ED%A0%80",
    "a" * 9000,
]


def test_no_query_breaks_the_search(reader):
    for query in (*ODD, "a&page=99999999999", "a&page=-1", "a&page=x", "a&q=b"):
        page = reader.get(f"/search?q={query}")
        assert (query, page.status_code in {200, 422}) == (query, True)
        assert "<h1>Search</h1>" in page.text


def test_a_query_that_cannot_be_meant_is_explained(reader):
    page = reader.get("/search?q=after:tomorrow")
    assert page.status_code == 422
    assert "after:" in page.text
    assert "How to ask" in page.text


def test_the_sources_say_how_they_are_and_what_to_do(newsroom):
    newsroom.visited(SourceState(source_id="paper", last_visit=NOON - HOUR, last_new=NOON - 3 * HOUR))
    newsroom.visited(
        SourceState(source_id="gazette", last_visit=NOON - timedelta(minutes=5), failures=2, error="answered 403")
    )
    page = text_of(newsroom.reader().get("/sources"))
    assert "The Paper well No articles in 28 days. 3 hours ago 0" in page
    assert "failing No articles in 28 days. nothing yet" in page
    assert "answered 403" in page
    assert "monitor sources check gazette" in page


def test_every_page_says_where_it_is_and_can_be_skipped_to_its_text(reader):
    for path in ("/", "/editions", "/search", "/sources", "/api"):
        page = reader.get(path).text
        assert f'<a href="{path}" aria-current="page">' in page
        assert 'href="#content"' in page
        assert '<html lang="en">' in page


@pytest.mark.parametrize("day", ["2026-03-19", "2030-12-10"])
def test_a_day_to_come_is_told_to_be_one_on_the_page_and_to_programs(newsroom, day):
    for address in (
        f"/editions/{day}",
        f"/catch-up?since={day}",
        f"/api/v1/editions/{day}",
        f"/api/v1/editions/{day}/items",
        f"/api/v1/edition?day={day}",
    ):
        answer = newsroom.reader().get(address)
        assert (address, answer.status_code) == (address, 404)
        assert "That day is still to come" in answer.text
        assert f"{day}: expected a day that has begun." in answer.text
