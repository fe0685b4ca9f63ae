# ruff: noqa: E501 - made-up markup and text read by the row
"""Ways in which publishers build a page; from each of them the same four paragraphs come out."""

from __future__ import annotations

import json

import pytest

from monitor.core.reading import read
from tests.core.reading.pages import PARAGRAPHS, STORY, TITLE, article, page

FIRST, SECOND, THIRD, FOURTH = STORY
OTHER = "A market hall that was closed for years has found a new owner, who wants to sell fish and flowers there from autumn on."
COMMENT = "I have taken that bus for nine years and I can tell you that it was never an hour, it was an hour and a half on good days."

TEMPLATES = {
    "an article element": article(),
    "a named box without an article": f'<h1>{TITLE}</h1><div class="story-content">{PARAGRAPHS}</div>',
    "names without any meaning": f'<div class="x1"><h1 class="x2">{TITLE}</h1><div class="x3">{PARAGRAPHS}</div></div>',
    "paragraphs by breaks in one box": f"<h1>{TITLE}</h1><div>{'<br><br>'.join(STORY)}</div>",
    "breaks with spaces between": f"<h1>{TITLE}</h1><div>{'<br />&nbsp;<br />'.join(STORY)}</div>",
    "each paragraph a box": f"<h1>{TITLE}</h1><section>{''.join(f'<div class=par>{text}</div>' for text in STORY)}</section>",
    "custom elements": f"<x-page><x-title><h1>{TITLE}</h1></x-title><x-body>{PARAGRAPHS}</x-body></x-page>",
    "a table as layout": f"<table><tr><td><h1>{TITLE}</h1>{PARAGRAPHS}</td><td><a href='/x'>Home</a></td></tr></table>",
    "the page in one form": f'<form action="/postback"><h1>{TITLE}</h1><div>{PARAGRAPHS}</div></form>',
    "the text cut by an advertisement": article(
        f'<div class="part">{"".join(f"<p>{t}</p>" for t in STORY[:3])}</div><div class="ad-slot">Advertisement</div><div class="part"><p>{FOURTH}</p></div>'
    ),
    "a free part and a part behind a wall": article(
        f'<div class="free"><p>{FIRST}</p></div><div class="paywall"><p>{SECOND}</p><p>{THIRD}</p><p>{FOURTH}</p></div>'
    ),
    "a body that is called a widget": f"<h1>{TITLE}</h1>{''.join(f'<div class=widget_text><p>{t}</p></div>' for t in STORY)}",
    "a wrapper with the sidebar's name": f'<div class="has-sidebar sidebar-right">{article()}</div>',
    "a post with topics among its classes": article().replace(
        "<article>", '<article class="post type-post tag-newsletter category-ads">'
    ),
    "other articles below": article()
    + f'<section><article><h2><a href="/o">A market hall opens</a></h2><p>{OTHER}</p></article></section>',
    "the next article below": article()
    + f"<article><h1>Market hall opens</h1>{''.join(f'<p>{OTHER}{i}</p>' for i in range(4))}</article>",
    "comments longer than the text": article()
    + f'<div id="comments">{"".join(f"<div class=comment><p>{COMMENT} {i}</p></div>" for i in range(20))}</div>',
    "a cookie dialogue longer than the text": article()
    + f'<div class="cookie-consent">{"".join(f"<p>Cookies of the {i}. kind help us to know what you read and when.</p>" for i in range(30))}</div>',
    "breaks above longer paragraphs": f"<div>{'<br><br>'.join(STORY[:2])}</div><div><div><p>{THIRD}</p><p>{FOURTH}</p></div></div>",
    "an article that is called an advertisement": f'<article class="ad latest"><h1>{TITLE}</h1>{PARAGRAPHS}</article>'
    f"<div>{''.join(f'<p>{OTHER}{i}</p>' for i in range(6))}</div>",
    "numbered parts with a misleading name": f"<h1>{TITLE}</h1>{''.join(f'<div class=promo-{i}><p>{t}</p></div>' for i, t in enumerate(STORY))}",
    "an article in a dialogue's box": f'<div class="modal-content"><h1>{TITLE}</h1>{PARAGRAPHS}</div>',
    "a hidden copy": f'<div style="display: none"><p>{OTHER}</p></div>' + article(),
    "a script's copy in one piece": article() + f"<div hidden>{' '.join(STORY)}</div>",
}


