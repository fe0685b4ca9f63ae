"""An edition -> text, Markdown, HTML, JSON, all by way of one `view`, so that they say the same; entries -> rows.

Everything that came from outside is cleaned of control and direction marks on its way through the view, and each
format escapes what means something in it. Addresses that are not http(s) are no links.
"""

from monitor.render.data import json
from monitor.render.document import html
from monitor.render.markup import markdown
from monitor.render.rows import csv, jsonl, row
from monitor.render.terminal import text

__all__ = ["csv", "html", "json", "jsonl", "markdown", "row", "text"]
