import json

import pytest

ROWS = (
    {"url": "https://paper.example/1", "source": "The Paper", "title": "Opera returns", "text": "The opera is back."},
    {"url": "https://paper.example/2", "source": "The Paper", "title": "Rain", "text": "It rains upon the harbour."},
)


@pytest.fixture(autouse=True)
def _imported(command, tmp_path):
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    assert command("import", file).code == 0


def test_a_watch_is_added_listed_shown_and_removed(command):
    added = command("watch", "add", "opera", "opera", "-rain", "--notify")
    assert (added.code, added.out) == (0, "Watching for opera -rain as 'opera'; 1 article matches already.\n")
    listed = command("watch", "list")
    assert listed.out.splitlines()[-1].split()[:4] == ["opera", "opera", "-rain", "1"]
    assert "at once" in listed.out
    assert "Opera returns" in command("watch", "show", "OPERA").out
    assert command("watch", "remove", "opera").code == 0
    assert "There are no watches" in command("watch", "list").err


def test_a_watch_counts_copies_once_when_it_is_added_and_ever_after(command, tmp_path):
    text = "The opera house opens its doors again on Friday after nine years of repairs, its director said."
    copies = [{"url": f"https://{name}.example/c", "title": "Opera house opens", "text": text} for name in "abc"]
    file = tmp_path / "copies.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in copies))
    command("import", file)
    added = command("watch", "add", "house", "house")
    assert added.out.endswith("; 1 article matches already, copies of one text counted once.\n")
    assert [row["articles"] for row in command("watch", "list", "--json").rows] == [1]


def test_watches_are_json_for_programs(command):
    added = command("--json", "watch", "add", "opera", 'opera "is back"').json
    assert (added["name"], added["query"], added["notify"], added["articles"]) == ("opera", 'opera "is back"', False, 1)
    (listed,) = command("watch", "list", "--json").rows
    assert (listed["id"], listed["articles"]) == (added["id"], 1)
    (shown,) = command("watch", "show", "opera", "--json").rows
    assert (shown["title"], shown["url"]) == ("Opera returns", "https://paper.example/1")
    assert command("watch", "show", "opera", "--before", shown["match"], "--json").rows == []
    assert command("watch", "remove", "opera", "--json").json["name"] == "opera"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("add", "opera", "!!!"), "nothing to search for"),
        (("add", "opera", ""), "expected some words"),
        (("add", "opera", "language:klingon"), 'expected a code such as "en"'),
        (("add", "opera", "x" * 501), "expected at most 500 characters"),
        (("add", "opera", '"unclosed night'), 'monitor: "unclosed night: its quotation mark is not closed\n'),
        (("add", "opera", 'sea source:"The Paper'), "its quotation mark is not closed"),
        (("add", "opera", "sea source:"), "nothing stands after source:"),
        (("add", "opera", "sea -source:paper"), "source: cannot be asked for with a minus"),
        (("add", "opera", '-"foo bar"'), '-"foo bar": says what is not wanted alone'),
        (("add", "opera", "-rain !!! -snow"), "says what is not wanted alone"),
        (("add", "opera", "language:en language:pt"), "language: is asked for twice"),
        (("show", "opera"), "no watch is called 'opera'"),
        (("remove", "opera"), "no watch is called 'opera'"),
        (("add", "opera"), "missing argument"),
    ],
)
def test_wrong_use_is_one_line_and_ends_with_2(command, arguments, told):
    ran = command("watch", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_a_name_cannot_act_on_a_terminal(command):
    command("watch", "add", "a\x1b[2J\u202eb\nc", "sea")
    assert "\x1b" not in command("watch", "list").out
    assert command("watch", "list", "--json").rows[0]["name"] == "a[2Jb c"


def test_search_takes_sections_and_languages(command):
    assert "Rain" in command("search", "rains", "-opera").out
    assert "nothing of section:culture; no section is known yet" in command("search", "section:culture").err


def test_what_a_query_may_not_mean_is_noted(command):
    assert "there is nothing of source:nope" in command("watch", "add", "n", "opera source:nope").err
    told = command("search", '"opera')
    assert ("Opera" in told.out, 'the quotation mark in "opera is not closed; it is taken' in told.err) == (True, True)
    assert "the nearest: section:" in command("search", "sectoin:film").err
    assert command("search", "opera").err == ""