@pytest.mark.parametrize("body", TEMPLATES.values(), ids=TEMPLATES.keys())
def test_the_paragraphs_of_the_article_and_no_others_are_read(body):
    assert read(page(body)).paragraphs == STORY


INSIDE = {
    "the title again": f"<p>{TITLE}</p>",
    "a share bar": '<ul class="share-tools"><li><a href="#">Facebook</a></li><li><a href="#">X</a></li></ul>',
    "a share bar without a name": "<div><span>Share</span> <span>Tweet</span> <span>Email</span></div>",
    "a newsletter box": '<div class="newsletter-signup"><p>Our letter of the week brings the best of the bay to your door, every Friday at noon.</p></div>',
    "a newsletter line": "<p>Sign up for our newsletter to receive the best of the bay.</p>",
    "a newsletter line in German": "<p>Jetzt unseren Newsletter abonnieren</p>",
    "a newsletter line in Spanish": "<p>Suscríbete a nuestro boletín para no perderte nada</p>",
    "a form's state": "<div>Subscribed successfully</div>",
    "an advertisement's label": "<p>Advertisement</p>",
    "a label that text goes on below": "<p>Story continues below</p>",
    "a related link": '<p>Read more: <a href="/b">Bus drivers ask for shorter rides around the bay</a></p>',
    "a related link in German": '<p>Lesen Sie auch: <a href="/b">Busfahrer wünschen sich kürzere Wege um die Bucht</a></p>',
    "a related link in French": '<p>Lire aussi : <a href="/b">Les chauffeurs demandent des trajets plus courts</a></p>',
    "a related link in Japanese": '<p>関連記事：<a href="/b">湾を回るバスの運転手、短い路線を求める</a></p>',
    "a box of related links": f'<div class="related-articles"><h3>Related</h3><p>{OTHER}</p></div>',
    "an aside": f"<aside><h3>The market hall</h3><p>{OTHER}</p></aside>",
    "a copyright line": "<p>© 2026 The Bay Post. All rights reserved.</p>",
    "a cookie note": "<p>We use cookies to make this page work, and you may switch them off.</p>",
    "a byline": "<p>By Mara Lindqvist</p>",
    "a date": '<p class="updated">Updated: 17 March 2026, 10:30</p>',
    "a reading time": "<p>4 min read</p>",
    "a comment prompt": "<p>Join the conversation</p>",
    "a subscription prompt": "<p>Already a subscriber? Log in here.</p>",
    "a control of a player": "<div>Watch now</div><div>02:31</div>",
    "an address": "<p>https://paper.example/short/1a</p>",
    "tags": '<ul class="tags"><li><a href="/t/ferry">Ferry</a></li><li><a href="/t/bay">Bay</a></li></ul>',
    "breadcrumbs": '<div class="breadcrumbs"><a href="/">Home</a> / <a href="/news">News</a></div>',
    "an author box": '<div class="author-bio"><p>Mara Lindqvist writes about boats, bread and everything between them since 2011.</p></div>',
    "a navigation": '<nav><a href="/1">One</a><p>And a long line of words that stands inside of a navigation, oddly.</p></nav>',
    "a button": "<button>Show the whole of this long and winding article in one piece.</button>",
    "text without light": '<p aria-hidden="true">A line that is only there for machines and that nobody is to read, ever at all.</p>',
}


