from datetime import timedelta

import pytest

from monitor import settings
from monitor.core.errors import SettingError
from tests.builders import source

FULL = """
[[source]]
id = "paper-culture"
url = "https://www.paper.example/culture/"
name = "The Paper: Culture"
section = "culture"
language = "en"
timezone = "Asia/Shanghai"
every = "15m"
include = ["*/culture/*"]
exclude = ["*/culture/quiz/*"]
headers = { Cookie = "consent=1" }

[[source]]
id = "gazette"
url = "https://www.gazette.example/feed.xml"
"""


def refusal(directory, text):
    (directory / "sources.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingError) as caught:
        settings.sources(directory)
    return str(caught.value).replace(f"{directory}/", "")


def one(**keys):
    rows = {"id": '"example"', "url": '"https://paper.example/"'} | keys
    return "[[source]]\n" + "\n".join(f"{key} = {value}" for key, value in rows.items() if value)


def test_a_source_is_read_with_all_its_keys_and_guesses_the_rest(tmp_path):
    (tmp_path / "sources.toml").write_text(FULL)
    full, bare = settings.sources(tmp_path)
    assert full == source(
        id="paper-culture",
        url="https://www.paper.example/culture/",
        name="The Paper: Culture",
        section="culture",
        language="en",
        timezone="Asia/Shanghai",
        every=timedelta(minutes=15),
        include=("*/culture/*",),
        exclude=("*/culture/quiz/*",),
        headers=(("Cookie", "consent=1"),),
    )
    assert (bare.name, bare.every, bare.timezone) == ("gazette.example", None, None)


def test_the_users_file_replaces_the_packaged_one_even_when_it_is_empty(tmp_path):
    (tmp_path / "sources.toml").write_text("# nothing yet\n")
    assert settings.sources(tmp_path) == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            one(every='"5"'),
            'sources.toml: [[source]] \'example\': every = "5": expected a duration such as "15m"',
        ),
        (one(url=None), "sources.toml: [[source]] 'example': url: missing, and every source needs one"),
        (one(id=None), "sources.toml: [[source]] number 1: id: missing"),
        (one(id='"An Example"'), 'id = "An Example": expected small letters, digits and hyphens'),
        (one() + "\n" + one(), "[[source]] 'example': id = \"example\": expected an id that no other source has"),
        (one(url='"javascript:alert(1)"'), "expected an address such as"),
        (one(url='"ftp://paper.example/"'), "expected an address such as"),
        (one(url="3"), "expected an address such as"),
        (one(timezone='"Asia/Shangai"'), 'did you mean "Asia/Shanghai"?'),
        (one(language='"english please"'), "expected a language's code"),
        (one(name='""'), "expected text in one line, not empty"),
        (one(include="[3]"), "expected a list of patterns"),
        (one(headers='{ Cookie = "a\\r\\nHost: b" }'), "headers = …: expected text in one line"),
        (one(headers='{ "Coo kie" = "a" }'), "expected a table of headers"),
        (one(evry='"5m"'), "[[source]] 'example': evry: unknown key; did you mean \"every\"?"),
        ("[[sources]]\nid = 'a'", 'sources.toml: sources: unknown key; did you mean "source"?'),
        ("source = 3", "sources.toml: source: expected each source under a line [[source]]"),
        ("[source]\nid = 'a'", "sources.toml: source: expected each source under a line [[source]]"),
        ("[[source]", "sources.toml: not TOML: "),
    ],
)
def test_an_error_names_file_source_and_key_and_what_was_expected(tmp_path, text, message):
    assert message in refusal(tmp_path, text)


def test_a_directory_that_is_not_there_has_no_file_of_its_own(tmp_path):
    assert settings.sources(tmp_path / "nowhere") == settings.sources(tmp_path)


@pytest.mark.parametrize(
    ("include", "exclude", "wanted"),
    [
        ((), (), True),
        (("*/culture/*",), (), True),
        (("*/sport/*",), (), False),
        (("*/sport/*", "*/culture/*"), (), True),
        (("*/culture/*",), ("*quiz*",), False),
        (("*/CULTURE/*",), (), False),
    ],
)
def test_patterns_let_through_what_is_included_and_not_excluded(include, exclude, wanted):
    url = "https://paper.example/culture/quiz-of-the-week"
    assert settings.wanted(source(include=include, exclude=exclude), url) is wanted
