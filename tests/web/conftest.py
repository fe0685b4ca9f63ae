"""A desk on a real history, pages asked for without a network, and a browser where there is one."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, sync_playwright

from monitor import settings
from monitor.core.model import Arrival, Edition, Source, SourceState
from monitor.service.desk import Desk
from monitor.settings import sources_file
from monitor.settings.catalogue import Catalogue
from monitor.web import application
from storage import editions as shelf
from storage import history
from storage import sources as states
from storage.database import Database
from tests.builders import NOON, arrival, edition, item, source, summary


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
