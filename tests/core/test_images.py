import pytest

from monitor.core import images
from monitor.demo.painting import png

JPEG, GIF, WEBP = b"\xff\xd8\xff\xe0\x00\x10JFIF", b"GIF89a\x01\x00\x01\x00", b"RIFF\x1a\x00\x00\x00WEBPVP8 "
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (JPEG, "image/jpeg"),
        (GIF, "image/gif"),
        (GIF.replace(b"89", b"87"), "image/gif"),
        (WEBP, "image/webp"),
        (png(bytes(32)), "image/png"),
        (SVG, None),
        (b'<?xml version="1.0"?>' + SVG, None),
        (b" " + JPEG, None),
        (b"RIFF\x1a\x00\x00\x00WAVEfmt ", None),
        (b"<!doctype html>", None),
        (b"%PDF-1.7", None),
        (b"", None),
    ],
)
def test_a_pictures_own_bytes_say_what_it_is(body, kind):
    kept = images.kept(body)
    assert images.media_type(body) == kind == (kept.media_type if kept else None)


def test_a_picture_is_named_by_its_bytes_alone():
    assert images.kept(JPEG).name == images.kept(JPEG).name != images.kept(GIF).name
    assert len(images.kept(JPEG).name) == 32
