"""Good sites of odd makes: each has five articles that a round must bring, all of them."""

from __future__ import annotations

import inspect
from collections.abc import Callable

from tests.robustness import odd_feeds, odd_pages, odd_wires
from tests.robustness.making import Odd
from tests.robustness.texts import Story, story

EACH = 5


ODD: dict[str, Callable[[list[Story], str], Odd]] = {
    name.replace("_", "-"): made
    for module in (odd_feeds, odd_pages, odd_wires)
    for name, made in vars(module).items()
    if inspect.isfunction(made)
    and made.__module__ == module.__name__
    and list(inspect.signature(made).parameters) == ["stories", "host"]
}


def odd(name: str, number: int) -> Odd:
    """The site of that name; sites of other numbers have other stories."""
    return ODD[name]([story(1000 * number + each) for each in range(EACH)], f"{name}.test")
