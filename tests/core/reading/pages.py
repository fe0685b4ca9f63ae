# ruff: noqa: E501 - made-up markup and text read by the row
"""Made-up pages: a story of four paragraphs in a frame of what stands around articles."""

from __future__ import annotations

STORY = (
    "The ferry that links both halves of the town will run at night again from June, the harbour board decided on Tuesday.",
    "Nine years ago the last boat left at eight, and whoever missed it had to take the bus around the bay, a ride of an hour.",
    '"We have waited for this evening longer than for any bridge," said Ines Halvorsen, who bakes bread on the far shore.',
    "Two crews have been hired, and the board expects four hundred passengers a night. The fare stays as it was.",
)
TITLE = "Night ferry returns to the bay"
PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)

_LISTS = "".join(f'<li><a href="/news/{i}">Another headline, number {i}, from the same day</a></li>' for i in range(8))


def page(body: str, *, head: str = "", language: str = "en", title: str = f"{TITLE} | The Bay Post") -> str:
    """A whole page around a body, with a navigation, a sidebar and a footer."""
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>'
        f'<header><nav><ul>{_LISTS}</ul></nav></header><main>{body}</main><aside class="sidebar"><h3>Latest</h3><ul>{_LISTS}</ul></aside>'
        "<footer><p>Copyright 2026 The Bay Post. All rights reserved, and no part may be printed elsewhere.</p></footer></body></html>"
    )


def article(inner: str = PARAGRAPHS, *, above: str = "", below: str = "") -> str:
    """An article element with the heading, what stands above and below the text, and the text in a box."""
    return f'<article><h1>{TITLE}</h1>{above}<div class="article-body">{inner}</div>{below}</article>'
