"""One whole round of `monitor fetch` over sites that misbehave in every way known, beside odd but good ones."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

import pytest

from monitor.core.model import Outcome, Source
from monitor.service import round as rounds
from monitor.service.crew import crew
from monitor.service.desk import Desk
from monitor.service.report import Report
from monitor.settings import load
from storage import history, visits
from storage.database import Database
from tests.robustness.hostile import HOSTILE
from tests.robustness.inside import INSIDE
from tests.robustness.odd import EACH, ODD, odd
from tests.robustness.stage import Stage
from tests.robustness.traps import PAYLOADS

ROUND = timedelta(seconds=50)


@dataclass(frozen=True)
class Played:
    """What a round left behind."""

    stage: Stage
    report: Report
    sites: dict
    entries: list
    visited: list
    complaints: list[str]
    seconds: float

    def tally(self, name):
        return next(tally for tally in self.report.tallies if tally.source.id == name)

    def articles(self, name):
        return [entry for entry in self.entries if entry.source_id == name]


def _source(name, host, listing="/culture/", include=()):
    return Source(id=name, url=f"http://{host}{listing}", name=name, section="culture", include=include)


def _includes(entry):
    return tuple(json.loads(entry.partition("=")[2])) if entry else ()


class _Complaints(logging.Handler):
    def __init__(self):
        super().__init__(logging.ERROR)
        self.said = []

    def emit(self, record):
        self.said.append(record.getMessage())


def _play(folder, hostile, good, **settings):
    sites = {name: odd(name, number + 1) for number, name in enumerate(good)}
    complaints = _Complaints()
    logging.getLogger("monitor").addHandler(complaints)
    with Stage() as stage:
        for name, made in sites.items():
            stage.sites[f"{name}.test"] = stage.sites[f"cdn-{name}.test"] = made.site
        stage.sites |= {f"{name}.test": HOSTILE[name] for name in hostile}
        sources = [_source(name, f"{name}.test", made.listing, _includes(made.entry)) for name, made in sites.items()]
        sources += [_source(name, f"{name}.test") for name in hostile]
        changed = {"fetch.proxy": stage.proxy, "history.database": f"sqlite:///{folder}/history.db"}
        changed |= {f"fetch.{name}": value for name, value in settings.items()}
        with Database.open(changed["history.database"]) as database:
            desk = Desk(
                database=database,
                settings=load(folder, environ={}, overrides=changed),
                catalogue=lambda: tuple(sources),
            )
            began = time.monotonic()
            report = asyncio.run(_round(desk, sources))
            seconds = time.monotonic() - began
            entries, visited = desk.read(lambda c: list(history.walk(c))), desk.read(visits.recent, None, 10_000)
    logging.getLogger("monitor").removeHandler(complaints)
    return Played(stage, report, sites, entries, list(visited), complaints.said, seconds)


async def _round(desk, sources):
    async with crew(desk) as hands:
        return await rounds.run(desk, sources, hands)


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """All of them at once, without spacing."""
    return _play(
        tmp_path_factory.mktemp("round"), list(HOSTILE), list(ODD), delay="0s", total_time="4s", round_time="50s"
    )


@pytest.mark.parametrize("name", ODD)
def test_every_article_of_an_odd_but_good_site_is_there(played, name):
    told = {entry.article.title: entry.article.text for entry in played.articles(name)}
    for one in played.sites[name].stories:
        assert all(paragraph in told[one.title] for paragraph in one.paragraphs)
    assert len(played.articles(name)) == EACH
    assert all(entry.copy_of is None for entry in played.articles(name))


def test_nothing_but_the_sites_was_asked_for_anything(played):
    assert played.stage.breaches == []


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_site_costs_itself_alone_and_says_why(played, name):
    tally = played.tally(name)
    assert "unexpected" not in (tally.error or "")
    own = [visit for visit in played.visited if visit.source_id == name]
    assert len({visit.url for visit in own}) == len(own)  # one recorded outcome an address
    assert all(visit.reason for visit in own if visit.outcome is Outcome.FAILED)


def test_nothing_surprised_anybody(played):
    assert played.complaints == []


def test_the_round_ends_in_its_time(played):
    assert played.report.ended - played.report.started <= ROUND + timedelta(seconds=1)


@pytest.mark.parametrize(
    ("name", "kind"),
    {
        "silent": "timeout",
        "drips": "timeout",
        "huge-headers": "too large",
        "endless-headers": "too large",
        "many-headers": "too large",
        "endless-chunks": "too large",
        "gzip-bomb": "too large",
        "gzip-bomb-twice": "too large",
        "deflate-bomb": "too large",
        "brotli-bomb": "too large",
        "bombs-in-one-another": "too large",
        "truncated-gzip": "undecodable",
        "many-encodings": "undecodable",
        "unknown-encoding": "undecodable",
        "short-body": "unreachable",
        "redirects-for-ever": "redirects",
        "cookies-for-ever": "redirects",
        "circle": "redirects",
        "refresh-inside": "refused address",
        "robots-500": "robots.txt",
        "robots-forbid": "robots.txt",
        "robots-wildcards": "robots.txt",
        "robots-groups": "robots.txt",
        "robots-inside": "robots.txt",
        "status-206": "answered 206",
        "status-403": "answered 403",
        "deep": "no listing",
        "half-tags": "no listing",
        "feed-entities": "no listing",
        "feed-external": "no listing",
        "json-deep": "no listing",
    }.items(),
)
def test_the_log_names_the_kind_of_failure(played, name, kind):
    assert played.tally(name).failure in {kind, "timeout"}  # a busy machine may not come to the cause in time


@pytest.mark.parametrize(
    "name",
    [
        "soft-404", "login-wall", "cookie-wall", "robot-wall", "pdf-as-page", "picture-as-page", "video-as-page",
        "mislabelled", "gzip-bomb-in-articles", "gzip-bomb-unsaid-in-articles", "front-for-all", "to-the-front",
        "one-long-line", "tables-in-tables", "svg-in-page", "scripts-unclosed", "title-of-megabytes",
    ],
)  # fmt: skip
def test_what_is_no_article_becomes_none(played, name):
    found = [entry for entry in played.articles(name) if "Welcome" not in entry.article.text]
    assert found == []


@pytest.mark.parametrize("name", ["calendar", "feed-100000", "redirects-inside", "feed-inside"])
def test_a_trap_takes_no_more_than_a_visits_budget(played, name):
    articles = [path for path in played.stage.paths(f"{name}.test") if path not in {"/culture/", "/robots.txt"}]
    assert len(articles) <= 30


def test_lists_of_inner_addresses_hold_enough_of_them():
    assert len(INSIDE) >= 58


def test_articles_full_of_bad_words_are_stored_and_cleaned(played):
    texts = [entry.article.text + entry.article.title for entry in played.articles("payloads")]
    assert len(texts) == len(PAYLOADS)
    assert not any(mark in text for text in texts for mark in "\x00\x1b\x9b\x0b\x07")
    for text in texts:
        text.encode()  # no surrogate stands alone


@pytest.fixture(scope="module")
def spaced(tmp_path_factory):
    """Some of them with a second between two starts."""
    hostile = ["gzip-bomb-in-articles", "endless", "retry-zero", "robots-crawl-delay", "redirects-for-ever", "deep"]
    good = ["redirected-feed", "a-cookie-and-the-same-address-again", "busy-at-first", "slow-but-within-limits"]
    return _play(tmp_path_factory.mktemp("spaced"), hostile, good, delay="1s", total_time="3s", round_time="25s")


def test_starts_at_a_host_are_as_far_apart_as_they_should_be(spaced):
    for asked in spaced.stage.asked.values():
        starts = [one.began for one in asked]
        assert all(later - earlier >= 1.0 for earlier, later in pairwise(starts))


def test_one_request_at_a_time_is_made_at_a_host(spaced):
    asked = spaced.stage.asked["slow-but-within-limits.test"]
    assert len(asked) > EACH
    assert all(later.began >= earlier.ended for earlier, later in pairwise(asked))


def test_robots_txt_is_asked_for_first_and_once(spaced):
    for asked in spaced.stage.asked.values():
        paths = [one.path for one in asked]
        assert paths[0] == "/robots.txt"
        assert paths.count("/robots.txt") == 1 or paths[1:2] == ["/robots.txt"]


def test_a_crawl_delay_of_a_day_leaves_the_rest_for_later(spaced):
    assert len(spaced.stage.asked["robots-crawl-delay.test"]) <= 2


def test_good_sites_are_whole_at_their_pace_too(spaced):
    assert {name: len(spaced.articles(name)) for name in spaced.sites} == dict.fromkeys(spaced.sites, EACH)
