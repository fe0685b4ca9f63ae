"""`monitor digest` by day, by name, since a day, and why."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest


@pytest.fixture
def imported(command, tmp_path):
    """Two stories of yesterday, of a history in which no edition was published."""
    seen = datetime.now(UTC) - timedelta(hours=2)
    rows = [
        {
            "url": "https://paper.example/a",
            "title": "Harbour theatre opens",
            "text": "The harbour theatre opens again.",
        },
        {
            "url": "https://gazette.example/b",
            "title": "Owl stays",
            "text": "An owl lives in the planetarium of Muteki.",
        },
    ]
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join(json.dumps(row | {"published": seen.isoformat(), "language": "en"}) for row in rows))
    assert command("import", file).code == 0
    return seen


@pytest.mark.usefixtures("imported")
def test_a_story_is_explained(command):
    first, _ = command("digest", "--json").json["items"]
    told = command("digest", "--explain", first["story_id"])
    assert told.code == 0
    for words in (
        first["title"],
        "In it: must know, number 1 of 2; new.",
        "freshness",
        "coverage",
        "1 outlet",
        "Score",
    ):
        assert words in told.out
    document = command("digest", "--explain", first["story_id"], "--json").json
    assert sum(part["value"] for part in document["account"]) == pytest.approx(document["score"])
    assert document["articles"][0]["url"] == first["url"]
    assert document["sentences"][0]["quote"]["sentence"]["text"] == first["quotes"][0]["text"]


def test_a_story_of_a_day_without_an_edition_is_not_said_to_be_in_one(command, imported):
    day = f"{imported:%Y-%m-%d}"
    first, *_ = command("digest", day, "--json").json["items"]
    told = command("digest", day, "--explain", first["story_id"]).out
    assert f"Story {first['story_id']}, composed from {day}, which has no edition" in told
    assert "draft of " in command("digest", "--explain", first["story_id"]).out


@pytest.mark.usefixtures("imported")
def test_from_the_digest_a_road_leads_to_why_and_from_there_to_the_articles(command):
    story = re.search(r"· story (\d+)$", command("digest").out, re.MULTILINE)
    told = command("digest", "--explain", story[1]).out
    article = re.search(r"article (\d+)$", told, re.MULTILINE)
    assert told.splitlines()[0] in command("show", article[1]).out


def test_for_a_program_no_address_and_no_title_is_broken(command, tmp_path):
    title, url = "The owl of Muteki " * 9, f"https://paper.example/{'long-' * 30}a"
    text = "An owl lives in the planetarium of Muteki, and " + "nobody minds, and " * 9 + "it stays."
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps({"url": url, "title": title.strip(), "text": text, "published": "2026-03-17T08:00:00Z"}))
    assert command("import", file).code == 0
    page = tmp_path / "page.txt"
    page.write_text(f"{title.strip()}\n\n{text}")
    for told in (
        command("digest", "2026-03-17", "--explain", "1"),
        command("show", "1"),
        command("extract", page),
        command("summarize", page),
    ):
        assert told.code == 0
        assert title.strip() in told.out
        assert text in told.out
        assert all(line == line.rstrip() for line in told.out.splitlines())
    assert url in command("digest", "--explain", "1").out
    assert url in command("show", "1").out


@pytest.mark.usefixtures("imported")
def test_a_story_that_is_not_there_is_wrong_use(command):
    told = command("digest", "--explain", "99")
    assert (told.code, "no story 99" in told.err) == (2, True)


def test_what_came_since_a_day_is_one_digest_that_is_not_kept(command, imported):
    day = (imported - timedelta(days=3)).date().isoformat()
    told = command("digest", "--since", day)
    assert "CATCH-UP" in told.out
    assert "it is not kept" in told.out
    assert "Owl stays" in told.out
    assert command("digest", "--since", day, "--json").json["kind"] == "catch-up"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("2026-W12",), "monitor: no edition '2026-W12'; none was published yet\n"),
        (("2026-03-17-evening",), "no edition '2026-03-17-evening'"),
        (("sometime",), "the name of an edition"),
        (("2099-01-01",), "monitor: 2099-01-01: expected a day that has begun\n"),
        (("--since", "2999-01-01"), "expected a day"),
        (("--since", "2026-01-01", "2026-01-01"), "stands alone"),
        (("--json", "--format", "html"), "--json and --format html are two different things: give one of them"),
        (("--explain", "1", "--format", "html"), "--format and -o are for a digest"),
        (("--explain", "1", "-o", "why.txt"), "--format and -o are for a digest"),
        (("--explain", "x"), "not a valid integer"),
    ],
)
def test_what_cannot_be_meant_is_wrong_use(command, arguments, says):
    told = command("digest", *arguments)
    assert (told.code, says in told.err) == (2, True)