@pytest.mark.parametrize("piece", INSIDE.values(), ids=INSIDE.keys())
@pytest.mark.parametrize("place", [1, 3, 4])
def test_what_belongs_to_the_page_is_left_out_wherever_it_stands(piece, place):
    parts = [f"<p>{text}</p>" for text in STORY]
    parts.insert(place, piece)
    assert read(page(article("".join(parts)))).paragraphs == STORY


KEPT = {
    "a heading": ("<h2>The crews</h2>", "The crews"),
    "a short sentence": ("<p>Nobody came.</p>", "Nobody came."),
    "a quotation": ("<blockquote><p>The sea takes its time.</p></blockquote>", "The sea takes its time."),
    "a list": ("<ul><li>Two boats leave at nine.</li></ul>", "Two boats leave at nine."),
    "a sentence with links": (
        '<p>The <a href="/b">board</a> met on <a href="/t">Tuesday</a> for an hour.</p>',
        "The board met on Tuesday for an hour.",
    ),
    "a sentence about sharing": ("<p>Share your bread, she said.</p>", "Share your bread, she said."),
    "a sentence about the ads": (
        "<p>Advertisements for the ferry hung in every shop.</p>",
        "Advertisements for the ferry hung in every shop.",
    ),
    "a sentence that starts like a link": (
        "<p>Watch the tide, the captain says, and you know the town.</p>",
        "Watch the tide, the captain says, and you know the town.",
    ),
    "a sentence with a date": (
        "<p>On 17 March 2026 the first boat left the quay.</p>",
        "On 17 March 2026 the first boat left the quay.",
    ),
}


@pytest.mark.parametrize(("piece", "text"), KEPT.values(), ids=KEPT.keys())
def test_what_belongs_to_the_article_is_kept(piece, text):
    parts = [f"<p>{paragraph}</p>" for paragraph in STORY]
    parts.insert(2, piece)
    assert read(page(article("".join(parts)))).paragraphs == (*STORY[:2], text, *STORY[2:])


def test_a_list_of_other_articles_ends_the_text():
    below = "<h3>More stories</h3>" + "".join(
        f'<p><a href="/{i}">Headline {i} of the day</a></p><p>Ines Halvorsen</p>' for i in range(5)
    )
    assert read(page(article(PARAGRAPHS + below))).paragraphs == STORY


def test_a_quote_that_is_set_apart_is_not_read_twice():
    quote = '<blockquote class="pull"><p>We have waited for this evening longer than for any bridge</p></blockquote>'
    assert read(page(article(f"<p>{FIRST}</p>{quote}<p>{SECOND}</p><p>{THIRD}</p><p>{FOURTH}</p>"))).paragraphs == STORY


def _claiming(body: str) -> str:
    data = json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": body})
    return f'<script type="application/ld+json">{data}</script>'


def test_a_whole_claim_of_the_text_tells_what_inside_of_it_is_not_the_article():
    box = f"<div><p>{OTHER}</p></div>"
    body = article(f"<p>{FIRST}</p><p>{SECOND}</p>{box}<p>{THIRD}</p><p>{FOURTH}</p>")
    assert OTHER in read(page(body)).paragraphs
    assert read(page(body, head=_claiming(" ".join(STORY)))).paragraphs == STORY


@pytest.mark.parametrize("claim", [FIRST, " ".join((OTHER,) * 6), ""])
def test_a_claim_that_is_cut_or_of_another_article_changes_nothing(claim):
    assert read(page(article(), head=_claiming(claim))).paragraphs == STORY


def test_the_claim_is_read_where_only_a_script_would_draw_the_text():
    assert read(page('<div id="root"></div>', head=_claiming("\n".join(STORY)))).paragraphs == STORY


