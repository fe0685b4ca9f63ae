"""The commands in this process, on a history of their own."""

import csv
import io
import json
import tomllib
from datetime import UTC, datetime

import pytest

from monitor.cli.commands.run import guard
from monitor.core.errors import InvalidInput
from monitor.demo.server import DemoServer
from tests.builders import PARAGRAPHS

PAGE = f"""<!doctype html><html lang="en"><head><title>Harbour theatre opens again</title>
<meta property="article:published_time" content="2026-03-17T09:00:00+01:00"></head>
<body><article><h1>Harbour theatre opens again</h1>
{"".join(f"<p>{text}</p>" for text in PARAGRAPHS)}</article></body></html>"""
KEYS = [
    *("id", "url", "source", "title", "authors", "published", "language", "section", "text", "captions", "summary"),
    *("story_id", "copy_of", "version", "first_seen", "last_seen"),
]


def rows(*changes):
    row = {
        "url": "https://paper.example/theatre",
        "source": "The Paper",
        "title": "Harbour theatre opens again",
        "text": "\n\n".join(PARAGRAPHS),
        "published": "2026-03-17T08:00:00Z",
        "language": "en",
    }
    return "".join(json.dumps(row | change) + "\n" for change in changes or ({},))


@pytest.fixture
def imported(command, tmp_path):
    def load(*changes):
        file = tmp_path / "rows.jsonl"
        file.write_text(rows(*changes))
        return command("import", file)

    return load


@pytest.fixture
def page(tmp_path):
    file = tmp_path / "page.html"
    file.write_text(PAGE)
    return file


def test_global_options_stand_before_a_command_and_after_it(command):
    before, after = command("--json", "config", "path"), command("config", "path", "--json")
    assert before.json == after.json == command("config", "--json", "path").json


def test_reading_where_no_history_is_says_that_an_empty_one_was_begun(command):
    first, second = command("status"), command("status")
    assert "there was no history at " in first.err
    assert "history.db; an empty one was begun" in first.err
    assert "begun" not in second.err


def test_an_empty_history_has_a_status_and_a_digest_that_says_why(command):
    assert command("status", "--json").json["articles"] == 0
    told = command("digest")
    assert told.code == 0
    assert "no sources yet" in told.out


def test_what_is_imported_is_found_shown_digested_and_exported(command, imported):
    assert imported().code == 0
    (found,) = command("search", "theatre", "--json").rows
    assert found["title"] == "Harbour theatre opens again"
    assert PARAGRAPHS[0] in command("show", found["id"]).out
    assert command("show", found["url"], "--json").json["text"] == "\n\n".join(PARAGRAPHS)
    assert "Harbour theatre opens again" in command("digest", "2026-03-17").out
    assert command("export").rows == [found]


def test_an_export_has_the_promised_keys_in_their_order(command, imported):
    imported()
    assert list(command("export").rows[0]) == KEYS
    assert next(csv.reader(io.StringIO(command("export", "--format", "csv").out))) == KEYS


def test_a_spreadsheet_would_not_run_an_exported_title(command, imported):
    imported({"title": '=HYPERLINK("http://evil.example")'})
    (record,) = csv.DictReader(io.StringIO(command("export", "--format", "csv").out))
    assert record["title"].startswith("'=")


def test_an_export_can_be_imported_again(command, imported, tmp_path):
    imported({}, {"url": "https://paper.example/b", "title": "B", "text": "Another text."})
    command("export", "-o", tmp_path / "out.jsonl")
    second = ("--database", f"sqlite:///{tmp_path}/second.db", "import", tmp_path / "out.jsonl")
    assert command(*second).out == "2 rows stored (2 new), 0 skipped.\n"
    assert command(*second).out == "0 rows stored (2 unchanged), 0 skipped.\n"


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_a_digest_is_written_in_each_format_to_a_file(command, imported, tmp_path, form):
    imported()
    file = tmp_path / "digest"
    assert command("digest", "2026-03-17", "--format", form, "-o", file).code == 0
    assert "Harbour theatre opens again" in file.read_text()


def test_a_wrong_join_is_undone_by_hand(command, imported):
    imported()
    imported({"url": "https://other.example/theatre"})
    copy = command("show", "https://other.example/theatre", "--json").json
    first = command("show", copy["copy_of"], "--json").json
    assert (first["copies"], first["reports"], copy["story_id"]) == ([copy["url"]], [], first["story_id"])
    split = command("show", copy["url"], "--split", "--json").json
    assert split == {"id": copy["id"], "story_id": first["story_id"] + 1, "story_before": first["story_id"]}
    assert command("show", first["url"], "--json").json["copies"] == []
    assert "is in story 1 now" in command("show", copy["url"], "--join", "1").out
    assert command("show", first["url"], "--json").json["reports"] == [copy["url"]]


