import re
import subprocess
import sys
from dataclasses import fields
from datetime import time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from monitor import settings
from monitor.core.errors import SettingError
from monitor.core.schedule import Weekly
from monitor.settings import places
from storage import engines
from tests.settings.conftest import refusal


def written(directory: Path, text: str) -> Path:
    (directory / "settings.toml").write_text(text, encoding="utf-8")
    return directory


def test_the_packaged_defaults_are_the_documented_ones(directory):
    loaded = settings.load(directory, environ={})
    assert loaded.fetch.delay == timedelta(seconds=2)
    assert loaded.fetch.round_time == timedelta(minutes=10)
    assert loaded.fetch.max_bytes == 10 * 1024 * 1024
    assert loaded.fetch.revisit[0] == timedelta(minutes=15)
    assert loaded.fetch.revisit[-1] == timedelta(days=3)
    assert loaded.fetch.allow_private == ()
    assert loaded.digest.at == time(7, 0)
    assert (loaded.web.host, loaded.web.port, loaded.web.password) == ("127.0.0.1", 8765, "")
    assert (loaded.summary.algorithm, loaded.summary.sentences, loaded.digest.stories) == ("default", 3, 15)
    assert set(loaded.origins.values()) == {"default"}


def test_every_key_has_a_default_and_an_origin(directory):
    loaded = settings.load(directory, environ={})
    tables = [name.name for name in fields(loaded) if name.name not in {"origins", "directory"}]
    keys = {f"{table}.{key.name.rstrip('_')}" for table in tables for key in fields(getattr(loaded, table))}
    assert keys == set(loaded.origins)


def test_a_later_layer_wins_key_by_key_and_is_named_as_origin(directory):
    written(directory, '[fetch]\ndelay = "5s"\ntotal_time = "10s"\nmax_redirects = 2\n')
    environ = {"MONITOR_FETCH__DELAY": "7s", "MONITOR_FETCH__MAX_REDIRECTS": "3"}
    loaded = settings.load(directory, environ=environ, overrides={"fetch.max_redirects": 4, "web.port": None})
    assert loaded.fetch.total_time == timedelta(seconds=10)
    assert loaded.fetch.delay == timedelta(seconds=7)
    assert loaded.fetch.max_redirects == 4
    assert loaded.web.port == 8765
    assert loaded.origins["fetch.total_time"] == str(directory / "settings.toml")
    assert loaded.origins["fetch.delay"] == "MONITOR_FETCH__DELAY"
    assert loaded.origins["fetch.max_redirects"] == "--max-redirects"
    assert loaded.origins["fetch.hosts_at_once"] == "default"


def test_a_flag_is_read_like_a_variable(directory):
    loaded = settings.load(
        directory, environ={}, overrides={"history.database": Path("/srv/news.db"), "web.port": "9000"}
    )
    assert loaded.database_url() == "sqlite:////srv/news.db"
    assert loaded.web.port == 9000
    assert loaded.origins["history.database"] == "--database"


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("news.db", "sqlite:///news.db"),
        ("~/news.sqlite", f"sqlite:///{Path.home()}/news.sqlite"),
        ("postgres://reader@db.example/news", "postgresql://reader@db.example/news"),
        ("postgresql+psycopg://reader@db.example/news", "postgresql+psycopg://reader@db.example/news"),
    ],
)
def test_a_database_may_be_a_file_or_an_address(directory, given, url):
    assert settings.load(directory, environ={"MONITOR_DATABASE": given}).database_url() == url


