"""The commands in this process, on a history of their own."""

import csv
import io

import pytest

from monitor.cli.commands.run import guard
from monitor.core.errors import InvalidInput
from tests.builders import PARAGRAPHS
from tests.cli.conftest import rows

KEYS = [
    *("id", "url", "source", "title", "authors", "published", "language", "section", "text", "captions", "summary"),
    *("story_id", "copy_of", "version", "first_seen", "last_seen"),
]


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


def test_a_hostile_title_cannot_act_on_a_terminal(command, imported):
    imported({"title": "\x1b]0;owned\x07Theatre\x1b[2J\u202e[/bold]"})
    for arguments in (("search", "theatre"), ("show", "1"), ("digest", "2026-03-17")):
        told = command(*arguments).out
        assert "Theatre" in told
        assert not {"\x1b", "\x07", "\u202e"} & set(told)


def test_there_is_no_colour_where_stdout_is_no_terminal(command, imported):
    imported()
    assert "\x1b" not in command("digest", "2026-03-17").out + command("status").out


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


def test_a_table_for_a_program_has_a_line_for_each_row_however_long(command, imported):
    title = "The harbour theatre opens again after nine years of repairs " * 4
    imported({"title": title.strip()})
    head, rule, row = command("search", "theatre").out.splitlines()
    assert row.endswith(title.strip())
    assert (head.split(), set(rule)) == (["id", "when", "source", "title"], {"─"})


def test_the_state_of_everything_has_no_blank_head(command):
    assert command("status").out.splitlines()[0].split() == ["sources", "0"]