UNSPACED = {
    "zh": (
        "市立博物馆的新馆于星期五向公众开放。馆长说，展览将持续到年底，门票免费。",
        "参观者可以看到三百件瓷器，其中许多从未展出过。修复工作历时四年。",
    ),
    "ja": (
        "古い港の劇場が九年ぶりに扉を開ける。町の人々は金曜日の夜を待っている。",
        "新しい館長は、短い芝居の夕べを約束した。入場券は一時間で売り切れた。",
    ),
    "ko": (
        "오래된 항구의 극장이 구 년 만에 다시 문을 연다. 시민들은 금요일 밤을 기다린다.",
        "새 관장은 짧은 연극의 밤을 약속했다. 첫 주의 표는 한 시간 만에 매진되었다.",
    ),
    "th": (
        "พิพิธภัณฑ์ใหม่ของเมืองเปิดให้ประชาชนเข้าชมในวันศุกร์หลังจากปิดปรับปรุงนานเก้าปี",
        "ผู้อำนวยการกล่าวว่าทุกคนจะได้เห็นของสะสมที่ไม่เคยจัดแสดงมาก่อนในเมืองนี้",
    ),
    "ar": (
        "افتتح المتحف الجديد أبوابه للجمهور يوم الجمعة بعد تسع سنوات من الترميم والانتظار.",
        "وقال المدير إن المعرض سيستمر حتى نهاية العام وإن الدخول مجاني لجميع الزوار.",
    ),
    "hi": (
        "शहर का नया संग्रहालय नौ साल की मरम्मत के बाद शुक्रवार को जनता के लिए खुल गया।",
        "निदेशक ने कहा कि प्रदर्शनी साल के अंत तक चलेगी और प्रवेश सबके लिए निःशुल्क है।",
    ),
}


@pytest.mark.parametrize(("language", "story"), UNSPACED.items(), ids=UNSPACED.keys())
@pytest.mark.parametrize("between", ["</p><p>", "<br><br>"])
def test_every_script_is_read(language, story, between):
    found = read(page(f"<h1>{story[0][:12]}</h1><div><p>{between.join(story)}</p></div>", language=language))
    assert (found.paragraphs, found.language) == (story, language)


AT_THE_END = {
    "a short sentence": ("<p>Nobody swam.</p>", ("Nobody swam.",)),
    "a list under a heading": (
        "<h3>The boats</h3><ul><li>Gull, built in 1931</li><li>Tern, built in 1950</li></ul>",
        ("The boats", "Gull, built in 1931", "Tern, built in 1950"),
    ),
}


@pytest.mark.parametrize(("piece", "lines"), AT_THE_END.values(), ids=AT_THE_END.keys())
def test_an_article_may_end_in(piece, lines):
    assert read(page(article(PARAGRAPHS + piece))).paragraphs == (*STORY, *lines)


def test_an_article_does_not_end_in_a_list_of_links():
    links = (
        "<h3>The boats</h3><ul><li><a href=/1>Gull, built in 1931</a></li><li><a href=/2>Tern, of 1950</a></li></ul>"
    )
    assert read(page(article(PARAGRAPHS + links))).paragraphs == STORY


def test_what_a_text_says_again_is_kept_and_a_second_copy_of_it_is_not():
    again = "Take two cups of flour, a cup of milk and one egg of a gull"
    plan = "".join(f"<p>{text}</p><p>{again}</p>" for text in STORY[:3])
    assert read(page(article(f"{plan}<p>{FOURTH}</p>"))).paragraphs.count(again) == 3
    assert read(page(article(PARAGRAPHS * 2))).paragraphs == STORY


def test_a_heading_that_quotes_the_text_is_kept():
    heading = '"We have waited for this evening longer than for any bridge"'
    found = read(page(article(f"<p>{FIRST}</p><p>{SECOND}</p><h2>{heading}</h2><p>{THIRD}</p><p>{FOURTH}</p>")))
    assert found.paragraphs == (FIRST, SECOND, heading, THIRD, FOURTH)


def test_an_article_without_a_main_heading_has_its_authors():
    above = f'<div class="name">{TITLE}</div><div class="byline">By Mara Lindqvist</div>'
    assert read(page(f"{above}<div><div>{PARAGRAPHS}</div></div>")).authors == ("Mara Lindqvist",)
