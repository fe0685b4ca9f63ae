"""One page on the command line: extract and summarize."""

import pytest

from tests.builders import PARAGRAPHS

PAGE = f"""<!doctype html><html lang="en"><head><title>Harbour theatre opens again</title>
<meta property="article:published_time" content="2026-03-17T09:00:00+01:00"></head>
<body><article><h1>Harbour theatre opens again</h1>
{"".join(f"<p>{text}</p>" for text in PARAGRAPHS)}</article></body></html>"""


@pytest.fixture
def page(tmp_path):
    file = tmp_path / "page.html"
    file.write_text(PAGE)
    return file


def test_extract_prints_the_clean_article(command, page):
    told = command("extract", page, "--json").json
    assert tuple(told["paragraphs"]) == PARAGRAPHS
    assert told["text"] == "\n\n".join(PARAGRAPHS)
    assert told["published"] == "2026-03-17T08:00:00Z"


def test_extract_takes_the_time_zone_from_the_source_of_that_host(command, config, page):
    page.write_text(PAGE.replace("+01:00", ""))
    (config / "sources.toml").write_text(
        '[[source]]\nid = "p"\nurl = "https://paper.example/culture/"\ntimezone = "Asia/Shanghai"\n'
    )
    found = command("extract", page, "--url", "https://www.paper.example/a", "--json").json
    assert found["published"] == "2026-03-17T01:00:00Z"
    told = command("extract", page, "--url", "https://other.example/a", "--json").json
    assert told["published"] == "2026-03-17T09:00:00Z"
    given = command("extract", page, "--timezone", "America/New_York", "--json").json
    assert given["published"] == "2026-03-17T13:00:00Z"


def test_summarize_takes_as_many_sentences_as_asked_for(command, page):
    told = command("summarize", page, "-n", "2", "--algorithm", "lead", "--json").json
    assert [sentence["text"] for sentence in told["sentences"]] == list(PARAGRAPHS[:2])


def test_summarize_takes_as_many_words_as_asked_for(command, page):
    (only,) = command("summarize", page, "--words", "16", "--json").json["sentences"]
    assert len(only["text"].split()) <= 16


def test_summarize_takes_as_large_a_share_as_asked_for(command, page):
    whole = command("summarize", page, "--share", "100", "--json").json["sentences"]
    part = command("summarize", page, "--share", "50", "--json").json["sentences"]
    assert 0 < len(part) < len(whole)


def test_summarize_takes_one_length(command, page):
    done = command("summarize", page, "--words", "16", "-n", "2")
    assert (done.code, "give one of them" in done.err) == (2, True)


def test_summarize_explains_what_it_chose(command, page):
    told = command("summarize", page, "-n", "1", "--explain").out
    (chosen,) = command("summarize", page, "-n", "1", "--json").json["sentences"]
    assert "[1: " in told
    assert "words" in told
    (reason,) = command("summarize", page, "-n", "1", "--explain", "--json").json["reasons"]
    assert (reason["text"], reason["start"]) == (chosen["text"], chosen["start"])
    assert sum(reason["parts"].values()) == pytest.approx(reason["score"])


def test_reasons_are_there_for_the_default_algorithm_alone(command, page):
    assert command("summarize", page, "--explain", "--algorithm", "lead").code == 2


def test_a_page_that_is_no_article_says_what_it_is(command, tmp_path):
    (tmp_path / "empty.html").write_text("<html><body></body></html>")
    told = command("extract", tmp_path / "empty.html")
    assert (told.code, "not an article" in told.err) == (3, True)
