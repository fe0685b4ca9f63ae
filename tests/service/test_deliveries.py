"""Editions sent to real servers on loopback, from a history in either database."""

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from monitor.core.errors import DeliveryRefused, InvalidInput, UnknownEdition
from monitor.core.model import EditionKind
from monitor.core.outbox import BACK_OFF
from monitor.service import deliveries
from storage import deliveries as register
from storage import editions as shelf
from storage.database import Database
from storage.schema import edition_items
from tests.builders import NOON, edition, item
from tests.delivery.post import Post, vanish

READER, OTHER = "reader@x.example", "other@x.example"
PASSWORD = "sesame-7Hq"
MINUTE = timedelta(minutes=1)


class Clock:
    """A moment that tests move on."""

    def __init__(self, now):
        self.now = now

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock(NOON + MINUTE)


@pytest.fixture
def post():
    with Post() as server:
        yield server


@pytest.fixture
def another(make_desk, database_url, clock):
    """Makes desks on this history, with other settings of [delivery]."""
    return lambda **settings: make_desk(now=clock, history__database=database_url, **settings)


@pytest.fixture
def desk(another, post):
    """A desk with today's edition, and one reader who wants it by mail."""
    made = another(**mail(post))
    made.write(shelf.publish, edition())
    return made


def mail(post, *to, **more):
    changed = {"smtp": post.url, "from": "Digest <me@x.example>", "to": list(to or [READER])} | more
    return {f"delivery.{key}": value for key, value in changed.items()}


def states(told):
    return [one.state.value for one in told]


def test_an_edition_goes_to_each_reader_once(another, desk, post):
    desk = another(**mail(post, READER, OTHER))
    assert states(deliveries.send_due(desk)) == ["sent", "sent"]
    assert deliveries.send_due(desk) == ()
    assert sorted(post.recipients) == [OTHER, READER]
    assert sorted(letter["To"] for letter in post.letters) == [OTHER, READER]
    assert len(set(post.ids)) == 2


def test_what_was_put_off_is_tried_again_ever_later_and_then_given_up(desk, clock, post):
    post.answers["rcpt"] += ["450 later"] * 9
    for wait in BACK_OFF:
        assert states(deliveries.send_due(desk)) == ["pending"]
        clock.now += wait - MINUTE / 60
        assert deliveries.send_due(desk) == ()
        clock.now += MINUTE / 60
    assert states(deliveries.send_due(desk)) == ["failed"]
    clock.now += timedelta(days=1)
    assert deliveries.send_due(desk) == ()
    (told,) = deliveries.troubles(desk)
    assert told.error == f"127.0.0.1:{post.port}: answered 450 later"
    assert post.letters == []


def test_what_was_put_off_arrives_later(desk, clock, post):
    post.answers["data"].append("451 full")
    assert states(deliveries.send_due(desk)) == ["pending"]
    assert states(deliveries.troubles(desk)) == ["pending"]
    clock.now += BACK_OFF[0]
    assert states(deliveries.send_due(desk)) == ["sent"]
    assert deliveries.troubles(desk) == ()
    assert len(post.letters) == 1


def test_a_refused_reader_is_failed_and_the_others_get_theirs(another, desk, post):
    desk = another(**mail(post, READER, OTHER))
    post.answers["rcpt"].append("550 nobody of that name")
    assert sorted(states(deliveries.send_due(desk))) == ["failed", "sent"]
    assert deliveries.send_due(desk) == ()


def test_what_may_have_arrived_is_told_and_sent_again_only_on_purpose(desk, clock, post):
    post.hooks["taken"] = vanish
    assert states(deliveries.send_due(desk)) == ["unsure"]
    post.hooks.clear()
    clock.now += timedelta(hours=12)
    assert deliveries.send_due(desk) == ()
    assert states(deliveries.troubles(desk)) == ["unsure"]
    assert states(deliveries.send_again(desk, "2026-03-17")) == ["sent"]
    assert deliveries.troubles(desk) == ()
    first, second = post.ids
    assert first == second


def test_only_what_came_out_lately_is_sent_first(desk, clock):
    clock.now += timedelta(hours=24)
    assert deliveries.due(desk, desk.now()) == ()


@pytest.mark.parametrize("kind", EditionKind)
def test_every_kind_of_edition_is_sent_if_nothing_else_is_set(another, post, kind):
    desk = another(**mail(post))
    desk.write(shelf.publish, edition(kind=kind))
    assert states(deliveries.send_due(desk)) == ["sent"]


def test_only_the_kinds_of_the_settings_are_sent(another, desk, post):
    desk.write(shelf.publish, edition(kind=EditionKind.WEEKLY))
    assert len(deliveries.due(desk, desk.now())) == 2
    desk = another(**mail(post, editions=["weekly"]))
    assert [errand.parcel.name for errand in deliveries.due(desk, desk.now())] == ["2026-W12"]


def test_two_at_once_send_once(desk, database_url, post):
    def send(_):
        with Database.open(database_url) as database:
            other = type(desk)(database=database, settings=desk.settings, catalogue=desk.catalogue, now=desk.now)
            return len(deliveries.send_due(other))

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(send, range(4)))
    assert sum(told) == 1
    assert len(post.letters) == 1


def test_a_notice_goes_to_every_address_once_for_its_key(desk, post):
    deliveries.send_due(desk)
    assert deliveries.notify(desk, "Watch\r\nBcc: all@x.example", "A new match\nhttps://paper.example/a", "watch 1 7")
    assert not deliveries.notify(desk, "Watch", "A new match", "watch 1 7")
    assert states(deliveries.send_due(desk)) == ["sent"]
    assert deliveries.send_due(desk) == ()
    letter = post.letters[-1]
    assert letter["Subject"] == "Watch Bcc: all@x.example"
    assert letter["Bcc"] is None
    assert "https://paper.example/a" in letter.get_content()


