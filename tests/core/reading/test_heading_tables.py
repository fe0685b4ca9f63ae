"""Headings, and what a page says instead of an article, by the tables."""

from __future__ import annotations

import time
from itertools import product

import pytest

from monitor.core.reading import boilerplate
from monitor.core.reading.tables import refusals
from monitor.core.reading.tables.headings import AUTHORS, COMMENTS, OTHER_ARTICLES, SUMMARIES


@pytest.mark.parametrize(
    "line",
    [
        "More stories",
        "Mehr zum Thema",
        "Sur le même sujet",
        "Le puede interesar",
        "相关新闻",
        "関連記事",
        "موضوعات ذات صلة",
    ],
)
def test_headings_of_other_articles_are_known(line):
    assert boilerplate.heading_of(line) == OTHER_ARTICLES.kind


@pytest.mark.parametrize(
    "line",
    [
        *("Comments", "3 thoughts on “Night ferry returns”", "2 Leserkommentare", "Vos réactions (2)", "Comentarios"),
        *("网友评论", "読者の声", "تعليقات القراء", "Комментарии", "댓글"),
    ],
)
def test_headings_of_comments_are_known(line):
    assert boilerplate.heading_of(line) == COMMENTS.kind


@pytest.mark.parametrize(
    "line",
    [
        "Key points",
        "Summary",
        "Das Wichtigste in Kürze:",
        "Kort fortalt",
        "L'essentiel",
        "AI 요약",
        "AI要約",
        "核心提示",
        "ملخص",
    ],
)
def test_headings_of_summaries_are_known(line):
    assert boilerplate.heading_of(line) == SUMMARIES.kind


@pytest.mark.parametrize("line", ["About the author", "Die Autorin", "Zum Autor:", "Sobre la autora", "作者简介"])
def test_headings_of_notes_on_authors_are_known(line):
    assert boilerplate.heading_of(line) == AUTHORS.kind


@pytest.mark.parametrize(
    "line", ["Kommentar", "Réactions", "Comments by the board were short", "More boats, more bread"]
)
def test_headings_of_the_article_are_not(line):
    assert boilerplate.heading_of(line) is None


REFUSING = {rule.kind: rule for rule in (refusals.LOST, refusals.GATE, refusals.COOKIE_WALL, refusals.WALL)}
SAYING = {
    refusals.LOST.kind: (
        "Page not found",
        "Seite nicht gefunden",
        "页面不存在",
        "Sidan hittades inte",
        "الصفحة غير موجودة",
    ),
    refusals.GATE.kind: ("Log in to continue", "Anmelden | Hafenbote", "ログイン", "تسجيل الدخول"),
    refusals.COOKIE_WALL.kind: ("We value your privacy", "Cookie-Einstellungen", "Gestion des cookies"),
    refusals.WALL.kind: (
        "This article is for subscribers.",
        "Subscribe for one crown a month to read on.",
        "Dieser Artikel ist nur für Abonnenten.",
        "Cet article est réservé aux abonnés",
        "Suscríbete para seguir leyendo",
        "この続きは会員限定です",
        "登录后阅读全文",
    ),
}
NOT_SAYING = {
    refusals.LOST.kind: ("Pages of a lost diary", "Die Seite der Fischer", "404 days without a ferry"),
    refusals.GATE.kind: ("Log in to your past, says a new play", "Anmeldung zum Chor hat begonnen"),
    refusals.COOKIE_WALL.kind: (
        "Your privacy on the beach, and how to defend it from gulls",
        "Cookie recipes from the bay",
    ),
    refusals.WALL.kind: ("Subscribers of the theatre sit in the first row.", "Dieser Artikel handelt von der Bucht."),
}


@pytest.mark.parametrize(("rule", "line"), [(rule, line) for rule, lines in SAYING.items() for line in lines])
def test_what_a_page_says_instead_of_an_article_is_known(rule, line):
    assert REFUSING[rule].compiled().match(line)


@pytest.mark.parametrize(("rule", "line"), [(rule, line) for rule, lines in NOT_SAYING.items() for line in lines])
def test_a_headline_that_looks_alike_is_an_articles(rule, line):
    assert not REFUSING[rule].compiled().match(line)


STARTS = (
    "",
    "[a",
    "(",
    "on ",
    "by A",
    "follow ",
    "aktuelle ",
    "reporting by A B",
    "views expressed in ",
    "sign up for ",
)
PIECES = (
    *("a ", "分享", "share ", "1", "newsletter ", "@", "by A", " a=b", "a.", "a-a.", "in our live ", "im ticker "),
    *("are ", "A. ", "de ", "-! ", "müssen nicht ", "to your inbox ", "reporting "),
)


@pytest.mark.parametrize(
    "rule", [*boilerplate.RULES, *boilerplate.HEADINGS, *REFUSING.values()], ids=lambda rule: rule.kind
)
def test_a_row_takes_no_long_time_on_any_line(rule):
    for start, piece, times in product(STARTS, PIECES, (8, 16, 24, 500)):  # few first: a row that doubles never ends
        line = (start + piece * times)[: rule.longest]
        begun = time.process_time()
        rule.compiled().match(line)
        rule.compiled().match(line[:-1] + "\0")
        assert time.process_time() - begun < 0.2, line[:80]
