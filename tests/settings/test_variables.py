"""Settings from the environment, and the secrets among them."""

from datetime import time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import settings
from monitor.settings.values import unnamed
from tests.settings.conftest import refusal


def written(directory: Path, text: str) -> Path:
    (directory / "settings.toml").write_text(text, encoding="utf-8")
    return directory


def test_variables_take_numbers_lists_and_times_as_plain_text(directory):
    environ = {
        "MONITOR_DATABASE": "postgresql://reader:secret@db.example/news",
        "MONITOR_FETCH__ALLOW_PRIVATE": "127.0.0.1:8081, LOCALHOST:8082,[::1]:80",
        "MONITOR_FETCH__REVISIT": "10m,2h",
        "MONITOR_DIGEST__AT": "18:30",
        "MONITOR_WEB__PORT": "80",
        "MONITOR_FETCH__CONTACT": "",
        "PATH": "/bin",
    }
    loaded = settings.load(directory, environ=environ)
    assert loaded.database_url() == "postgresql://reader:secret@db.example/news"
    assert loaded.fetch.allow_private == ("127.0.0.1:8081", "localhost:8082", "[::1]:80")
    assert loaded.fetch.revisit == (timedelta(minutes=10), timedelta(hours=2))
    assert loaded.digest.at == time(18, 30)
    assert loaded.web.port == 80
    assert loaded.origins["fetch.contact"] == "default"


def test_a_file_variable_gives_the_files_content_stripped(directory):
    secret = directory / "password"
    secret.write_text("  open sesame\n")
    loaded = settings.load(directory, environ={"MONITOR_WEB__PASSWORD_FILE": str(secret)})
    assert loaded.web.password == "open sesame"
    assert loaded.origins["web.password"] == "MONITOR_WEB__PASSWORD_FILE"


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe"])
def test_a_file_variable_without_a_usable_file_is_an_error(directory, content):
    secret = directory / "password"
    if content is not None:
        secret.write_bytes(content)
    message = refusal(directory, environ={"MONITOR_WEB__PASSWORD_FILE": str(secret)})
    assert message.startswith("MONITOR_WEB__PASSWORD_FILE")


def test_a_variable_and_its_file_variable_together_are_an_error(directory):
    environ = {"MONITOR_WEB__PASSWORD": "sesame", "MONITOR_WEB__PASSWORD_FILE": "/run/secrets/password"}
    message = refusal(directory, environ=environ)
    assert "MONITOR_WEB__PASSWORD is set too" in message
    assert "sesame" not in message


@pytest.mark.parametrize(
    "text",
    [
        "[web]\npassword = 12345678",
        '[web]\npassword = "1234\\n5678"',
        '[history]\ndatabase = "mysql://root:12345678@db"',
        '[fetch]\nproxy = "socks9://me:12345678@p"',
        '[delivery]\nsmtp = "smtp://me:12345678@p"',
        "[delivery]\npassword = 12345678",
        '[delivery]\napprise = ["tgram 12345678"]',
    ],
)
def test_secrets_are_never_shown(directory, text):
    message = refusal(directory, text)
    assert "5678" not in message
    assert "expected" in message


def test_a_listing_shows_of_secrets_what_tells_nothing(directory):
    environ = {
        "MONITOR_DELIVERY__SMTP": "smtps://me@mail.example",
        "MONITOR_DELIVERY__FROM": "Digest <me@x.example>",
        "MONITOR_DELIVERY__TO": "a@x.example, b@x.example",
        "MONITOR_DELIVERY__PASSWORD": "sesame",
        "MONITOR_DELIVERY__APPRISE": "tgram://sesame/1,ntfy://sesame",
    }
    loaded = settings.load(directory, environ=environ)
    keys = ("smtp", "from", "to", "password", "apprise")
    assert [settings.shown(loaded, f"delivery.{key}") for key in keys] == [
        "smtps://me@mail.example",
        "Digest <me@x.example>",
        "a@x.example, b@x.example",
        "(hidden)",
        "tgram://(hidden), ntfy://(hidden)",
    ]
    assert "sesame" not in repr(loaded)


