"""An edition -> text, Markdown, HTML, JSON, feeds, e-book, mail, all by way of one `view`; entries -> rows.

They say the same in the same order. Everything that came from outside is cleaned of control and direction marks on its
way through the view, and each format escapes what means something in it. Addresses that are not http(s) are no links.
"""

from monitor.render import feed
from monitor.render.atom import atom
from monitor.render.data import json
from monitor.render.document import html
from monitor.render.epub import epub
from monitor.render.feed import Feed, FeedEntry, Place
from monitor.render.jsonfeed import jsonfeed
from monitor.render.mail import Envelope, mail
from monitor.render.markup import markdown
from monitor.render.rows import csv, jsonl, row
from monitor.render.terminal import text

__all__ = [
    "Envelope",
    "Feed",
    "FeedEntry",
    "Place",
    "atom",
    "csv",
    "epub",
    "feed",
    "html",
    "json",
    "jsonfeed",
    "jsonl",
    "mail",
    "markdown",
    "row",
    "text",
]
