"""Lines that stand in many articles of one source, learned from the history and left out from then on."""

import json

import pytest

from monitor.core.learned import MANY
from monitor.core.model import Outcome
from monitor.service import archive, imports

HOUSE = "Written over a pot of tea at the corner desk."
QUOTE = '"A bridge is a street that is afraid of water," the mayor said.'


def page(number, *, quote=False, more=""):
    """A page whose template prints a line that no rule knows, with a text like no other page's."""
    trees = [f"{name}{number}" for name in ("alder", "birch", "cedar", "elm", "fir", "gorse", "hazel", "ivy")]
    news = [f"On the day of the {tree} the {trees[0]} stood beside the {trees[1]}, nobody knew why." for tree in trees]
    lines = [*news, *([QUOTE] if quote else []), *([more] if more else []), HOUSE]
    body = "".join(f"<p>{line}</p>" for line in lines)
    head = f"<html lang=en><head><title>Number {number}</title></head>"
    html = f"{head}<body><article><h1>Number {number}</h1>{body}</article></body></html>"
    return json.dumps({"url": f"https://paper.example/{number}", "html": html, "source": "paper"})


@pytest.fixture
async def read(make_desk):
    """The paragraphs of the last of some pages that come one after the other."""
    desk = make_desk()

    async def load(*pages):
        for one in pages:
            done = await imports.load(desk, [one])
        return list(archive.walk(desk))[-1].article.paragraphs, done

    return load


async def test_a_line_of_many_articles_is_left_out_of_the_next_one(read):
    before, _ = await read(*(page(number) for number in range(MANY)))
    after, _ = await read(page(99))
    assert HOUSE in before
    assert HOUSE not in after
    assert len(after) == len(before) - 1


async def test_a_quotation_printed_twice_survives(read):
    await read(*(page(number, quote=number < 2) for number in range(MANY)))
    after, _ = await read(page(99, quote=True))
    assert QUOTE in after


async def test_copies_of_one_article_teach_nothing(read):
    copies = [json.loads(page(1)) | {"url": f"https://paper.example/copy/{number}"} for number in range(MANY + 1)]
    await read(*map(json.dumps, copies))
    after, _ = await read(page(99))
    assert HOUSE in after


async def test_an_article_that_loses_a_learned_line_has_no_new_version(read):
    await read(*(page(number) for number in range(MANY)))
    _, done = await read(page(0))
    assert done.outcomes == ((Outcome.UNCHANGED, 1),)
    _, done = await read(page(0, more="The mayor has since apologised to the bridge."))
    assert done.outcomes == ((Outcome.UPDATED, 1),)