def test_a_story_that_is_not_there_and_two_wishes_at_once_are_wrong_use(command, imported):
    imported()
    assert "no story 77" in command("show", "1", "--join", "77").err
    assert command("show", "1", "--join", "1", "--split").code == 2


def test_a_search_for_a_source_that_is_unknown_names_the_nearest(command, imported):
    imported({"source": "lantern"})
    told = command("search", "theatre", "source:lantren")
    assert (told.code, told.out) == (0, "")
    assert told.err == "there is nothing of source:lantren; the nearest: source:lantern\n"
    assert command("search", "zebra", "source:lantern").err == "nothing found\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nonsense",), "no such command 'nonsense'; see `monitor --help`"),
        (("export", "--nonsense"), "no such option '--nonsense'; see `monitor export --help`"),
        (("export", "--outptu"), "no such option '--outptu' (did you mean '--output'?); see `monitor export --help`"),
        (("sources", "add"), "missing argument 'URL'; see `monitor sources add --help`"),
        (("digest", "a", "b"), "got unexpected extra argument (b); see `monitor digest --help`"),
        (("show", "1", "--diff=3"), "option '--diff' does not take a value"),
        (("deliver", "--test", "-o", "x"), "a DAY and -o belong to --preview; see `monitor deliver --help`"),
    ],
)
def test_wrong_use_of_the_command_line_is_one_clear_line(command, arguments, said):
    told = command(*arguments)
    assert (told.code, told.out, told.err) == (2, "", f"monitor: {said}\n")


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        (("--split",), "has story 1 to itself already, or with its copies"),
        (("--join", "1"), "is in story 1 already"),
    ],
)
def test_an_article_that_is_where_it_is_wished_to_is_not_said_to_have_moved(command, imported, wish, says):
    imported()
    told = command("show", "1", *wish)
    assert (told.code, told.out, told.err) == (2, "", f"monitor: article 1: {says}\n")


def test_a_bad_row_is_named_and_the_rest_is_stored(command, tmp_path):
    file = tmp_path / "rows.jsonl"
    file.write_text("no json\n" + rows())
    told = command("import", file)
    assert told.code == 1
    assert told.err.startswith("line 1: not JSON")
    assert told.out.startswith("1 row stored")


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


def test_a_hostile_title_cannot_act_on_a_terminal(command, imported):
    imported({"title": "\x1b]0;owned\x07Theatre\x1b[2J\u202e[/bold]"})
    for arguments in (("search", "theatre"), ("show", "1"), ("digest", "2026-03-17")):
        told = command(*arguments).out
        assert "Theatre" in told
        assert not {"\x1b", "\x07", "\u202e"} & set(told)


def test_there_is_no_colour_where_stdout_is_no_terminal(command, imported):
    imported()
    assert "\x1b" not in command("digest", "2026-03-17").out + command("status").out


def test_backup_and_restore_keep_everything(command, imported, tmp_path):
    imported()
    before = command("export").rows
    assert command("db", "backup", tmp_path / "copy.db").code == 0
    imported({"url": "https://paper.example/b", "title": "B", "text": "Another text."})
    restored = command("db", "restore", tmp_path / "copy.db")
    assert (restored.code, "is kept in" in restored.err) == (0, True)
    assert command("export").rows == before
    assert command("db", "check").out == "no problems\n"


def test_a_damaged_history_is_restored(command, imported, tmp_path):
    imported()
    before = command("export").rows
    command("db", "backup", tmp_path / "copy.db")
    (tmp_path / "history.db").write_text("no database " * 1000)
    assert command("export").code == 3
    assert command("db", "restore", tmp_path / "copy.db").code == 0
    assert command("export").rows == before


def test_a_backup_that_cannot_be_written_is_named(command, imported, tmp_path):
    imported()
    told = command("db", "backup", tmp_path / ("n" * 300))
    assert (told.code, "nnn: cannot be written" in told.err, "history.db" in told.err) == (2, True, False)