def test_a_message_that_cannot_be_made_is_failed_and_the_others_go(another, post, httpserver):
    httpserver.expect_request("/t0ken").respond_with_data("yes")
    desk = another(**mail(post, apprise=[f"json://127.0.0.1:{httpserver.port}/t0ken"]))
    wrong = replace(desk.settings.delivery, from_="a..b@x.example")
    desk = replace(desk, settings=replace(desk.settings, delivery=wrong))
    deliveries.notify(desk, "Watch", "A new match", "watch 1 7")
    assert sorted(states(deliveries.send_due(desk))) == ["failed", "sent"]
    assert deliveries.send_due(desk) == ()
    (told,) = deliveries.troubles(desk)
    assert "its message cannot be made" in told.error


def test_what_no_message_can_be_the_fault_of_is_not_taken_for_one(desk):
    box = deliveries.boxes(desk.settings.delivery)[0]

    def no_more_threads():
        raise RuntimeError("can't start new thread")

    with pytest.raises(RuntimeError):
        deliveries._made(box, no_more_threads)
    with pytest.raises(DeliveryRefused, match="its message cannot be made: KeyError: 'title'"):
        deliveries._made(box, lambda: {}["title"])


def test_a_test_that_cannot_be_made_for_one_address_reaches_the_others(another, post, httpserver):
    httpserver.expect_request("/t0ken").respond_with_data("yes")
    desk = another(**mail(post, apprise=[f"json://127.0.0.1:{httpserver.port}/t0ken"]))
    wrong = replace(desk.settings.delivery, from_="a..b@x.example")
    told = deliveries.trial(replace(desk, settings=replace(desk.settings, delivery=wrong)))
    assert states(told) == ["failed", "sent"]
    assert "its message cannot be made" in told[0].error


def test_an_edition_that_cannot_be_read_keeps_nothing_else_from_going(desk, post):
    desk.write(lambda c: c.execute(update(edition_items).values(quotes="{damaged")))
    deliveries.notify(desk, "Watch", "A new match", "watch 1 7")
    assert sorted(states(deliveries.send_due(desk))) == ["failed", "sent"]
    assert [letter["Subject"] for letter in post.letters] == ["Watch"]
    assert "its message cannot be made" in deliveries.troubles(desk)[0].error


def test_a_title_cannot_write_headers(desk, post):
    titled = item(title="Harbour\r\nBcc: all@x.example\r\n\r\n<script>")
    told = edition(kind=EditionKind.EVENING, items=(titled,), since=NOON)
    desk.write(shelf.publish, told)
    deliveries.send_due(desk)
    assert post.recipients == [READER, READER]
    for letter in post.letters:
        assert letter["Bcc"] is None
        assert b"<script>" not in letter.get_body(("html",)).get_payload(decode=True)


def test_messengers_get_a_short_message(another, desk, httpserver):
    httpserver.expect_request("/t0ken").respond_with_data("yes")
    address = f"json://127.0.0.1:{httpserver.port}/t0ken"
    desk = another(**{"delivery.apprise": [address]})
    assert states(deliveries.send_due(desk)) == ["sent"]
    assert deliveries.send_due(desk) == ()
    ((request, _),) = httpserver.log
    assert "Harbour theatre opens again (The Paper)" in request.json["message"]


def test_no_secret_is_in_the_history_or_a_log(another, desk, httpserver, caplog):
    caplog.set_level(logging.INFO)
    httpserver.expect_request("/t0ken4Hq").respond_with_data("no", status=500)
    address = f"json://127.0.0.1:{httpserver.port}/t0ken4Hq"
    with Post(users={"me": PASSWORD}) as post:
        login = {"smtp": f"smtp://me@127.0.0.1:{post.port}", "password": f"{PASSWORD}x", "apprise": [address]}
        desk = another(**mail(post, **login))
        told = deliveries.send_due(desk)
    assert sorted(states(told)) == ["failed", "unsure"]
    with desk.database.read() as c:
        stored = str(c.execute(register.deliveries.select()).all())
    logged = [record.getMessage() for record in caplog.records if record.name.startswith("monitor")]
    assert len(logged) == 2
    for text in (stored, str(logged), str(told), repr(desk.settings)):
        assert PASSWORD not in text
        assert "t0ken4Hq" not in text


def test_a_test_reaches_every_address_and_says_what_became_of_it(another, desk, post):
    desk = another(**mail(post, READER, OTHER))
    post.answers["rcpt"].append("550 nobody of that name")
    assert sorted(states(deliveries.trial(desk))) == ["failed", "sent"]
    assert "test" in post.letters[0]["Subject"]
    assert len(deliveries.due(desk, desk.now())) == 2


def test_nothing_is_due_and_nothing_can_be_tested_without_an_address(another, desk):
    desk = another()
    assert deliveries.due(desk, desk.now()) == ()
    assert deliveries.send_due(desk) == ()
    with pytest.raises(InvalidInput, match="neither mail"):
        deliveries.trial(desk)


def test_an_edition_that_there_is_not_cannot_be_sent_again(desk):
    with pytest.raises(UnknownEdition):
        deliveries.send_again(desk, "2020-01-01")


def test_a_preview_is_the_mail_as_it_goes(another, desk, post):
    deliveries.send_due(desk)
    shown, sent = deliveries.preview(desk, edition()), post.letters[0]
    assert {name: shown[name] for name in shown}.items() <= dict(sent.items()).items()
    assert shown.get_body(("plain",)).get_content().splitlines() == sent.get_body(("plain",)).get_content().splitlines()
    assert deliveries.preview(another(), edition())["To"] == "to@example.org"
