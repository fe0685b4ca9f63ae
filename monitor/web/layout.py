"""Templates with their values filled in; everything that is filled in is escaped."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from monitor.core.matching import weaving
from monitor.core.text import direction
from monitor.render import words
from monitor.web import fronts, passages, wording
from monitor.web.assets import assets

NAVIGATION = (
    ("/", "Today"),
    ("/editions", "Archive"),
    ("/search", "Search"),
    ("/watches", "Watches"),
    ("/sources", "Sources"),
)
DOT = Markup('<i class="dot">·</i> ')
"""What stands before each piece of a line but its first; the style sheet hides it where a line begins."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


def page(template: str, /, *, here: str = "", status: int = 200, **values: object) -> HTMLResponse:
    """The filled-in template as a response; `here` is the entry of the navigation that it belongs to.

    A name that the template needs and does not get is an error.
    """
    return HTMLResponse(_environment().get_template(template).render(here=here, **values), status_code=status)


def href(url: str | None) -> str | None:
    """The address if it may be a link: http or https, with a host and without a name and password; else None."""
    try:
        parts = urlsplit(url or "")
        safe = parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return None
    return url if safe else None


def language(tag: str | None) -> str | None:
    """The tag if it has the form of a language tag, such as `zh-Hans`; else None."""
    return tag if tag and _LANGUAGE.fullmatch(tag) else None


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("monitor.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "direction": direction,
        "href": href,
        "language": language,
        "site": lambda url: (urlsplit(url).hostname or "").removeprefix("www."),
        "long_day": wording.long_day,
        "short_day": wording.short_day,
        "seconds": wording.seconds,
        "percent": wording.percent,
        "signed": wording.signed,
        "count": wording.count,
        "listed": wording.listed,
        "spoken": passages.spoken,
        "gap": passages.gap,
        "called": words.name,
        "change": words.change,
        "issue": fronts.issue,
        "kind": lambda kind: words.called(kind).lower(),
        "strands": lambda change: weaving.told(change.before, change.after),
    }
    environment.globals |= {"asset": lambda name: assets()[name].address, "navigation": NAVIGATION, "dot": DOT}
    return environment
