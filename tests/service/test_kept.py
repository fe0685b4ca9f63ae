from functools import partial

from monitor.service import kept
from monitor.service.kept import Kept


def test_an_answer_is_made_once_for_a_state():
    answers, made = Kept(), []
    for state in (1, 1, 2, 2, 1):
        answers.get("story", state, partial(made.append, state))
    assert made == [1, 2, 1]


def test_answers_about_different_things_do_not_mix():
    answers = Kept()
    assert [answers.get(name, 0, partial(str, name)) for name in ("a", "b", "a")] == ["a", "b", "a"]


def test_those_asked_for_last_are_kept():
    answers, made = Kept(), []
    for about in (0, *range(1, kept.MOST), 0, kept.MOST, 0, 1):
        answers.get(about, "state", partial(made.append, about))
    assert made == [*range(kept.MOST + 1), 1]


def test_an_answer_of_none_is_an_answer():
    answers, made = Kept(), []
    for _ in range(2):
        answers.get("nothing", 1, lambda: made.append(1))
    assert made == [1]
