# ruff: noqa: E501 - made-up markup and text read by the row
"""What stands with a prompt, a label, a field or a heading is the page's; what stands with a picture is its caption."""

from __future__ import annotations

import pytest

from monitor.core.errors import NotAnArticle
from monitor.core.reading import read
from tests.core.reading.pages import PARAGRAPHS, STORY, TITLE, article, page

CAPTION = "The quay at low tide, with the boat that nobody owns."
PICTURE = '<img src="/quay.jpg" alt="">'
BOXES = {
    "a prompt with its heading": "<div class=x><b>The Morning Gull</b><p>Get our free newsletter every day.</p></div>",
    "a prompt after a break": "<div class=x><b>Der Abendbote</b><br>Unser Newsletter, jeden Freitag. Jetzt anmelden!</div>",
    "a field with what it asks": "<div class=x>The Gull comes at six, with five stories.<br><input type=email></div>",
    "a field in a form": "<div class=x><p>The Gull comes at six.</p><form><input placeholder=E-mail></form></div>",
    "a labelled line": "<div class=x><small>ADVERTISEMENT</small><br>Mrs Lund's fish cart: never the same bread twice.</div>",
    "a labelled paragraph": "<div class=x><small>Publicité</small><p>Le pain de Mme Lund : jamais deux fois le même.</p></div>",
    "a label in Arabic": "<div class=x><small>إعلان</small><p>مخبز القمر: رغيفنا يستدير وحده.</p></div>",
    "a marked advertisement": "<div class=x>【広告】港の羊かん。切り口が夜空です。</div>",
    "a support prompt": "<div class=x><p>Did you enjoy this? We are two. <a href=/t>Leave a coin</a> in the tip jar.</p></div>",
    "a list of other articles": (
        "<div class=x><b>Related stories</b><ul><li><a href=/1>The bus that nobody took home</a></li>"
        "<li><a href=/2>A market hall for the far shore</a></li></ul></div>"
    ),
}


def _with(piece: str, at: int = 2) -> str:
    parts = [f"<p>{text}</p>" for text in STORY]
    parts.insert(at, piece)
    return page(article("".join(parts)))


@pytest.mark.parametrize("at", [1, 3])
@pytest.mark.parametrize("piece", BOXES.values(), ids=BOXES.keys())
def test_a_box_goes_as_a_whole(piece, at):
    assert read(_with(piece, at)).paragraphs == STORY


GATE = (
    "<div class=x><div><b>This content is for subscribers</b><p>Sign in to read on.</p><ul><li>The gull, every day.</li>"
    "<li>Puzzles with a view of the bay.</li></ul></div><div><b>Register / sign in to unlock more articles</b>"
    "<p>Create an account and read five texts a month.</p><ul><li>Write to the writers.</li><li>Keep what you read.</li>"
    "<li>Letters from your favourite gull.</li></ul></div></div>"
)
REST = (
    "The board had asked both halves of the town, and eight in ten who answered wanted the boat before any bridge.",
    "On the far shore the bakery will open an hour earlier, so that whoever comes home at night finds bread and light.",
)
MORE = "".join(f"<p>{paragraph}</p>" for paragraph in REST)
SUMMARY = (
    "<div class=x><div>Key points</div><ul><li>The ferry comes back in June, after nine years without one.</li>"
    "<li>Two crews are hired, and the fare is the same as ever.</li></ul></div>"
)


@pytest.mark.parametrize("at", [0, 1, 3])
@pytest.mark.parametrize("piece", [GATE, SUMMARY], ids=["a gate of several prompts", "a summary in its own box"])
def test_a_larger_box_goes_as_a_whole(piece, at):
    assert read(_with(piece, at)).paragraphs == STORY


def test_a_section_of_the_text_that_is_headed_like_a_summary_is_kept():
    section = "<section><h2>In short</h2><p>The ferry comes back in June, after nine years without one.</p></section>"
    assert "The ferry comes back in June, after nine years without one." in read(_with(section)).paragraphs


