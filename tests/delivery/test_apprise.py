import io
import logging
import socket
from datetime import timedelta

import pytest
from werkzeug import Response

from monitor.core.errors import DeliveryPutOff, DeliveryRefused, DeliveryUnsure
from monitor.core.messengers import REFUSED
from monitor.delivery import apprise
from monitor.delivery.apprise import Note
from tests.delivery.post import scripted

TOKEN = "t0ken4Hq9"
NOTE = Note(title="Harbour <news>", text="1. The *theatre* opens & sings\nhttps://paper.example/a")


@pytest.fixture
def service(httpserver):
    """The address of a messenger on loopback that speaks JSON; its answers are the test's."""
    return f"json://127.0.0.1:{httpserver.port}/{TOKEN}"


def test_a_message_arrives_as_it_was(httpserver, service):
    httpserver.expect_request(f"/{TOKEN}").respond_with_data("yes")
    brinks = []
    apprise.send(service, NOTE, lambda: brinks.append(len(httpserver.log)))
    ((request, _),) = httpserver.log
    assert (request.json["title"], request.json["message"]) == (NOTE.title, NOTE.text)
    assert brinks == [0]


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (429, DeliveryPutOff),
        (503, DeliveryPutOff),
        (401, DeliveryRefused),
        (404, DeliveryRefused),
        (302, DeliveryRefused),
        (500, DeliveryUnsure),
        (504, DeliveryUnsure),
    ],
)
def test_an_answer_says_whether_it_may_be_tried_again(httpserver, service, status, error):
    elsewhere = httpserver.url_for("/elsewhere")
    httpserver.expect_request(f"/{TOKEN}").respond_with_response(
        Response(status=status, headers={"Location": elsewhere})
    )
    with pytest.raises(error, match=str(status)) as failed:
        apprise.send(service, NOTE)
    assert TOKEN not in str(failed.value)
    assert len(httpserver.log) == 1  # neither tried again nor sent elsewhere


def test_a_retry_in_the_address_counts_for_nothing(httpserver, service):
    httpserver.expect_request(f"/{TOKEN}").respond_with_data("no", status=500)
    with pytest.raises(DeliveryUnsure):
        apprise.send(f"{service}?retry=3&wait=0", NOTE)
    assert len(httpserver.log) == 1


def test_what_never_left_is_put_off():
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    for address in (f"json://127.0.0.1:{port}/{TOKEN}", f"jsons://nobody.invalid/{TOKEN}"):
        with pytest.raises(DeliveryPutOff, match="could not be reached"):
            apprise.send(address, NOTE)


def test_a_service_that_took_it_and_did_not_answer_may_have_it():
    with scripted(lambda connection: connection.recv(100_000)) as port, pytest.raises(DeliveryUnsure):
        apprise.send(f"json://127.0.0.1:{port}/{TOKEN}", NOTE)


def test_a_slow_service_is_left_when_the_time_is_over(httpserver):
    def dawdle(connection):
        connection.recv(100_000)
        connection.recv(1)

    with scripted(dawdle) as port, pytest.raises(DeliveryUnsure):
        apprise.send(f"json://127.0.0.1:{port}/{TOKEN}?rto=0.2", NOTE, total_time=timedelta(seconds=3))
    assert httpserver.log == []


@pytest.mark.parametrize("scheme", sorted(REFUSED))
def test_what_acts_on_this_machine_is_not_let_through(scheme):
    with pytest.raises(DeliveryRefused):
        apprise.send(f"{scheme}://", NOTE)


@pytest.mark.parametrize("address", ["nonsense://x", "slack://short", "tgram://", "json://"])
def test_an_address_that_means_nothing_is_refused_without_being_told(address, caplog):
    with pytest.raises(DeliveryRefused, match="does not understand") as refused:
        apprise.room(f"{address}/{TOKEN}" if address.startswith("non") else address, "title")
    assert TOKEN not in str(refused.value) + caplog.text


@pytest.fixture
def everything_logged():
    """What is logged, of whatever level, and reaches the root."""
    told, root = io.StringIO(), logging.getLogger()
    handler, level = logging.StreamHandler(told), root.level
    root.addHandler(handler)
    root.setLevel(1)
    yield told
    root.removeHandler(handler)
    root.setLevel(level)


def test_no_log_has_a_token(everything_logged):
    def refuse(connection):
        connection.recv(100_000)
        connection.sendall(b"HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n")

    with scripted(refuse) as port, pytest.raises(DeliveryUnsure):
        apprise.send(f"json://{TOKEN}:{TOKEN}@127.0.0.1:{port}/{TOKEN}", NOTE)
    with pytest.raises(DeliveryPutOff):
        apprise.send(f"json://{TOKEN}:{TOKEN}@127.0.0.1:1/{TOKEN}", NOTE)
    assert TOKEN not in everything_logged.getvalue()


@pytest.mark.parametrize(
    ("address", "most"),
    [
        (f"discord://4174216298/{TOKEN}{TOKEN}", 2000),
        ("ntfy://topic", 7800),
        (f"tgram://123456789:{TOKEN * 5}/1", 4096),
    ],
)
def test_the_room_is_within_the_messengers_limits(address, most):
    assert most // 2 < apprise.room(address, "Daily digest") <= most
