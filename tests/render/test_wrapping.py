"""Lines of text fit their terminal and lose nothing."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from monitor import render
from monitor.render.wrapping import wrap
from tests.builders import edition, item
from tests.render.told import mention, sentence


@pytest.mark.parametrize("width", [24, 40, 80, 120])
@pytest.mark.parametrize(
    "words",
    [
        "A long headline about a small museum that lends its foghorn to the orchestra of the next town",
        "古城戏台重开，百年皮影再度登场，观众坐下来的时候能听见旧木板的声音",
        "한국어 제목은 넓은 글자로 쓰이고 띄어쓰기가 있다 그래서 줄이 바뀐다",
        "พิพิธภัณฑ์เล็กๆแห่งหนึ่งให้ยืมแตรหมอกแก่วงดุริยางค์ของเมืองถัดไปในวันอาทิตย์",
        "Donaudampfschifffahrtsgesellschaftskapitänspreis" * 4,
        "🎭 🎻 🎨 " * 30,
    ],
)
def test_no_line_is_wider_than_the_terminal_but_an_addresss(width, words):
    told = item(
        title=words,
        source_name=words,
        section=words,
        sentences=(sentence(words),),
        also_in=(mention(source_name=words),),
    )
    shown = render.text(edition(items=(told,) * 2, notes=(words,)), width=width)
    for line in shown.splitlines():
        assert cell_len(line) <= width or line.strip().startswith("https://")


def test_wrapping_loses_no_word_and_keeps_marks_with_their_characters():
    assert wrap("one two  three", 7) == ("one two", "three")
    assert wrap("", 10) == ()
    assert wrap("他说，“好的。”然后走了", 8) == ("他说，", "“好的。”", "然后走了")


@given(st.text(max_size=200), st.integers(min_value=2, max_value=90))
@settings(max_examples=100, deadline=None)
def test_wrapped_lines_fit_and_hold_every_character(text, width):
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)


def test_a_long_run_of_brackets_is_wrapped_in_no_time():
    assert len(wrap("(" * 20_000, 100)) == 200