def test_a_summary_in_the_flow_of_the_text_is_kept():
    flow = (
        "<p>Das Wichtigste in Kürze:</p><ul><li>The ferry comes back in June, after nine years without one.</li></ul>"
    )
    assert "The ferry comes back in June, after nine years without one." in read(_with(flow)).paragraphs


@pytest.mark.parametrize("name", ["hidden", "box d-none", "is-hidden js-more"])
def test_what_a_class_hides_is_left_out(name):
    hidden = f'<div class="{name}"><p>The gull reads this to nobody, and nobody minds.</p></div>'
    assert read(page(article(PARAGRAPHS + hidden + MORE))).paragraphs == (*STORY, *REST)


@pytest.mark.parametrize("name", ["hidden", "more is-hidden"])
def test_the_rest_of_a_text_that_a_button_shows_is_kept(name):
    assert read(page(article(f'{PARAGRAPHS}<div class="{name}">{MORE}</div>'))).paragraphs == (*STORY, *REST)


@pytest.mark.parametrize("name", ["hidden md:block", "d-none d-md-block", "hidden-gem"])
def test_what_a_class_hides_on_some_screens_alone_is_kept(name):
    line = "The ferry will carry bicycles too, and dogs on leads."
    assert line in read(_with(f'<div class="{name}"><p>{line}</p></div>')).paragraphs


def test_a_class_that_names_the_text_first_is_the_text():
    first = f'<div class="post-content with-sidebar"><p>{STORY[0]}</p><p>{STORY[1]}</p></div>'
    rest = f'<div class="post-content"><p>{STORY[2]}</p><p>{STORY[3]}</p></div>'
    assert read(page(f"<div><h1>{TITLE}</h1>{first}{rest}</div>")).paragraphs == STORY


FACTS = "<h3>The bay</h3><p>It is nine kilometres wide and forty metres deep at its mouth.</p>"
SAID = "<p>We waited longer for this than for a bridge</p><p>Ines Halvorsen</p><p>Baker on the far shore</p>"


@pytest.mark.parametrize(
    "piece",
    [
        *(f"<div class={name!r}>{FACTS}</div>" for name in ("factbox", "article-fact-box", "faktaboks", "infokasten")),
        *(f"<div class={name!r}>{SAID}</div>" for name in ("pullquote-wide", "pull-quote")),
    ],
)
def test_boxes_beside_the_flow_are_left_out_by_their_names(piece):
    assert read(_with(piece)).paragraphs == STORY


def test_who_said_what_is_set_apart_again_goes_with_it():
    said = "<blockquote>We have waited for this evening longer than for any bridge</blockquote>"
    piece = f"<div class=x>{said}<div>Ines Halvorsen</div><div>Baker on the far shore</div></div>"
    assert read(_with(piece, 3)).paragraphs == STORY


@pytest.mark.parametrize("tag", ["div", "article", "li"])
def test_a_row_of_links_to_other_articles_is_left_out(tag):
    words = "It was an evening in May, and the bus was empty"
    row = "".join(
        f"<{tag} class='card c{i}'><a href=/{i}>The bus nobody took {i}</a><div>{words}, {i}.</div></{tag}>"
        for i in range(4)
    )
    assert read(page(f"<div><h1>{TITLE}</h1>{PARAGRAPHS}{MORE}<h2>Lokalaj</h2>{row}</div>")).paragraphs == (
        *STORY,
        *REST,
    )


def test_items_of_a_list_of_things_are_text():
    items = "".join(
        f"<div class=i><h3><a href=/{i}>Boat {i}</a></h3><p>{text}</p></div>" for i, text in enumerate(STORY)
    )
    assert read(page(f"<article><h1>{TITLE}</h1>{items}</article>")).paragraphs[-1] == STORY[-1]


INLINE = "The boat that is called <span class={0!r}>{1}</span> by all of the bay will be the first to run."


@pytest.mark.parametrize("name", ["tooltip", "ticker", "tag", "ad"])
def test_a_word_of_a_sentence_stays_whatever_it_is_called(name):
    kept = "The boat that is called Gull by all of the bay will be the first to run."
    assert kept in read(_with(f"<p>{INLINE.format(name, 'Gull')}</p>")).paragraphs