def test_config_show_says_where_each_value_comes_from(command, config):
    (config / "settings.toml").write_text('[fetch]\ndelay = "5s"\n[web]\npassword = "hush"\n')
    told = command("config", "show", "--json")
    assert told.json["settings"]["fetch.delay"] == {"value": "5s", "origin": str(config / "settings.toml")}
    assert told.json["settings"]["web.port"]["origin"] == "default"
    assert "hush" not in told.out


def test_config_path_names_the_three_places(command, config):
    told = command("config", "path", "--json").json
    assert told["settings"] == str(config / "settings.toml")
    assert told["history"].endswith("history.db")


def test_sources_are_listed_with_their_health(command, config):
    (config / "sources.toml").write_text('[[source]]\nid = "p"\nurl = "https://paper.example/culture/"\n')
    (row,) = command("sources", "list", "--json").rows
    assert (row["id"], row["verdict"]) == ("p", "waiting")


def test_a_source_is_removed_and_its_comment_with_it(command, config):
    (config / "sources.toml").write_text(
        '# Mine\n\n# The Paper\n[[source]]\nid = "p"\nurl = "https://paper.example/"\n'
    )
    assert command("sources", "remove", "p").code == 0
    assert "paper.example" not in (config / "sources.toml").read_text()


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("fetch", "nosuch"), 2, "no source is called 'nosuch'"),
        (("fetch",), 3, "no sources"),
        (("digest", "2026-13-40"), 2, "expected a day such as 2026-03-17"),
        (("digest", "--format", "pdf"), 2, "'pdf' is not one of"),
        (("digest", "-o", "/nowhere/at/all"), 2, "is no directory"),
        (("extract", "/no/such/file"), 2, "No such file"),
        (("extract", "ftp://paper.example/a"), 2, "No such file"),
        (("extract", "http://127.0.0.1:1/a"), 3, "127.0.0.1"),
        (("extract", "/dev/null", "--timezone", "Mars/Base"), 2, "expected a name such as Europe/Paris"),
        (("summarize", "/no/such/file"), 2, "No such file"),
        (("search", '""'), 2, ""),
        (("show", "17"), 2, "no article '17'"),
        (("import", "/no/such/file"), 2, "No such file"),
        (("sources", "add", "not an address"), 2, "expected an address"),
        (("sources", "add", "ftp://paper.example/"), 2, "expected an address"),
        (("sources", "add", "http://127.0.0.1:1/culture/"), 3, "127.0.0.1"),
        (("sources", "remove", "nosuch"), 2, "nosuch"),
        (("db", "restore", "/no/such/file"), 2, "no such file"),
        (("nonsense",), 2, "no such command"),
        (("status", "--nonsense"), 2, "no such option"),
    ],
)
def test_wrong_use_gets_one_clear_line_and_its_exit_code(command, arguments, code, says):
    told = command(*arguments)
    assert told.code == code
    assert says in told.err
    assert told.out == ""
    assert "Traceback" not in told.err


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "news.example"])
def test_other_machines_reach_the_page_only_with_a_password_or_in_a_container(host, tmp_path):
    with pytest.raises(InvalidInput, match="password"):
        guard(host, password="", marks=())
    guard(host, password="hush", marks=())
    guard(host, password="", marks=(tmp_path,))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "[::1]", "127.0.0.7"])
def test_the_page_is_shown_on_loopback_without_a_password(host):
    guard(host, password="", marks=())


def test_a_wrong_setting_names_file_table_and_key(command, config):
    (config / "settings.toml").write_text('[fetch]\ndelay = "fast"\n')
    told = command("status")
    assert told.code == 2
    assert f'{config / "settings.toml"}: [fetch] delay = "fast": expected a duration' in told.err


def test_a_page_that_is_no_article_says_what_it_is(command, tmp_path):
    (tmp_path / "empty.html").write_text("<html><body></body></html>")
    told = command("extract", tmp_path / "empty.html")
    assert (told.code, "not an article" in told.err) == (3, True)


def test_a_file_that_is_no_history_is_refused_and_left_alone(command, tmp_path):
    file = tmp_path / "other.txt"
    file.write_text("precious " * 1000)
    told = command("--database", f"sqlite:///{file}", "status")
    assert told.code == 3
    assert str(file) in told.err
    assert file.read_text() == "precious " * 1000


@pytest.fixture
def papers(config):
    with DemoServer(datetime.now(UTC)) as server:
        allowed = json.dumps(sorted(server.addresses))
        (config / "settings.toml").write_text(f'[fetch]\ndelay = "0s"\nallow_private = {allowed}\n')
        yield server


