"""An edition as a whole HTML document that needs nothing beside it."""

from __future__ import annotations

from monitor.core.model import Edition
from monitor.render import view
from monitor.render.filling import filled


def html(edition: Edition) -> str:
    """The edition as a standalone HTML document: its style inside, no script, no picture, nothing fetched.

    It follows the reader's light or dark, fits a telephone and paper, and links each sentence of a summary to its
    place in the article.
    """
    return filled("edition.html", page=view.page(edition))