@pytest.mark.parametrize("name", ["100% news?.db", "a#b.db", "news%3F.db", "zürich @home:1.db"])
def test_a_file_may_have_any_name(directory, monkeypatch, tmp_path, name):
    given = settings.load(directory, environ={"MONITOR_DATABASE": str(tmp_path / name)})
    assert engines.file(engines.address(given.database_url())) == tmp_path / name
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / name))
    usual = settings.load(directory, environ={})
    assert engines.file(engines.address(usual.database_url())) == places.data_directory() / "monitor.db"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '[fetch]\ndelay = "fast"',
            'settings.toml: [fetch] delay = "fast": expected a duration such as "2s", "30m" or "1d"',
        ),
        ("[fetch]\ndelay = 2", "settings.toml: [fetch] delay = 2: expected a duration such as"),
        ('[fetch]\ntotal_time = "0s"', 'settings.toml: [fetch] total_time = "0s": expected a duration between "1s"'),
        ('[delivery]\nsmtp = "mail.example"', "settings.toml: [delivery] smtp = …: expected an address such as"),
        ('[delivery]\nsmtp = "smtp://mail.example"', "settings.toml: [delivery] from: expected an address such as"),
        ('[delivery]\nfrom = "me"', 'settings.toml: [delivery] from = "me": expected a mail address'),
        ('[delivery]\nfrom = "Me\\nBcc: x <me@x.example>"', "expected a mail address"),
        ('[delivery]\nfrom = "a..b@x.example"', "expected a mail address"),
        ('[delivery]\nfrom = ".a@x.example"', "expected a mail address"),
        ('[delivery]\nfrom = "a.@x.example"', "expected a mail address"),
        ('[delivery]\nfrom = "N [1] <a@x.example>"', "expected a mail address"),
        ('[delivery]\nto = ["a@x..example"]', "expected a mail address"),
        ('[delivery]\nto = "a@x.example"', 'settings.toml: [delivery] to = "a@x.example": expected a list'),
        ('[delivery]\nto = ["a@x.example", "b@x.example\\r\\nBcc: c@x.example"]', "expected a mail address"),
        ('[delivery]\napprise = ["dbus://"]', "[delivery] apprise = …: expected another messenger than dbus://"),
        ('[delivery]\neditions = ["hourly"]', 'settings.toml: [delivery] editions = ["hourly"]: expected one of daily'),
        ("[fetch]\nhosts_at_once = 0", "settings.toml: [fetch] hosts_at_once = 0: expected a whole number from 1"),
        ('[fetch]\nhosts_at_once = "4"', 'settings.toml: [fetch] hosts_at_once = "4": expected a whole number'),
        ("[fetch]\nmax_redirects = true", "settings.toml: [fetch] max_redirects = true: expected a whole number"),
        ('[fetch]\nrevisit = "1d"', 'settings.toml: [fetch] revisit = "1d": expected a list: put it in brackets'),
        ('[fetch]\nrevisit = ["1d", "x"]', "expected a duration such as"),
        ('[fetch]\nallow_private = ["127.0.0.1"]', "expected an address with its port, such as"),
        ('[fetch]\ncontact = "a\\nb"', "expected text in one line of ASCII characters"),
        ('[summary]\nalgorithm = "lexrnk"', 'settings.toml: [summary] algorithm = "lexrnk": expected one of default,'),
        ('[digest]\nat = "25:00"', 'settings.toml: [digest] at = "25:00": expected a time of day such as "07:00"'),
        ('[digest]\nweekly = "t 9:00"', 'expected a day of the week with a time, such as "sunday 09:00"'),
        ('[digest]\nevening = "late"', 'expected a time of day such as "07:00"'),
        ('[digest]\ntimezone = "Europe/Berln"', 'did you mean "Europe/Berlin"?'),
        ('[digest]\ntimezone = "../etc/passwd"', 'expected a time zone such as "Europe/Berlin"'),
        ("[web]\nport = 70000", "settings.toml: [web] port = 70000: expected a whole number from 1 to 65535"),
        ('[web]\nhost = ""', 'settings.toml: [web] host = "": expected text in one line'),
        ('[fetch]\ndealy = "2s"', 'settings.toml: [fetch] dealy: unknown key; did you mean "delay"?'),
        ("[web]\nzzzz = 1", "settings.toml: [web] zzzz: unknown key; there are host, port, password"),
        ("[fetsh]", 'settings.toml: [fetsh]: unknown table; did you mean "fetch"?'),
        ('delay = "2s"', "settings.toml: delay: unknown outside of a table; it belongs under [fetch]"),
        ("fetch = 3", "settings.toml: fetch = 3: expected a table"),
        ("[fetch]\ndelay = = 2", "settings.toml: not TOML: Invalid value (at line 2, column 9)"),
        ('[web]\nhost = "a', "settings.toml: not TOML: Unterminated string (at line 2, column 10)"),
    ],
)
def test_an_error_names_file_table_and_key_and_what_was_expected(directory, text, message):
    assert message in refusal(directory, text)