@pytest.mark.parametrize(
    ("key", "address", "said"),
    [
        ("history.database", "sqlite:////srv/news of today.db", "sqlite:////srv/news of today.db"),
        ("history.database", "/srv/news.db", "sqlite:////srv/news.db"),
        ("history.database", "postgresql://me:sesame@db.example/news", "postgresql://(hidden)@db.example/news"),
        ("history.database", "postgresql://me:ses/ame?@db.example/news", "postgresql://(hidden)"),
        ("history.database", "postgresql://db.example/news?password=ses@ame", "postgresql://(hidden)"),
        (
            "history.database",
            "postgresql://me@a.example:1,[::1]/news#pass",
            "postgresql://(hidden)@a.example:1,[::1]/news#(hidden)",
        ),
        ("history.database", "postgresql:///host=db.example password=sesame", "postgresql://(hidden)"),
        ("history.database", "postgresql:///news?password=sesame", "postgresql:///news?(hidden)"),
        ("history.database", "", ""),
        ("fetch.proxy", "http://proxy.example:3128", "http://proxy.example:3128"),
        ("fetch.proxy", "http://sesame@proxy.example:3128", "http://(hidden)@proxy.example:3128"),
        ("fetch.proxy", "http://me:sesame@proxy.example:80/#ame", "http://(hidden)@proxy.example:80/#(hidden)"),
        ("fetch.proxy", "http:\n//me:sesame@proxy.example:80", "(hidden)"),
    ],
)
def test_of_an_address_only_what_is_secret_is_hidden(directory, key, address, said):
    assert settings.shown(settings.load(directory, environ={}, overrides={key: address}), key) == said


ODD = st.text("ab1/?#@:=&%[],.\n ", max_size=4)


@given(
    st.sampled_from(("postgresql", "postgresql+psycopg", "http", "https", "sqlite+odd", "ht\ntp")),
    st.builds("{}sesame{}".format, ODD, ODD),
    ODD,
    st.sampled_from(
        (
            "{scheme}://me:{secret}@db.example:5432/news{odd}",
            "{scheme}://{secret}@db.example{odd}",
            "{scheme}://me{odd}:{secret}@[::1]/news",
            "{scheme}://one.example,me:{secret}@two.example:1/news{odd}",
            "{scheme}://db.example/news?password={secret}{odd}",
            "{scheme}://me@db.example/news?a=b&password={secret}{odd}",
            "{scheme}://me{odd}@db.example/news#password={secret}",
            "{scheme}://db.example?{odd}{secret}",
        )
    ),
)
def test_no_odd_address_shows_its_secret(scheme, secret, odd, form):
    assert "sesame" not in unnamed(form.format(scheme=scheme, secret=secret, odd=odd))


def test_secrets_are_not_in_the_settings_repr(directory):
    loaded = settings.load(directory, environ={"MONITOR_WEB__PASSWORD": "sesame"})
    assert "sesame" not in repr(loaded)


@pytest.mark.parametrize(
    ("variable", "meant"),
    [
        ("MONITOR_FETCH__DEALY", "MONITOR_FETCH__DELAY"),
        ("MONITOR_FETCH_DELAY", "MONITOR_FETCH__DELAY"),
        ("MONITOR_WEB_PASSWORD_FILE", "MONITOR_WEB__PASSWORD"),
        ("MONITOR_DATABASE_URL", "MONITOR_DATABASE"),
    ],
)
def test_a_slip_in_a_variables_name_is_an_error(directory, variable, meant):
    message = refusal(directory, environ={variable: "7"})
    assert message == f'{variable}: unknown variable; did you mean "{meant}"?'


def test_variables_of_other_programs_are_left_alone(directory):
    environ = {"MONITOR_WEB_PORT": "tcp://10.0.0.1:80", "MONITOR_SERVICE_HOST": "10.0.0.1", "MONITORING": "1"}
    assert settings.load(directory, environ=environ).web.port == 8765