def test_what_is_no_word_goes_without_tearing_its_sentence():
    long = "Gull: a boat of 1931, of which there are forty pictures and all of our texts"
    kept = "The boat that is called by all of the bay will be the first to run."
    assert kept in read(_with(f"<p>{INLINE.format('tooltip', long)}</p>")).paragraphs


def test_an_element_of_the_pages_own_making_breaks_no_sentence():
    line = "<p>The fare is nine crowns (<x-source name=board><a href=/1>1</a></x-source>, <x-source>2</x-source>).</p>"
    assert "The fare is nine crowns (1, 2)." in read(_with(line)).paragraphs


def test_a_note_on_the_author_is_no_paragraph():
    note = "Mara Lindqvist (mara@bay.example) is the editor of the Bay Post and has written on boats since 1999."
    assert read(page(article(f"{PARAGRAPHS}<p class=byline>{note}</p>"))).paragraphs == STORY


def test_a_line_that_is_partly_link_is_text_and_one_that_is_all_link_is_not():
    link = "<a href=/book>the harbour's own book of all boats that were built on the bay since 1931</a>"
    kept = read(_with(f"<p>Where to look for more of them: {link}.</p>")).paragraphs
    assert len(kept) == len(STORY) + 1
    assert read(_with(f"<p>See {link}.</p>")).paragraphs == STORY


KEPT = {
    "a box with an ordinary line": "<div class=x><p>The ferry will carry bicycles too.</p></div>",
    "a line after a label of its own": "<p>Advertisement</p><p>The ferry will carry bicycles too.</p>",
    "a box whose label is its last line": "<div class=x><p>The ferry will carry bicycles too.</p><p>Advertisement</p></div>",
    "a box with a tick": "<div class=x><input type=checkbox><p>The ferry will carry bicycles too.</p></div>",
}


@pytest.mark.parametrize("piece", KEPT.values(), ids=KEPT.keys())
def test_text_beside_the_pages_lines_is_kept(piece):
    assert read(_with(piece)).paragraphs == (*STORY[:2], "The ferry will carry bicycles too.", *STORY[2:])


def test_a_text_in_boxes_with_a_prompt_in_one_is_kept():
    boxes = [f"<div class=par><p>{text}</p></div>" for text in STORY]
    boxes[1] = f"<div class=par><p>{STORY[1]}</p><p>Sign up for our newsletter</p></div>"
    boxes[2] = f"<div class=par><p>{STORY[2]}</p><p>Sign up for our newsletter</p></div>"
    assert read(page(article("".join(boxes)))).paragraphs == STORY


@pytest.mark.parametrize(
    "heading", ["<b>Comments</b>", "<h3>3 Kommentare</h3>", "<strong>网友评论</strong>", "<h4>読者の声</h4>"]
)
def test_comments_go_with_their_heading(heading):
    said = "".join(f"<p>Gull {i}: I took that bus, and it was an hour and a half, not an hour.</p>" for i in range(3))
    assert read(page(f"<div><h1>{TITLE}</h1>{PARAGRAPHS}<div class=x>{heading}{said}</div></div>")).paragraphs == STORY


PICTURES = {
    "a box of picture and line": f"<div class=pic>{PICTURE}<br>{CAPTION}</div>",
    "a box of picture and span": f"<div class=pic>{PICTURE}<span>{CAPTION}</span></div>",
    "a table's cell": f"<table><tr><td>{PICTURE}<br>{CAPTION}</td></tr></table>",
    "a cell below": f"<table><tr><td>{PICTURE}</td></tr><tr><td>{CAPTION}</td></tr></table>",
    "a cell beside": f"<table><tr><td>{PICTURE}</td><td>{CAPTION}</td></tr></table>",
    "a named paragraph below": f"<p class=tu>{PICTURE}</p><p class=tuzhu>{CAPTION}</p>",
    "a linked picture": f"<div class=pic><a href=/big>{PICTURE}</a><p>{CAPTION}</p></div>",
    "a line said twice": f"<table><tr><td>{PICTURE}<br>{CAPTION}</td></tr></table><p align=center>{CAPTION}</p>",
}


