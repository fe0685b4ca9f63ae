"""The newspapers, read from the data files beside this one."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import timedelta
from importlib.resources import files
from operator import attrgetter
from typing import Any

from monitor.demo.site import Comment, Extra, Picture, Piece, Shelf, Site

_NAMES = ("lantern", "gazette", "bote", "courrier", "muteki", "veleta", "zhichuan", "barid", "comma")


def load(text: str) -> Site:
    """The site that a data file tells of, its articles the newest first."""
    table: dict[str, Any] = tomllib.loads(text)
    articles, older = (sorted(map(_piece, table.pop(name, ())), key=attrgetter("age")) for name in ("article", "older"))
    return Site(
        **_frozen(table, "comment", "extra"),
        comments=tuple(Comment(**each) for each in table["comment"]),
        extras=tuple(Extra(**each) for each in table.get("extra", ())),
        articles=tuple(articles),
        older=tuple(older),
    )


def _piece(table: dict[str, Any]) -> Piece:
    pictures = tuple(Picture(**each) for each in table.get("picture", ()))
    age = timedelta(hours=table["hours_ago"])
    piece = Piece(**_frozen(table, "hours_ago", "picture", "later"), age=age, pictures=pictures)
    return replace(piece, later=replace(piece, **_frozen(table["later"]))) if "later" in table else piece


def _frozen(table: dict[str, Any], *without: str) -> dict[str, Any]:
    """The table's plain values, lists as tuples."""
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
    values |= {"listing": Shelf(table["listing"])} if "listing" in table else {}
    return {key: value for key, value in values.items() if key not in without}


SITES: tuple[Site, ...] = tuple(load(files(__name__).joinpath(f"{name}.toml").read_text("utf-8")) for name in _NAMES)
