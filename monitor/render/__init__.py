"""An edition -> text, Markdown, HTML, JSON, all by way of one `view`, so that they say the same.

Everything that came from outside is cleaned of control and direction marks on its way through the view, and each
format escapes what means something in it. Addresses that are not http(s) are no links.
"""

from monitor.render.data import json
from monitor.render.document import html
from monitor.render.markup import markdown
from monitor.render.terminal import text

__all__ = ["html", "json", "markdown", "text"]
