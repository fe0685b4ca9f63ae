"""`monitor deliver`, with a real server on loopback."""

import email
from datetime import UTC, datetime
from email import policy

import pytest

from monitor.core.model import Edition
from storage import editions as shelf
from storage.database import Database
from tests.builders import edition, item
from tests.delivery.post import Post, vanish

READER = "reader@x.example"
TOKEN = "t0ken4Hq9"


@pytest.fixture
def post():
    with Post() as server:
        yield server


@pytest.fixture
def mail(config, post):
    """Mail is set, and one reader."""
    (config / "settings.toml").write_text(
        f'[delivery]\nsmtp = "{post.url}"\nfrom = "me@x.example"\nto = ["{READER}"]\neditions = ["daily"]\n'
    )


@pytest.fixture
def published(database) -> Edition:
    """An edition that came out a moment ago."""
    now = datetime.now(UTC).replace(microsecond=0)
    made = edition(day=now.date(), since=now.replace(year=now.year - 1), until=now, items=(item(first_seen=now),))
    with Database.open(database) as opened, opened.write() as c:
        return shelf.publish(c, made)


@pytest.mark.usefixtures("mail")
def test_what_is_due_is_sent_once(command, post, published):
    first = command("deliver")
    assert (first.code, len(post.letters)) == (0, 1)
    assert published.name in first.out
    assert READER in first.out
    second = command("deliver")
    assert (second.code, second.out, second.err) == (0, "", "Nothing is due.\n")
    assert command("deliver", "--json").json == {"now": [], "open": []}


@pytest.mark.usefixtures("mail")
def test_what_may_have_arrived_is_told_until_it_is_sent_again(command, post, published):
    post.hooks["taken"] = vanish
    first = command("deliver")
    assert first.code == 3
    assert f"monitor deliver --again {published.name}" in first.err
    post.hooks.clear()
    later = command("deliver")
    assert later.code == 0
    assert "unsure" in later.err
    assert f"delivery unsure: {published.name} to {READER}" in command("status").out
    assert command("deliver", "--again", published.name).code == 0
    assert "delivery" not in command("status").out
    assert len(post.letters) == 2


@pytest.mark.usefixtures("mail")
def test_a_test_says_what_became_of_each_address(command, post, config):
    assert command("deliver", "--test").code == 0
    post.answers["rcpt"].append("550 nobody of that name")
    none = command("deliver", "--test")
    assert none.code == 3
    assert "answered 550 nobody of that name" in none.err
    settings = (config / "settings.toml").read_text().replace(f'"{READER}"', f'"{READER}", "other@x.example"')
    (config / "settings.toml").write_text(settings)
    post.answers["rcpt"].append("550 nobody of that name")
    some = command("deliver", "--test", "--json")
    assert some.code == 1
    assert sorted(one["state"] for one in some.json["now"]) == ["failed", "sent"]


def test_no_token_is_ever_printed(command, config, published):
    (config / "settings.toml").write_text(
        f'[delivery]\napprise = ["json://127.0.0.1:1/{TOKEN}"]\npassword = "{TOKEN}"\n'
    )
    told = [command("-vv", "deliver"), command("deliver", "--test"), command("status"), command("config", "show")]
    told.append(command("deliver", "--again", published.name, "--json"))
    assert told[0].code == 3
    assert "json://" in told[0].err
    assert [TOKEN in one.out + one.err for one in told] == [False] * 5


@pytest.mark.usefixtures("published")
def test_a_preview_is_a_mail_or_its_page(command, tmp_path):
    assert command("deliver", "--preview", "-o", tmp_path / "digest.eml").code == 0
    message = email.message_from_bytes((tmp_path / "digest.eml").read_bytes(), policy=policy.default)
    assert "Harbour theatre" in message.get_body(("plain",)).get_content()
    assert command("deliver", "--preview", "-o", tmp_path / "digest.html").code == 0
    assert (tmp_path / "digest.html").read_text().lstrip().startswith("<!doctype html>")
    shown = command("deliver", "--preview", "--json").json
    assert shown["To"] == "to@example.org"
    assert "Harbour theatre" in shown["text"]


@pytest.mark.parametrize(
    "arguments", [["--preview", "--test"], ["today"], ["--test", "-o", "x.eml"], ["--again", "2020-01-01"], ["--test"]]
)
def test_what_cannot_be_meant_is_wrong_use(command, arguments):
    assert command("deliver", *arguments).code == 2