def front(papers, site):
    return next(source.url for source in papers.sources if source.id == site).split("/culture")[0] + "/"


def test_a_source_is_added_by_its_front_address_with_a_preview_of_what_was_found_and_how(command, config, papers):
    told = command("sources", "add", front(papers, "harbour-lantern"), "--id", "lantern")
    assert told.code == 0
    assert "a feed, named by the page: 6 articles, the newest of " in told.out
    assert told.out.count("/culture/") > 5
    assert "Looking at" in told.err
    written = tomllib.loads((config / "sources.toml").read_text())["source"]
    assert written == [
        {
            "id": "lantern",
            "url": f"{front(papers, 'harbour-lantern')}culture/rss.xml",
            "name": "The Harbour Lantern: Culture",
            "section": "culture",
        }
    ]


def test_a_source_is_added_exactly_as_it_is_given_when_asked_to(command, config, papers):
    told = command("sources", "add", front(papers, "harbour-lantern"), "--exactly", "--json")
    assert (told.code, told.json["found"], len(told.json["first"])) == (0, 6, 5)
    (written,) = tomllib.loads((config / "sources.toml").read_text())["source"]
    assert written["url"] == front(papers, "harbour-lantern")


def test_a_source_that_is_there_already_is_not_added_again(command, papers):
    assert command("sources", "add", front(papers, "harbour-lantern")).code == 0
    again = command("sources", "add", front(papers, "harbour-lantern"))
    assert (again.code, "is there already" in again.err) == (2, True)


def test_checking_says_what_a_source_offers_and_proposes_the_mend_of_one_that_moved(command, config, papers):
    home = front(papers, "harbour-lantern")
    (config / "sources.toml").write_text(
        f'[[source]]\nid = "good"\nurl = "{home}culture/"\n[[source]]\nid = "gone"\nurl = "{home}culture/old.xml"\n'
    )
    told = command("sources", "check")
    assert told.code == 1
    assert "good: 6 articles" in told.out
    assert f'gone: its articles are listed at another address now: write url = "{home}culture/rss.xml"' in told.err
    rows = {row["source"]["id"]: row for row in command("sources", "check", "--json").rows}
    assert (rows["good"]["mend"], rows["gone"]["mend"]) == (None, f"{home}culture/rss.xml")


LIST = """<opml version="2.0"><body><outline text="Theatre">
<outline type="rss" text="The Paper: Plays" xmlUrl="https://paper.example/plays.xml"/>
<outline type="rss" text="Again" xmlUrl="http://www.paper.example/plays.xml?utm_source=reader"/></outline>
<outline text="Known" xmlUrl="https://known.example/feed"/><outline text="Films" url="https://films.example/new/"/>
</body></opml>"""


def test_subscriptions_of_another_reader_become_sources_and_duplicates_are_reported(command, config, tmp_path):
    (config / "sources.toml").write_text('# Mine\n[[source]]\nid = "known"\nurl = "https://known.example/feed"\n')
    (tmp_path / "list.opml").write_text(LIST)
    told = command("sources", "import", tmp_path / "list.opml")
    assert told.code == 0
    assert "plays.xml?utm_source=reader: stands in the list twice; skipped" in told.err
    assert "https://known.example/feed: is there already, as the source 'known'; skipped" in told.err
    content = (config / "sources.toml").read_text()
    assert content.startswith("# Mine\n")
    assert [
        (source["id"], source.get("name"), source.get("section")) for source in tomllib.loads(content)["source"]
    ] == [
        ("known", None, None),
        ("paper-example-plays", "The Paper: Plays", "Theatre"),
        ("films-example-new", "Films", "culture"),
    ]


def test_exported_sources_are_all_known_when_they_are_imported_again(command, tmp_path):
    (tmp_path / "list.opml").write_text(LIST)
    command("sources", "import", tmp_path / "list.opml", "--section", "arts")
    assert command("sources", "export", "-o", tmp_path / "out.opml").code == 0
    document = (tmp_path / "out.opml").read_text()
    assert document.partition("<body>")[2] == command("sources", "export").out.partition("<body>")[2]
    assert '<outline text="arts">' in document
    assert 'type="link" url="https://films.example/new/"' in document
    again = command("sources", "import", tmp_path / "out.opml", "--json").json
    assert (again["added"], len(again["skipped"])) == ([], 3)


