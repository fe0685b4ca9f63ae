import logging
import shutil
import socket
import ssl
import struct
import subprocess
import threading
from datetime import timedelta
from email.message import EmailMessage

import pytest

from monitor.core.errors import DeliveryPutOff, DeliveryRefused, DeliveryUnsure
from monitor.delivery import smtp
from monitor.delivery.smtp import Letter, Server
from tests.delivery.post import Post, scripted, vanish

PASSWORD = "sesame-7Hq"
BIG = 2_000_000  # more than two sockets hold, so that the other side's end is noticed


def server(url, password=""):
    return Server.of(url, password)


def letter(text="Good morning.\n", **headers):
    message = EmailMessage()
    for name, value in ({"Subject": "Harbour", "From": "me@x.example", "To": "you@x.example"} | headers).items():
        message[name] = value
    message.set_content(text, cte="quoted-printable")
    return Letter(message=message, sender="me@x.example", recipient="you@x.example")


def test_a_letter_arrives_as_it_was(post):
    text = "..a dot\n.\nFrom the harbour: ö 日本\n"
    smtp.send(server(post.url), letter(text))
    (arrived,) = post.letters
    assert arrived.get_content().splitlines() == text.splitlines()
    assert arrived["Subject"] == "Harbour"
    assert post.recipients == ["you@x.example"]


def test_the_brink_comes_after_the_body_and_before_its_end(post):
    smtp.send(server(post.url), letter(), lambda: post.letters.append("brink"))
    assert post.letters[0] == "brink"
    assert len(post.letters) == 2


def test_what_the_brink_raises_leaves_the_server_without_the_letter(post):
    def stop():
        raise RuntimeError("not now")

    with pytest.raises(RuntimeError, match="not now"):
        smtp.send(server(post.url), letter(), stop)
    assert post.letters == []


@pytest.mark.parametrize("stage", ["mail", "rcpt", "data"])
@pytest.mark.parametrize(
    ("answer", "error"), [("450 later, please", DeliveryPutOff), ("550 nobody of that name", DeliveryRefused)]
)
def test_answers_of_the_400s_put_off_and_of_the_500s_refuse(post, stage, answer, error):
    post.answers[stage].append(answer)
    with pytest.raises(error, match=answer):
        smtp.send(server(post.url), letter())
    assert post.letters == []
    smtp.send(server(post.url), letter())
    assert len(post.letters) == 1


def test_the_servers_words_are_one_short_line(post):
    post.answers["rcpt"].append("550 \x1b[31mred\x07 " + "x" * 400)
    with pytest.raises(DeliveryRefused) as refused:
        smtp.send(server(post.url), letter())
    assert refused.value.reason.isprintable()
    assert len(refused.value.reason) <= smtp.SHOWN


@pytest.mark.parametrize("stage", ["helo", "mail", "rcpt"])
def test_a_server_that_dies_before_the_message_has_none(post, stage):
    post.hooks[stage] = vanish
    with pytest.raises(DeliveryPutOff):
        smtp.send(server(post.url), letter())
    assert post.letters == []


def talk(connection, *, until=b"DATA"):
    """Says yes to everything up to that command, and then to go on."""
    told = connection.makefile("rb")
    connection.sendall(b"220 hello\r\n")
    while not (line := told.readline()).startswith(until):
        connection.sendall(b"250 yes\r\n" if line else b"")
    connection.sendall(b"354 go on\r\n")
    return told


def test_a_server_that_dies_in_the_middle_of_the_message_is_tried_again():
    def die(connection):
        talk(connection).read(1000)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # at once, with a reset

    with scripted(die) as port, pytest.raises(DeliveryPutOff, match="broke"):
        smtp.send(server(f"smtp://127.0.0.1:{port}"), letter("\n" * BIG))


def test_a_server_that_went_before_the_messages_end_was_sent_is_tried_again():
    gone = threading.Event()

    def leave(connection):
        talk(connection).close()
        connection.close()
        gone.set()

    with scripted(leave) as port, pytest.raises(DeliveryPutOff, match="broke"):
        smtp.send(server(f"smtp://127.0.0.1:{port}"), letter(), lambda: gone.wait(10))


@pytest.mark.parametrize("last", [b"", b"hm?\r\n", b"354 go on\r\n", b"250-half an answer\r\n"])
def test_a_server_that_took_it_all_and_did_not_answer_may_have_it(last):
    def swallow(connection):
        told = talk(connection)
        while told.readline() != b".\r\n":
            pass
        connection.sendall(last)

    with scripted(swallow) as port, pytest.raises(DeliveryUnsure, match="was sent the whole message"):
        smtp.send(server(f"smtp://127.0.0.1:{port}"), letter())


