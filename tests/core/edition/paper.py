"""Articles of made-up papers for an edition's tests, and the edition that they give."""

from __future__ import annotations

from datetime import date

from monitor.core import edition as rules
from monitor.core.edition import Composition, Frame, Limits, Texts
from monitor.core.model import EditionState, Entry, Headline, Remembered
from tests.builders import HOUR, NOON, article, entry


def frame(**changes):
    """A draft of a day; what names a limit changes its limits."""
    limits = {name: changes.pop(name) for name in Limits.__dataclass_fields__ if name in changes}
    values = {
        "day": date(2026, 3, 17),
        "timezone": "UTC",
        "state": EditionState.DRAFT,
        "since": NOON - 24 * HOUR,
        "until": NOON,
        "limits": Limits(**limits),
    }
    return Frame(**(values | changes))


def told(number, *, source_id="paper", story=None, hours=2, title=None, text=None, **changes) -> Entry:
    """An entry published some hours before noon, in a story of its own unless one is given."""
    published = NOON - hours * HOUR
    paragraphs = text or (f"Report {number} tells of matter{number} and of what came{number} then.",)
    paper = article(
        url=f"https://{source_id}.example/{number}",
        title=title or f"Story {number}",
        published=published,
        paragraphs=tuple(paragraphs),
    )
    values = {"id": number, "article": paper, "source_id": source_id, "source_name": source_id.title()}
    return entry(**(values | {"story_id": story or number, "first_seen": published + HOUR / 2} | changes))


def headline(of: Entry, by_address: dict[str, int], **changes) -> Headline:
    """What the history says of an entry without its text."""
    values = {
        "id": of.id,
        "url": of.url,
        "source_id": of.source_id,
        "source_name": of.source_name,
        "story_id": of.story_id,
        "title": of.article.title,
        "told_at": of.told_at,
        "first_seen": of.first_seen,
        "counted_at": of.first_seen,
        "changed_at": of.first_seen,
        "section": of.article.section,
        "language": of.article.language,
        "copy_of": by_address.get(of.copy_of, 0) if of.copy_of else None,
        "place": of.place,
    }
    return Headline(**(values | changes))


def composition(framed, entries, before=(), *, versions=None, changed=None, watched=None) -> Composition:
    """What the entries give; `changed` says when an article's latest version came, `versions` holds its texts.

    `watched` names the watches that found an article, by its number.
    """
    entries = list(entries)
    by_address = {one.url: one.id for one in entries}
    headlines = [
        headline(
            one,
            by_address,
            watches=(watched or {}).get(one.id, ()),
            **({"changed_at": changed[one.id]} if one.id in (changed or {}) else {}),
        )
        for one in entries
    ]
    ranking = rules.rank(framed, headlines, before)
    by_story = {}
    for one in sorted(entries, key=lambda each: (each.first_seen, each.id)):
        by_story.setdefault(one.story_id, []).append(one)
    wanted = {story.story_id for story in rules.shortlist(framed, ranking)}
    texts = {story_id: found for story_id, found in by_story.items() if story_id in wanted}
    return rules.compose(framed, ranking, Texts(entries=texts, versions=versions or {}))


def compose(framed, entries, before=(), **more):
    return composition(framed, entries, before, **more).edition


def remembered(story_id, *, sentences=(), hours=24, **changes) -> Remembered:
    """A story that the edition of so many hours ago told."""
    values = {
        "story_id": story_id,
        "title": f"Story {story_id}",
        "first": NOON - hours * HOUR,
        "last": NOON - hours * HOUR,
        "times": 1,
        "articles": frozenset(),
        "sentences": tuple(sentences),
    }
    return Remembered(**(values | changes))


def titles(made):
    return [item.title for item in made.items]