def test_a_hostile_list_is_refused_and_nothing_is_written(command, config, tmp_path):
    (tmp_path / "list.opml").write_text('<!DOCTYPE opml [<!ENTITY a "a">]>' + LIST)
    told = command("sources", "import", tmp_path / "list.opml")
    assert (told.code, "declares entities" in told.err) == (2, True)
    assert (config / "sources.toml").read_text() == ""


def test_the_doctor_shows_hosts_and_what_helps(command, config, papers):
    home = front(papers, "harbour-lantern")
    name = home.split("/")[2]
    (config / "sources.toml").write_text(
        f'[[source]]\nid = "good"\nurl = "{home}culture/"\n[[source]]\nid = "gone"\nurl = "{home}nowhere/"\n'
    )
    assert command("doctor").code == 0
    command("fetch", "-q")
    told = command("doctor")
    assert (told.code, name in told.out) == (1, True)
    assert f"{name}: gone: the page is gone: `monitor sources check` looks for its new address" in told.err
    (found,) = command("doctor", "good", "--json").rows
    assert (found["host"], found["robots"]["allowed"], found["errors"]) == (name, True, [["answered 404", 1]])
    shown = command("doctor", name).out
    assert "1 x answered 404" in shown
    assert "robots.txt" in shown
    assert command("doctor", "nowhere.example").code == 2


def test_a_history_is_copied_into_another_database_and_counted(command, imported, database, tmp_path):
    imported()
    origin = database.removeprefix("sqlite:///")
    told = command("db", "copy", origin, f"sqlite:///{tmp_path}/new.db", "--json")
    counted = {one["table"]: one["rows"] for one in told.json["tables"]}
    assert (told.code, counted["articles"], counted["article_words"]) == (0, 1, 1)
    again = command("db", "copy", origin, tmp_path / "new.db")
    assert again.code == 2
    assert "holds something already" in again.err


@pytest.mark.parametrize(
    ("origin", "target", "said"),
    [
        ("/nowhere.db", "new.db", "there is no history"),
        ("mysql://there/news", "new.db", "expected a file, or an address such as"),
        ("nowhere.db", "redis://there", "expected a file, or an address such as"),
    ],
)
def test_what_cannot_be_copied_is_named_in_one_line(command, tmp_path, origin, target, said):
    told = command("db", "copy", origin, tmp_path / target if target.endswith(".db") else target)
    assert (told.code, told.err.count("\n")) == (2, 1)
    assert said in told.err
    assert not (tmp_path / "new.db").exists()


def test_old_texts_are_only_counted_until_one_says_yes(command, imported):
    imported({"published": "2001-03-17T08:00:00Z"})
    counted = command("db", "prune", "--days", "30", "--json").json
    assert counted == {"articles": 0, "characters": 0, "removed": False}  # it was first seen today
    assert "0 texts of 0 characters would be removed" in command("db", "prune", "--days", "30").out


def test_texts_that_stories_still_need_are_not_removed(command, imported):
    imported()
    told = command("db", "prune", "--days", "29", "--yes")
    assert (told.code, "29 is not in the range" in told.err) == (2, True)


def test_a_table_for_a_program_has_a_line_for_each_row_however_long(command, imported):
    title = "The harbour theatre opens again after nine years of repairs " * 4
    imported({"title": title.strip()})
    head, rule, row = command("search", "theatre").out.splitlines()
    assert row.endswith(title.strip())
    assert (head.split(), set(rule)) == (["id", "when", "source", "title"], {"─"})


def test_the_state_of_everything_has_no_blank_head(command):
    assert command("status").out.splitlines()[0].split() == ["sources", "0"]


@pytest.mark.parametrize(
    ("url", "entry"),
    [
        ("http://127.0.0.1:1/a", "127.0.0.1:1"),
        ("http://[::1]:1/a", "[::1]:1"),
    ],
)
def test_a_private_address_that_is_refused_says_how_it_may_be_allowed(command, config, url, entry):
    told = command("extract", url)
    assert (told.code, told.out) == (3, "")
    assert told.err.endswith(f'if it is yours, name it in settings.toml: [fetch] allow_private = ["{entry}"]\n')
    (config / "settings.toml").write_text(f'[fetch]\nallow_private = ["{entry}"]\ndelay = "0s"\ntotal_time = "1s"\n')
    assert "allow_private" not in command("extract", url).err


def test_an_address_that_nothing_allows_says_no_more_than_that(command):
    assert command("extract", "http://me@paper.example/").err.endswith("addresses with a user name are not visited\n")
