from __future__ import annotations

import pytest

from monitor.core.reading.decoding import decode

GERMAN = "<html><body><p>Über die Brücke fuhren früh die Züge nach Süden, größer als je zuvor.</p></body></html>"
RUSSIAN = "<html><body><p>Старый театр на набережной открывает двери после девяти лет ремонта.</p></body></html>"
JAPANESE = "<html><body><p>古い港の劇場が九年ぶりに扉を開ける。町の人々は金曜日の夜を待っている。</p></body></html>"
CHINESE = "<html><body><p>老港口的剧院在修缮九年之后重新开放，市民们等待着星期五的夜晚。</p></body></html>"
KOREAN = (
    "<html><body><p>오래된 항구의 극장이 구 년 만에 다시 문을 연다. 시민들은 금요일 밤을 기다린다.</p></body></html>"
)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((GERMAN, name) for name in ("utf-8", "iso-8859-1", "windows-1252", "utf-16", "utf-32")),
        *((RUSSIAN, name) for name in ("utf-8", "windows-1251", "koi8-r")),
        *((JAPANESE, name) for name in ("shift_jis", "euc-jp", "iso-2022-jp")),
        *((CHINESE, name) for name in ("gb2312", "gbk", "big5") if name != "big5"),
        (KOREAN, "euc-kr"),
    ],
)
def test_a_declared_encoding_is_followed(text, encoding):
    assert decode(text.encode(encoding), f"text/html; charset={encoding}") == text


@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "no-such-thing", "base64", "unicode_escape", "\x00", ""])
def test_a_lying_header_does_not_spoil_utf_8(declared):
    assert decode(JAPANESE.encode(), f"text/html; charset={declared}") == JAPANESE


@pytest.mark.parametrize(("text", "encoding"), [(RUSSIAN, "windows-1251"), (JAPANESE, "shift_jis"), (KOREAN, "euc-kr")])
def test_a_servers_latin_1_gives_way_to_what_the_page_says(text, encoding):
    page = text.replace("<html>", f'<html><head><meta charset="{encoding}"></head>')
    assert decode(page.encode(encoding), "text/html; charset=ISO-8859-1") == page


@pytest.mark.parametrize(
    ("text", "encoding"), [(RUSSIAN * 5, "windows-1251"), (JAPANESE * 5, "shift_jis"), (CHINESE * 5, "gb18030")]
)
def test_an_encoding_that_nobody_declares_is_detected(text, encoding):
    assert decode(text.encode(encoding)) == text


def test_header_and_meta_may_both_lie():
    page = RUSSIAN.replace("<html>", '<html><head><meta charset="iso-8859-1"></head>') * 3
    assert decode(page.encode("windows-1251"), "text/html; charset=utf-8") == page


def test_a_byte_order_mark_is_believed_and_dropped():
    assert decode(b"\xef\xbb\xbf" + GERMAN.encode(), "text/html; charset=iso-8859-1") == GERMAN


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_known_by_its_zeros(encoding):
    assert decode(GERMAN.encode(encoding)) == GERMAN


def test_a_few_broken_bytes_do_not_turn_the_rest_of_utf_8_into_something_else():
    text = decode(RUSSIAN.encode()[:-30] + b"\xd0</p>")
    assert text.startswith("<html><body><p>Старый театр")


def test_utf_7_is_never_decoded():
    body = b"<p>+ADw-script+AD4-alert(1)+ADw-/script+AD4-</p>"
    assert "<script>" not in decode(body, "text/html; charset=utf-7")


@pytest.mark.parametrize("body", [b"", b"\xff", b"\xff\xfe\x00", bytes(range(256)) * 4])
def test_nothing_raises(body):
    assert isinstance(decode(body, "text/html; charset=utf-8"), str)