def test_a_server_that_dies_with_the_answer_on_its_lips_may_have_it(post):
    post.hooks["taken"] = vanish
    with pytest.raises(DeliveryUnsure):
        smtp.send(server(post.url), letter())
    assert len(post.letters) == 1


@pytest.mark.parametrize("greeting", [b"", b"2", b"220-wait\r\n" * 3])
def test_a_server_that_is_slow_is_left_when_the_time_is_over(greeting):
    def dawdle(connection):
        connection.sendall(greeting)
        connection.recv(100)

    with scripted(dawdle) as port, pytest.raises(DeliveryPutOff):
        smtp.send(server(f"smtp://127.0.0.1:{port}"), letter(), total_time=timedelta(seconds=0.2))


def test_a_server_that_answers_a_letter_at_a_time_is_cut_off():
    def drip(connection):
        while True:
            connection.sendall(b"220-hello\r\n")

    with scripted(drip) as port, pytest.raises(DeliveryPutOff):
        smtp.send(server(f"smtp://127.0.0.1:{port}"), letter(), total_time=timedelta(seconds=0.2))


def test_nobody_there_is_put_off():
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(DeliveryPutOff, match="refused"):
        smtp.send(server(f"smtp://127.0.0.1:{port}"), letter())
    with pytest.raises(DeliveryPutOff, match="nobody knows its name"):
        smtp.send(server("smtps://post.invalid"), letter())


def test_a_login_is_made_and_a_refused_one_says_no_secret(caplog):
    caplog.set_level(logging.DEBUG)
    with Post(users={"me": PASSWORD}) as post:
        address = f"smtp://me@127.0.0.1:{post.port}"
        smtp.send(server(address, PASSWORD), letter())
        assert len(post.letters) == 1
        with pytest.raises(DeliveryRefused, match=r"refused the login of me \(535\)") as refused:
            smtp.send(server(address, f"{PASSWORD}x"), letter())
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__
    assert PASSWORD not in caplog.text + str(refused.value) + repr(server(address, PASSWORD))


def test_a_server_without_logins_is_told_apart(post):
    with pytest.raises(DeliveryRefused, match="takes no login"):
        smtp.send(server(f"smtp://me@127.0.0.1:{post.port}", PASSWORD), letter())


def test_elsewhere_nothing_goes_in_the_open(post, monkeypatch):
    monkeypatch.setattr(Server, "is_here", False)
    with pytest.raises(DeliveryRefused, match="offers no STARTTLS"):
        smtp.send(server(post.url), letter())
    assert post.letters == []


@pytest.fixture
def certificate(tmp_path):
    """A server's context with a certificate that nobody vouches for."""
    if not shutil.which("openssl"):
        pytest.skip("openssl makes the certificate")
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    ask = f"req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -keyout {key} -out {cert}"
    extra = ["-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run(["openssl", *ask.split(), *extra], check=True, capture_output=True)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(cert, key)
    return context, cert


def test_starttls_is_used_where_it_is_offered(certificate):
    context, _ = certificate
    seen = []

    async def look(connection):
        seen.append(connection.transport.get_extra_info("sslcontext") is not None)

    with Post(tls=context) as post:
        post.hooks["rcpt"] = look
        smtp.send(server(post.url), letter())
    assert seen == [True]
    assert len(post.letters) == 1


def test_elsewhere_a_certificate_must_be_good(certificate, monkeypatch):
    context, cert = certificate
    monkeypatch.setattr(Server, "is_here", False)
    with Post(tls=context) as post:
        with pytest.raises(DeliveryPutOff, match="certificate is not trusted"):
            smtp.send(server(post.url), letter())
        assert post.letters == []
        monkeypatch.setenv("SSL_CERT_FILE", str(cert))
        smtp.send(server(post.url), letter())
        assert len(post.letters) == 1


def test_an_address_names_its_server():
    found = Server.of("smtps://anna%40x.example@mail.example", PASSWORD)
    assert (found.host, found.port, found.sealed, found.user) == ("mail.example", 465, True, "anna@x.example")
    assert Server.of("smtp://mail.example", "").port == 587
    here = [
        Server.of(f"smtp://{host}", "").is_here for host in ("localhost", "127.0.0.9", "[::1]", "localhost.example")
    ]
    assert here == [True, True, True, False]


def test_a_header_with_a_second_line_is_never_made():
    with pytest.raises(ValueError, match=r"linefeed|newline"):
        letter(Subject="Harbour\r\nBcc: all@x.example")
