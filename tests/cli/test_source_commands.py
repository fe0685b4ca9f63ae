"""Sources and hosts on the command line."""

import json
import tomllib
from datetime import UTC, datetime

import pytest

from monitor.demo.server import DemoServer


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


def test_what_is_gone_is_not_sent_to_the_check_of_a_source_that_is_none(command, papers):
    told = command("sources", "add", front(papers, "harbour-lantern") + "nowhere")
    assert told.code == 3
    assert "the page is gone: is the address right?" in told.err
    assert "sources check" not in told.err


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
    assert f"{name}: gone: the page is gone; `monitor sources check gone` looks for its new address" in told.err
    (found,) = command("doctor", "good", "--json").rows
    assert (found["host"], found["robots"]["allowed"], found["errors"]) == (name, True, [["answered 404", 1]])
    shown = command("doctor", name).out
    assert "1 x answered 404" in shown
    assert "robots.txt" in shown
    assert command("doctor", "nowhere.example").code == 2


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


@pytest.mark.parametrize("host", ["169.254.169.254", "0.0.0.0", "224.0.0.1", "[fe80::1]", "[::ffff:169.254.169.254]"])
def test_an_address_where_nobody_has_a_server_of_their_own_is_refused_without_a_hint(command, host):
    told = command("extract", f"http://{host}/a")
    assert (told.code, "is not visited" in told.err, "allow_private" in told.err) == (3, True, False)


def test_an_address_that_nothing_allows_says_no_more_than_that(command):
    assert command("extract", "http://me@paper.example/").err.endswith("addresses with a user name are not visited\n")
