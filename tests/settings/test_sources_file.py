from datetime import timedelta

import pytest

from monitor import settings
from monitor.core.errors import InvalidInput, SettingError, UnknownSource
from monitor.settings import sources_file
from tests.builders import source

MINE = """# My papers.

# I read this one first.
[[source]]
id = "paper"
url = "https://paper.example/culture/"   # the old section was /arts/
every = "15m"

# Only its essays.
[[source]]
id = "gazette"
url = "https://gazette.example/"
include = ["*/essays/*"]
"""


@pytest.fixture
def mine(tmp_path):
    (tmp_path / "sources.toml").write_text(MINE)
    return tmp_path


def courier(**changes):
    return source(**({"id": "courier", "url": "https://courier.example/culture", "name": "courier.example"} | changes))


def test_adding_keeps_every_word_of_the_file_and_appends(mine):
    file = sources_file.add(mine, courier(every=timedelta(minutes=90), headers=(("Cookie", "a=b"),)))
    text = file.read_text()
    assert text.startswith(MINE)
    assert 'every = "90m"' in text
    assert "name =" not in text
    assert settings.sources(mine)[-1] == courier(every=timedelta(minutes=90), headers=(("Cookie", "a=b"),))


def test_adding_round_trips_every_key(mine):
    full = courier(
        name='The "Courier" \\ Ärger\'s',
        language="de",
        timezone="Europe/Berlin",
        every=timedelta(hours=2),
        include=("*/kultur/*", "*[ab]*"),
        exclude=("*quiz*",),
    )
    sources_file.add(mine, full)
    assert settings.sources(mine)[-1] == full


def test_removing_keeps_the_others_and_their_comments(mine):
    sources_file.add(mine, courier())
    text = sources_file.remove(mine, "gazette").read_text()
    assert [row.id for row in settings.sources(mine)] == ["paper", "courier"]
    assert "# I read this one first." in text
    assert "# the old section was /arts/" in text


def test_removing_takes_a_sources_own_comment_and_no_other(mine):
    (mine / "sources.toml").write_text(MINE.replace("# Only", "# -- Weeklies --\n\n# Only"))
    text = sources_file.remove(mine, "paper").read_text()
    assert text.startswith("# My papers.\n\n# -- Weeklies --\n\n# Only its essays.\n[[source]]\n")
    assert sources_file.remove(mine, "gazette").read_text() == "# My papers.\n\n# -- Weeklies --\n"


def test_a_source_that_cannot_be_found_in_the_text_is_not_removed_by_guess(tmp_path):
    (tmp_path / "sources.toml").write_text('source = [{ id = "paper", url = "https://paper.example/" }]\n')
    with pytest.raises(SettingError, match="under a line"):
        sources_file.remove(tmp_path, "paper")


def test_the_last_source_can_be_removed_and_another_added(mine):
    sources_file.remove(mine, "paper")
    sources_file.remove(mine, "gazette")
    assert settings.sources(mine) == ()
    sources_file.add(mine, courier())
    assert [row.id for row in settings.sources(mine)] == ["courier"]


def test_a_first_edit_starts_from_the_packaged_sources(tmp_path):
    packaged = settings.sources(tmp_path)
    sources_file.add(tmp_path / "new", courier())
    assert settings.sources(tmp_path / "new") == (*packaged, courier())


def test_a_source_is_not_added_twice(mine):
    with pytest.raises(InvalidInput, match="is there already, as the source 'paper'"):
        sources_file.add(mine, courier(id="paper"))
    with pytest.raises(InvalidInput, match="'gazette'"):
        sources_file.add(mine, courier(url="https://gazette.example/"))
    assert (mine / "sources.toml").read_text() == MINE


def test_removing_an_unknown_source_names_the_known_ones(mine):
    with pytest.raises(UnknownSource) as caught:
        sources_file.remove(mine, "gazete")
    assert caught.value.known == ("paper", "gazette")


def test_a_broken_file_is_named_and_left_alone(tmp_path):
    (tmp_path / "sources.toml").write_text("[[source]\n")
    with pytest.raises(SettingError, match="line 1"):
        sources_file.add(tmp_path, courier())
    assert (tmp_path / "sources.toml").read_text() == "[[source]\n"


def test_what_could_not_be_read_again_is_not_written(mine):
    with pytest.raises(SettingError, match="id = "):
        sources_file.add(mine, courier(id="The Courier"))
    assert (mine / "sources.toml").read_text() == MINE


def test_a_linked_file_stays_a_link_and_keeps_its_mode(mine, tmp_path):
    real = tmp_path / "real.toml"
    (mine / "sources.toml").rename(real)
    real.chmod(0o600)
    (mine / "sources.toml").symlink_to(real)
    sources_file.add(mine, courier())
    assert (mine / "sources.toml").is_symlink()
    assert real.stat().st_mode & 0o777 == 0o600
    assert not list(tmp_path.glob(".sources*"))
    assert "courier" in real.read_text()


@pytest.mark.parametrize(
    ("url", "made"),
    [
        ("https://www.paper.example/culture/", "paper-example-culture"),
        ("https://paper.example/life/culture/index.html?x=1", "paper-example-life-culture"),
        ("https://paper.example/feed.xml", "paper-example-feed"),
        ("https://paper.example", "paper-example"),
        ("http://127.0.0.1:8081/", "127-0-0-1-8081"),
    ],
)
def test_an_id_is_made_from_the_address(url, made):
    assert sources_file.new_id(url) == made
    assert sources_file.new_id(url, {made, f"{made}-2"}) == f"{made}-3"
