"""A story's page: who told it when, in which words, and where they differ."""

from tests.builders import HOUR, NOON, PARAGRAPHS, arrival

GAZETTE = {"source_id": "gazette", "source_name": "The Gazette"}
OWN = (
    "The harbour theatre is open again; Mara Lindqvist began with short plays by writers from the town.",
    "The repairs took eleven years, said the gardener of the theatre.",
)


def told_twice(newsroom):
    newsroom.store(
        arrival(published=NOON - 3 * HOUR),
        arrival(url="https://gazette.example/1", title="Theatre returns", paragraphs=OWN, published=NOON, **GAZETTE),
        arrival(url="https://gazette.example/2", title="Also there", published=NOON, **GAZETTE),
    )
    return newsroom.reader()


def test_a_story_is_told_by_all_of_its_outlets_in_order(newsroom):
    page = told_twice(newsroom).get("/stories/1").text
    assert "told by 2 outlets" in page
    assert page.index("Harbour theatre opens again</a>") < page.index("Theatre returns</a>")
    assert "the same text as <bdi>The Paper</bdi>" in page
    assert '<circle class="first"' in page
    assert "The Paper told it first, 17 March 2026, 10:00; 2 outlets within 3 hours." in page


def test_a_sentence_of_a_story_leads_to_its_place_though_it_is_in_no_summary(newsroom):
    reader = told_twice(newsroom)
    text = "\n\n".join(PARAGRAPHS)
    start = text.index(PARAGRAPHS[3])
    page = reader.get(f"/articles/1?at={start}-{start + len(PARAGRAPHS[3])}").text
    assert f'<span id="quote">{PARAGRAPHS[3]}</span></mark>' in page
    assert f'<mark id="s1">{PARAGRAPHS[0]}</mark>' in page
    assert f'<mark id="s1"><span id="quote">{PARAGRAPHS[0]}</span></mark>' in reader.get("/articles/1?at=0-20").text


def test_offsets_that_are_none_mark_nothing(newsroom):
    reader = told_twice(newsroom)
    for at in ("9-3", "0-99999", "1e3-4", "-4", "5", "0-0", "99999999-999999999", "80-90", "%00"):
        page = reader.get(f"/articles/1?at={at}")
        assert (at, page.status_code) == (at, 200)
        assert at == "80-90" or 'id="quote"' not in page.text


def test_an_article_leads_to_its_story(newsroom):
    assert 'href="/stories/1"' in told_twice(newsroom).get("/articles/2").text


def test_a_story_that_is_none_is_not_there(newsroom):
    for number in ("1", "0", str(2**63), "x"):
        assert newsroom.reader().get(f"/stories/{number}").status_code == 404
