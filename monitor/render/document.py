"""An edition as a whole HTML document that needs nothing beside it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from monitor.core.model import Edition
from monitor.render import view

if TYPE_CHECKING:
    from jinja2 import Environment


def html(edition: Edition) -> str:
    """The edition as a standalone HTML document: its style inside, no script, no picture, nothing fetched.

    It follows the reader's light or dark, fits a telephone and paper, and links each sentence of a summary to its
    place in the article.
    """
    return _templates().get_template("edition.html").render(page=view.page(edition))


@cache
def _templates() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("monitor.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
