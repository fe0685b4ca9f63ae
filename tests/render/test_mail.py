import re
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime

import pytest
from selectolax.lexbor import LexborHTMLParser

from monitor import render
from monitor.render import Envelope
from monitor.render.mail import LONGEST_SUBJECT, subject
from tests.builders import edition, item
from tests.render.hostility import HOSTILE, hostile, mention

ENVELOPE = Envelope(sender="Monitor <monitor@home.example>", recipient="reader@mail.example")
HEADERS = {
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "List-Id",
    "List-Unsubscribe",
    "Auto-Submitted",
    "MIME-Version",
    "Content-Type",
}


def received(made, envelope=ENVELOPE):
    """The mail as the other side reads it from its bytes."""
    return message_from_bytes(render.mail(made, envelope).as_bytes(), policy=policy.default)


def parts(message):
    return [(part.get_content_type(), part.get_content().replace("\r\n", "\n")) for part in message.iter_parts()]


def test_a_mail_is_words_and_the_same_as_html(demo_edition):
    message = received(demo_edition)
    assert message.get_content_type() == "multipart/alternative"
    (plain_type, plain), (html_type, marked) = parts(message)
    assert (plain_type, html_type) == ("text/plain", "text/html")
    assert plain == render.text(demo_edition, width=72)
    shown = LexborHTMLParser(marked)
    assert [title.text() for title in shown.css("h3")] == [told.title for told in demo_edition.items]
    assert not message.defects
    assert not [defect for part in message.iter_parts() for defect in part.defects]


def test_the_headers_say_who_what_and_how_to_leave():
    message = received(edition())
    assert set(message.keys()) == HEADERS
    assert (message["From"], message["To"]) == ("Monitor <monitor@home.example>", "reader@mail.example")
    assert message["Subject"] == "Daily digest, 17 March: Harbour theatre opens again"
    assert parsedate_to_datetime(message["Date"]) == edition().until
    assert message["List-Id"] == "Daily digest <digest.monitor.home.example>"
    assert message["List-Unsubscribe"] == "<mailto:monitor@home.example?subject=unsubscribe>"
    assert message["Auto-Submitted"] == "auto-generated"
    leave = replace(ENVELOPE, unsubscribe="https://home.example/leave")
    assert received(edition(), leave)["List-Unsubscribe"] == "<https://home.example/leave>"


def test_a_mail_is_the_same_bytes_each_time_and_its_id_that_of_edition_and_recipient():
    first = render.mail(edition(), ENVELOPE)
    assert first.as_bytes() == render.mail(edition(), ENVELOPE).as_bytes()
    assert re.fullmatch(r"<[0-9a-f]{32}@home\.example>", first["Message-ID"])
    other = render.mail(edition(), replace(ENVELOPE, recipient="other@mail.example"))
    later = render.mail(edition(until=edition().until + timedelta(days=1)), ENVELOPE)
    assert len({message["Message-ID"] for message in (first, other, later)}) == 3


@pytest.mark.parametrize("text", HOSTILE)
def test_no_title_adds_a_header_or_turns_a_line(text):
    data = render.mail(hostile(text), ENVELOPE).as_bytes()
    assert data.isascii()
    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert b"\n" not in data.replace(b"\r\n", b"")
    message = message_from_bytes(data, policy=policy.default)
    assert sorted(message.keys()) == sorted(HEADERS)
    assert message["To"] == "reader@mail.example"
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]", message["Subject"])
    assert len(parts(message)) == 2


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_makes_markup_or_fetches_in_a_mail(text):
    (_, (_, marked)) = parts(received(hostile(text)))
    page = LexborHTMLParser(marked)
    assert not page.css("script, img, iframe, link, table, [src], [background], [onmouseover], [onerror]")
    assert "url(" not in page.css_first("style").text()
    assert {link.attributes["href"].split("#")[0] for link in page.css("a")} == {
        "https://paper.example/culture/harbour-theatre"
    }
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", marked)


@pytest.mark.parametrize("name", ["sender", "recipient", "unsubscribe"])
def test_nothing_on_the_envelope_adds_a_header(name):
    forged = replace(ENVELOPE, **{name: "a@b.example\r\nBcc: everybody@evil.example\r\n\r\nbody"})
    assert sorted(received(edition(), forged).keys()) == sorted(HEADERS)


def test_a_subject_is_short_and_cut_between_words():
    assert subject(edition(items=())) == "Daily digest, 17 March"
    long = subject(edition(items=(item(title="A headline of many words " * 9),)))
    assert len(long) <= LONGEST_SUBJECT
    assert long.rpartition(" ")[2] in {"A…", "headline…", "of…", "many…", "words…"}
    assert len(subject(edition(items=(item(title="字" * 300),)))) == LONGEST_SUBJECT


def test_a_list_of_mails_shows_what_else_there_is():
    (_, (_, marked)) = parts(received(edition(items=(item(), item(story_id=2, title="Second"), item(story_id=3)))))
    hidden = LexborHTMLParser(marked).css_first("body > div")
    assert "display:none" in hidden.attributes["style"]
    assert hidden.text() == "Second · Harbour theatre opens again"


def test_every_element_of_a_mail_that_is_seen_bears_its_own_style():
    (_, (_, marked)) = parts(received(edition(items=(item(also_in=(mention(),)),), notes=("A `note`.",))))
    page = LexborHTMLParser(marked)
    bare = [
        node.tag
        for node in page.css("body, body p, body h1, body h2, body h3, body a")
        if "style" not in node.attributes
    ]
    assert bare == []
    assert "prefers-color-scheme: dark" in page.css_first("head style").text()


def test_the_day_breaks_between_its_parts_on_a_phone():
    (_, (_, marked)) = parts(received(edition()))
    heading = LexborHTMLParser(marked).css_first("h1")
    assert heading.text() == "Tuesday, 17 March 2026"
    assert [span.text() for span in heading.css("span")] == ["Tuesday,", "17 March 2026"]  # the space is in neither


def test_a_mail_leads_to_its_page_only_on_the_web():
    def links(page):
        (_, (_, marked)) = parts(received(edition(), replace(ENVELOPE, page=page)))
        return [a.attributes["href"] for a in LexborHTMLParser(marked).css("a") if "its page" in a.text()]

    assert links("https://home.example/editions/2026-03-17") == ["https://home.example/editions/2026-03-17"]
    assert links("javascript:alert(1)") == []
    assert links(None) == []
