"""A text cut where something in it is marked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of text; `mark` counts the marked ones from 1, and is None for what stands between."""

    text: str
    mark: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Characters `start` to `end` that carry `mark`."""

    start: int
    end: int
    mark: int


def cut(text: str, spans: tuple[Span, ...]) -> tuple[Piece, ...]:
    """The text in pieces that join to it again; a span outside of it, or inside an earlier one, marks nothing."""
    pieces, position = [], 0
    for span in sorted(spans, key=lambda span: span.start):
        if position <= span.start < span.end <= len(text):
            pieces += [Piece(text=text[position : span.start]), Piece(text=text[span.start : span.end], mark=span.mark)]
            position = span.end
    return tuple(piece for piece in (*pieces, Piece(text=text[position:])) if piece.text)