def test_files_that_cannot_be_read_are_named(directory):
    (directory / "settings.toml").write_bytes(b"[fetch]\n# \xff\n")
    with pytest.raises(SettingError, match=r"settings\.toml: not UTF-8 text: a stray byte in line 2"):
        settings.load(directory, environ={})
    (directory / "settings.toml").unlink()
    (directory / "settings.toml").mkdir()
    with pytest.raises(SettingError, match=r"settings\.toml: cannot be read: "):
        settings.load(directory, environ={})


def test_an_unknown_flag_is_an_error(directory):
    assert refusal(directory, overrides={"fetch.dealy": "2s"}).startswith("--dealy: unknown key fetch.dealy; did you")


def test_the_directory_is_the_argument_then_the_variable_then_the_platforms(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    written(second, '[digest]\ntimezone = "Asia/Shanghai"')
    environ = {"MONITOR_CONFIG": str(second)}
    assert settings.load(first, environ=environ).directory == first
    assert settings.load(environ=environ).zone() == ZoneInfo("Asia/Shanghai")
    assert places.user_directory().name == "monitor"


def test_a_directory_that_was_asked_for_must_exist(tmp_path):
    with pytest.raises(SettingError, match=r"MONITOR_CONFIG: .*nowhere is no directory"):
        settings.load(environ={"MONITOR_CONFIG": str(tmp_path / "nowhere")})


def test_the_machines_zone_stands_in_for_none(directory):
    assert isinstance(settings.load(directory, environ={}).zone(), ZoneInfo)


def test_the_user_agent_is_honest_and_carries_the_contact(directory):
    plain = settings.load(directory, environ={})
    contacted = settings.load(directory, environ={"MONITOR_FETCH__CONTACT": "desk@paper.example"})
    own = settings.load(directory, environ={"MONITOR_FETCH__USER_AGENT": "paper-bot/2"})
    assert plain.user_agent("1.2") == "newsmonitor/1.2"
    assert contacted.user_agent("1.2") == "newsmonitor/1.2 (+desk@paper.example)"
    assert own.user_agent("1.2") == "paper-bot/2"


def test_the_database_stands_in_the_data_directory_by_default(directory):
    url = settings.load(directory, environ={}).database_url()
    assert url.startswith("sqlite:////")
    assert url.endswith("/monitor.db")


@pytest.mark.parametrize(
    ("text", "seconds"), [("90s", 90), ("1h30m", 5400), ("2d", 172800), ("1w", 604800), (" 5m ", 300)]
)
def test_durations_are_read(directory, text, seconds):
    loaded = settings.load(directory, environ={"MONITOR_FETCH__ROUND_TIME": text})
    assert loaded.fetch.round_time == timedelta(seconds=seconds)


@pytest.mark.parametrize("text", ["", "5", "s", "1.5h", "-1s", "1 h", "99999999999999999d", "999999999w", "５m"])
def test_what_is_no_duration_is_refused(directory, text):
    assert "[fetch] delay = " in refusal(directory, f'[fetch]\ndelay = "{text}"')


def test_toml_may_write_times_its_own_way_and_windows_a_byte_order_mark(directory):
    (directory / "settings.toml").write_bytes(b"\xef\xbb\xbf[digest]\r\nat = 06:30:00\r\n")
    assert settings.load(directory, environ={}).digest.at == time(6, 30)


def test_the_packaged_file_explains_every_duration_and_key_it_names(directory):
    text = places.packaged("settings.toml").read_text("utf-8")
    keys = re.findall(r"^(\w+) = ", text, flags=re.MULTILINE)
    assert len(keys) == len(settings.load(directory, environ={}).origins)


def test_loading_settings_brings_no_heavy_import():
    heavy = "{'sqlalchemy', 'sumy', 'numpy', 'httpx', 'fastapi', 'tomlkit', 'jinja2', 'rich'}"
    code = f"import sys; from monitor import settings; settings.load(environ={{}}); print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_an_evening_and_a_week_have_their_hours(directory):
    (directory / "settings.toml").write_text('[digest]\nevening = "18:00"\nweekly = "Sunday 9:05"\n')
    loaded = settings.load(directory, environ={})
    assert loaded.digest.evening == time(18)
    assert loaded.digest.weekly == Weekly(weekday=6, at=time(9, 5))
    assert settings.shown(loaded, "digest.weekly") == "sunday 09:05"
    written(directory, "")
    assert settings.shown(settings.load(directory, environ={}), "digest.evening") == ""
