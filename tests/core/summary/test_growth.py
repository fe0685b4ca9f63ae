"""How the work grows with a text: counted in calls and in bytes, which are the same on a busy machine."""

import math
import sys
import tracemalloc
from types import FrameType

import pytest

from monitor.core.summary import RANKED, Length, summarize
from monitor.core.summary.accounts import Report, account
from tests.builders import NOON, article
from tests.core.summary.test_graphs import made_up

SMALL, LARGE = 500, 2000
GROWTH = LARGE * math.log(LARGE) / (SMALL * math.log(SMALL))


def calls(text: str, length: int | Length) -> int:
    """The calls of Python functions that a summary takes."""
    count = 0

    def seen(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(seen)
    try:
        summarize(text, length, title="The theatre of the harbour", language="en")
    finally:
        sys.setprofile(None)
    return count


def peak(text: str) -> int:
    """The most bytes that a summary has at a time; numpy's arrays are counted."""
    tracemalloc.start()
    summarize(text, language="en")
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return held


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    summarize(made_up(1, 20), title="The theatre", language="en")


def test_the_work_grows_no_faster_than_n_log_n() -> None:
    assert calls(made_up(7, LARGE), 3) <= 1.05 * GROWTH * calls(made_up(7, SMALL), 3)


def test_no_matrix_of_all_pairs_is_made() -> None:
    assert peak(made_up(7, LARGE)) <= 1.05 * GROWTH * peak(made_up(7, SMALL))


def test_behind_the_sentences_that_are_ranked_a_text_makes_no_difference() -> None:
    sentences = [f"The harbour theatre tells of lamp {n} and stage {n * 7}." for n in range(RANKED + 300)]
    assert summarize(" ".join(sentences), 5) == summarize(" ".join(sentences[:RANKED]), 5)


def test_a_story_of_very_many_reports_is_told_by_the_newest() -> None:
    reports = [
        Report(
            article=article(paragraphs=(f"The fire at theatre {n} hurt {n} people.",)), outlet=f"Paper {n}", told=NOON
        )
        for n in range(200)
    ]
    assert len(account(reports).sentences) <= 3
