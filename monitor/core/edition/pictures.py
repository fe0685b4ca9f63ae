"""A story's picture, with who made it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.core.model import Entry, Picture

# "Photo: Ida Holm", "(Foto: dpa)", "© Reuters", "Ida Holm/AFP": at a caption's end, where credits stand.
_CREDIT = re.compile(
    r"""(?ix)
    (?:^|[\s(\[|–—])
    (?: (?:photo(?:graph)?|foto(?:graf(?:ie|o))?|picture|image|imagen|bild|credits?|crédit|illustration
        |写真|摄影|图|사진)
        (?:\s+(?:by|credit|courtesy\ of|von|de))? \s*[:：/]\s*
      | ©\s* | photo\ by\s+ )
    (?P<name>[^()\[\]|:：]{2,80}?)
    [)\]]?[.。]?\s*$
    """  # noqa: RUF001 - words in their own scripts
)


def picture(lead: Entry, reports: Sequence[Entry]) -> Picture | None:
    """The lead's picture, else another report's; credited to its maker, else to the paper that shows it."""
    shown = next((entry for entry in (lead, *reports) if entry.article.image), None)
    if shown is None or shown.article.image is None:
        return None
    caption, credit = _parted(next(iter(shown.article.captions), ""))
    return Picture(url=shown.article.image, credit=credit or shown.source_name, caption=caption or None)


def _parted(caption: str) -> tuple[str, str]:
    """A caption's words and, at its end, its maker's name."""
    found = _CREDIT.search(caption)
    if found is None:
        return caption, ""
    return caption[: found.start()].strip(" (["), found["name"].strip()
