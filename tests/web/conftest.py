"""A desk on a real history, pages asked for without a network, and a browser where there is one."""

from __future__ import annotations

import asyncio
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, sync_playwright

from monitor import settings
from monitor.core.model import (
    Alteration,
    Arrival,
    Edition,
    Ended,
    Novelty,
    Silence,
    Source,
    SourceState,
    Tier,
)
from monitor.service import watches
from monitor.service.desk import Desk
from monitor.settings import sources_file
from monitor.settings.catalogue import Catalogue
from monitor.web import application
from storage import editions as shelf
from storage import history
from storage import sources as states
from storage.database import Database
from tests.builders import HOUR, NOON, PARAGRAPHS, arrival, edition, item, source, summary

LONG = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle" * 2
GAZETTE = {"source_id": "gazette", "source_name": "The Gazette"}
ARABIC = ("افتتحت المعلمة المتقاعدة مكتبة على سطح بيتها.", "من أراد كتابا وقف تحت الشرفة ونادى باسمه.")
CHINESE = ("纸船镇小剧场上周末首演的话剧没有设观众席，只有十二张长桌。", "演员们一边争吵一边和面。")


@dataclass
class Reader:
    """Asks an application for pages, as a browser on this machine would."""

    app: FastAPI
    base: str = "http://127.0.0.1:8765"
    headers: dict[str, str] = field(default_factory=dict)

    client: str = "127.0.0.1"

    def get(self, path: str, *, method: str = "GET", **headers: str) -> httpx.Response:
        return asyncio.run(self._ask(method, path, self.headers | headers))

    def post(self, path: str, form: dict[str, str] | None = None, **headers: str) -> httpx.Response:
        """What a form of a page of ours sends, unless the headers say otherwise; an underscore stands for a hyphen."""
        named = {"origin": self.base} | {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {name: value for name, value in named.items() if value}
        return asyncio.run(self._ask("POST", path, self.headers | sent, form or {}))

    async def _ask(
        self, method: str, path: str, headers: dict[str, str], form: dict[str, str] | None = None
    ) -> httpx.Response:
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False, client=(self.client, 4711))
        async with httpx.AsyncClient(transport=transport, base_url=self.base) as client:
            return await client.request(method, path, headers=headers, data=form)


@dataclass
class Newsroom:
    """A desk whose history a test fills."""

    desk: Desk

    def store(self, *arrivals: Arrival) -> list[int]:
        with self.desk.database.write() as c:
            return [stored.article_id for stored in history.store(c, arrivals)]

    def publish(self, made: Edition) -> None:
        with self.desk.database.write() as c:
            shelf.publish(c, made)

    def visited(self, state: SourceState) -> None:
        with self.desk.database.write() as c:
            states.record(c, state)

    def reader(self, **web: object) -> Reader:
        changed = replace(self.desk.settings, web=replace(self.desk.settings.web, **web))
        return Reader(application(replace(self.desk, settings=changed)))


@pytest.fixture(scope="session")
def empty_history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A history without articles: every test gets a copy, which is quicker than making one."""
    file = tmp_path_factory.mktemp("web") / "history.db"
    Database.open(f"sqlite:///{file}").close()
    return file


@pytest.fixture
def newsroom(empty_history: Path, tmp_path: Path) -> Iterator[Newsroom]:
    sources: tuple[Source, ...] = (source(), source(id="gazette", name="The Gazette", url="https://gazette.example/"))
    (tmp_path / "sources.toml").touch()
    chosen = settings.load(tmp_path, environ={}, overrides={"digest.timezone": "Europe/Berlin"})
    file = shutil.copy(empty_history, tmp_path / "history.db")
    with Database.open(f"sqlite:///{file}", migrate=False) as database:
        sources_file.add_all(tmp_path, sources)
        yield Newsroom(Desk(database=database, settings=chosen, catalogue=Catalogue(tmp_path), now=lambda: NOON))


@pytest.fixture
def reader(newsroom: Newsroom) -> Reader:
    """The pages of a history with one published edition that tells one article."""
    told = arrival()
    (article_id,) = newsroom.store(told)
    sentences = summary(told.article, 2).sentences
    newsroom.publish(edition(items=(item(article_id=article_id, sentences=sentences),), timezone="Europe/Berlin"))
    return newsroom.reader()


@contextmanager
def serving(desk: Desk) -> Iterator[str]:
    """The address of a running server of the desk's pages."""
    config = uvicorn.Config(application(desk), port=0, log_level="warning", lifespan="off", proxy_headers=False)
    server, listening = uvicorn.Server(config), config.bind_socket()
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def site(newsroom: Newsroom) -> Iterator[str]:
    """The address of a running server whose history has whatever a page may have to show.

    There is an edition of two tiers with all marks, a story of two outlets, a corrected article, a source that fails,
    texts from right to left and without spaces, and a very long word.
    """
    newsroom.store(
        arrival(published=NOON - 5 * HOUR),
        arrival(url="https://paper.example/long", title=LONG, paragraphs=(LONG, f"{LONG} again."), language="de"),
        arrival(url="https://gazette.example/1", title="Theatre returns", published=NOON, **GAZETTE),
        arrival(url="https://gazette.example/2", title="مهرجان الكتب", paragraphs=ARABIC, language="ar", **GAZETTE),
        arrival(
            url="https://gazette.example/3", title="一出戏演四个小时", paragraphs=CHINESE, language="zh", **GAZETTE
        ),
    )
    newsroom.store(arrival(paragraphs=(PARAGRAPHS[0] + " At last.", *PARAGRAPHS[1:]), seen_at=NOON + HOUR))
    newsroom.visited(SourceState(source_id="gazette", last_visit=NOON, failures=2, error="answered 403"))
    newsroom.visited(SourceState(source_id="paper", last_visit=NOON, last_new=NOON))
    watches.add(newsroom.desk, "Theatres", "theatre")
    newsroom.store(arrival(url="https://paper.example/2", title="Theatre on wheels", paragraphs=(f"{LONG} wheels.",)))
    newsroom.publish(full_edition())
    newsroom.publish(edition(day=date(2026, 3, 16), until=NOON - 24 * HOUR, items=(), notes=(LONG,)))
    with serving(newsroom.desk) as address:
        yield address


def full_edition() -> Edition:
    """An edition with everything that one may have."""
    sentences = summary(arrival().article, 3).sentences
    note = Alteration(kind="correction note", before="", after="It was nine years.")
    headline = Alteration(kind="headline", before="Theatre opens", after="Harbour theatre opens again")
    small = {"tier": Tier.ALSO_NOTABLE, "section": "books"}
    items = (
        item(sentences=sentences, corrected=True, alterations=(headline, note), outlets=2, watches=("Theatres",)),
        item(story_id=2, article_id=2, title=LONG, source_name=LONG, sentences=(), novelty=Novelty.DEVELOPING),
        item(story_id=4, article_id=4, title="مهرجان الكتب", sentences=(), language="ar", **small),
        item(story_id=5, article_id=5, title="一出戏演四个小时", sentences=(), language="zh", **small),
    )
    over = Ended(story_id=1, title="The lighthouse orchestra", last_told=NOON - 50 * HOUR, outlets=4)
    silent = Silence(source_id="gazette", source_name="The Gazette", since=NOON - 60 * HOUR, reason="it answers 403")
    return edition(items=items, notes=(LONG,), ended=(over,), silences=(silent,), timezone="Europe/Berlin")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium; a test that needs one fails in CI without it, and is skipped elsewhere.

    It ends with its module: Playwright's loop runs in this thread, and tests that have their own would not start.
    """
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        reason = "no chromium on this machine"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield started
        started.close()
