"""A published edition's stories as rows, and rows as stories."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from monitor.core.model import Alteration, Item, Mention, Novelty, Picture, ScorePart, Tier
from storage import flat, sentences


def columns(edition_id: int, position: int, item: Item) -> dict[str, Any]:
    """The row of an item at its position."""
    return {
        "edition_id": edition_id,
        "position": position,
        "story_id": item.story_id,
        "article_id": item.article_id,
        "title": item.title,
        "url": item.url,
        "source_name": item.source_name,
        "section": item.section,
        "sentences": sentences.dump(item.sentences),
        "published": item.published,
        "first_seen": item.first_seen,
        "language": item.language,
        "also_in": flat.dump(item.also_in),
        "tier": item.tier.value,
        "novelty": item.novelty.value,
        "quotes": sentences.dump_quotes(item.quotes),
        "picture": flat.dump([item.picture]) if item.picture else None,
        "outlets": item.outlets,
        "first_told": item.first_told,
        "news": sentences.dump_quotes(item.update),
        "alterations": flat.dump(item.alterations),
        "score": item.score,
        "account": flat.dump(item.account),
        "watches": item.watches,
        "left_out": flat.dump(item.left_out),
    }


def item(row: Row[*tuple[Any, ...]]) -> Item:
    """The item that a row holds."""
    return Item(
        story_id=row.story_id,
        article_id=row.article_id,
        title=row.title,
        url=row.url,
        source_name=row.source_name,
        section=row.section,
        sentences=sentences.load(row.sentences),
        published=row.published,
        first_seen=row.first_seen,
        language=row.language,
        also_in=flat.load(Mention, row.also_in),
        tier=Tier(row.tier),
        novelty=Novelty(row.novelty),
        quotes=sentences.load_quotes(row.quotes),
        picture=flat.load(Picture, row.picture)[0] if row.picture else None,
        outlets=row.outlets,
        first_told=row.first_told,
        update=sentences.load_quotes(row.news),
        alterations=flat.load(Alteration, row.alterations),
        score=row.score,
        account=flat.load(ScorePart, row.account),
        watches=row.watches,
        left_out=flat.load(Mention, row.left_out),
    )
