import pytest
from sqlalchemy.exc import SQLAlchemyError

from monitor.core import images
from monitor.core.errors import HistoryError
from monitor.core.model import KeptPicture
from storage import pictures
from tests.builders import HOUR, NOON

A, B, C = (f"https://paper.example/{name}.jpg" for name in "abc")


def jpeg(text):
    return images.kept(b"\xff\xd8\xff" + text)


def test_a_picture_is_kept_under_its_name_and_its_address_not_asked_again(database):
    with database.write() as c:
        pictures.keep(c, A, jpeg(b"one\x00\xff"), NOON)
        pictures.keep(c, B, None, NOON)
    with database.read() as c:
        assert pictures.unasked(c, [C, A, B, C]) == (C,)
        assert pictures.names(c, [A, B, C]) == {A: jpeg(b"one\x00\xff").name}
        assert pictures.named(c, jpeg(b"one\x00\xff").name) == jpeg(b"one\x00\xff")
        assert pictures.named(c, "no such name") is None


def test_what_an_address_gave_first_stays(database):
    with database.write() as c:
        for body in (b"one", b"two"):
            pictures.keep(c, A, jpeg(body), NOON)
        assert pictures.names(c, [A]) == {A: jpeg(b"one").name}


def test_one_picture_at_two_addresses_has_one_name(database):
    with database.write() as c:
        for url in (A, B):
            pictures.keep(c, url, jpeg(b"one"), NOON)
        assert set(pictures.names(c, [A, B]).values()) == {jpeg(b"one").name}
        assert pictures.named(c, jpeg(b"one").name) == jpeg(b"one")


def test_an_old_picture_is_dropped_and_its_address_still_known(database):
    with database.write() as c:
        pictures.keep(c, A, jpeg(b"one"), NOON - HOUR)
        pictures.keep(c, B, jpeg(b"two"), NOON)
        assert pictures.forget(c, NOON) == 1
        assert pictures.forget(c, NOON) == 0
        assert pictures.names(c, [A, B]) == {B: jpeg(b"two").name}
        assert pictures.unasked(c, [A, B]) == ()


def test_half_a_picture_is_refused(database):
    half = KeptPicture(name=None, media_type="image/png", body=b"x")
    with pytest.raises((SQLAlchemyError, HistoryError)), database.write() as c:
        pictures.keep(c, A, half, NOON)