@pytest.mark.parametrize("piece", PICTURES.values(), ids=PICTURES.keys())
def test_a_line_with_a_picture_is_its_caption(piece):
    found = read(_with(piece))
    assert (found.paragraphs, found.captions) == (STORY, (CAPTION,))


LINE = "Matene ĉe la kajo, antaŭ la boato"


@pytest.mark.parametrize(
    ("piece", "captions"),
    [
        (f"<div class=x><div>{PICTURE}</div><div>{LINE}</div><div>SEABIRD</div></div>", (LINE, "SEABIRD")),
        (f"<p>{PICTURE}<br><em>{LINE}</em></p>", (LINE,)),
    ],
    ids=["with its maker in the picture's box", "in the picture's paragraph"],
)
def test_a_caption_is_told_by_its_place_in_any_language(piece, captions):
    found = read(_with(piece))
    assert (found.paragraphs, found.captions) == (STORY, captions)


def test_numbered_lines_beside_pictures_are_text():
    items = [f"<p>{PICTURE}{i}) The boat of Mrs Lund</p><p>{text}</p>" for i, text in enumerate(STORY, 1)]
    assert "2) The boat of Mrs Lund" in read(page(article("".join(items)))).paragraphs


def test_a_caption_above_the_texts_box_is_kept():
    above = f"<figure>{PICTURE}<figcaption>{CAPTION}</figcaption></figure>"
    assert read(page(article(above=above))).captions == (CAPTION,)


def test_paragraphs_around_pictures_are_text():
    parts = [f"<p>{text}</p><p>{PICTURE}</p>" for text in STORY]
    assert read(page(article("".join(parts)))).paragraphs == STORY
    parts = [f"<p>{PICTURE}{text}</p>" for text in STORY]
    assert read(page(article("".join(parts)))).paragraphs == STORY
    parts = [f"<div class=step>{PICTURE}<p>{text}</p></div>" for text in STORY]
    assert read(page(article("".join(parts)))).paragraphs == STORY


WALL = "<div class=x><p><b>This article is for subscribers.</b></p><p>Subscribe for a crown, or sign in.</p></div>"
VIDEO = '<meta property="og:type" content="video.other">'
LINKS = "".join(f'<div><a href="/{i}">Headline {i} of a long and windy day on the bay</a></div>' for i in range(9))


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (page(f"<h1>{TITLE}</h1><p>{STORY[0]}</p>{WALL}"), "teaser"),
        (page(f"<h1>{TITLE}</h1><p>{STORY[0]}</p><p>Cet article est réservé aux abonnés</p>", language="fr"), "teaser"),
        (page(f"<h1>{TITLE}</h1><p>Filmed from the quay, by nobody.</p>", head=VIDEO), "video"),
        (page("<h1>Rota</h1><p>Monday: bread.</p>", head='<meta name="robots" content="noindex">'), "not to be found"),
        (page(f"<h1>Culture</h1>{LINKS}<p>Fish, fresh as ever, every day at the quay.</p>", title="Culture"), "lists"),
        (page("<p>We and 40 partners keep cookies.</p>", title="We value your privacy"), "cookies"),
    ],
)
def test_a_page_with_next_to_nothing_is_refused(markup, reason):
    with pytest.raises(NotAnArticle, match=reason):
        read(markup)


@pytest.mark.parametrize(
    "markup",
    [
        page(f"<h1>{TITLE}</h1>{PARAGRAPHS * 2}{WALL}"),
        page(f"<h1>{TITLE}</h1>{PARAGRAPHS}", head=VIDEO),
        page(f"<h1>{TITLE}</h1>{PARAGRAPHS}", head='<meta name="robots" content="noindex">'),
        page(f"<h1>{TITLE}</h1><p>{STORY[0]}</p>{LINKS}"),
    ],
)
def test_an_article_with_its_text_is_read(markup):
    assert STORY[0] in read(markup).paragraphs
