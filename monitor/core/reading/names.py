"""What an element's class and id say that it holds.

A token such as `article__body--wide` or `pubDate` is taken apart into its words; the first words tell furniture
("share-bar", "newsletter_signup"), the last ones tell the parts of an article ("post-author", "lead-text"). Each
different token is looked at once.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice, pairwise

from monitor.core.reading.comparing import word_set


class Role:
    """What a name promises. FOREIGN is text that never is the article's, such as comments; JUNK may be misnamed."""

    NONE = "none"
    BODY = "body"
    JUNK = "junk"
    FOREIGN = "foreign"
    CAPTION = "caption"
    BYLINE = "byline"
    DATE = "date"
    DECK = "deck"
    TITLE = "title"
    KICKER = "kicker"


FURNITURE = (Role.JUNK, Role.FOREIGN)
_ORDER = (
    Role.FOREIGN,
    Role.CAPTION,
    Role.DECK,
    Role.JUNK,
    Role.BYLINE,
    Role.DATE,
    Role.TITLE,
    Role.KICKER,
    Role.BODY,
)

# Words before the telling one: layout systems' prefixes and the names of what the furniture belongs to.
_PREFIXES = word_set("""
    c o m a l u js is has wp td mod module block component article story post entry page content news site main
""")
# Words after the telling one.
_SUFFIXES = word_set("""
    text wrap wrapper container content inner line name names list link links full info box block item label module
    section small large primary secondary mobile desktop stamp published updated default
""")
# Furniture by the first word that is no prefix; what ends in * may go on.
_JUNK = """
    shar* social* addtoany* addthis* sociable follow followus teilen compartir partage relat* recommend* recirc*
    recommandation* weiterlesen similar popular* trending* latest* teaser* promo* outbrain* taboola* ob trc zergnet
    plista revcontent newsletter* boletin* infolettre* nieuwsbrief* nyhetsbrev* nyhedsbrev* rundbrief* subscri*
    signup* optin mailchimp ad ads advert* adsense adbox adslot* adunit* dfp* gptad* sponsor* anzeige anzeigen
    publicidad publicite pubblicita reklam* werbung banner* privacy disclaimer legal copyright* breadcrumb* sidebar*
    rail popup* overlay lightbox* toolbar* tooltip* toolbox* pagination* pager paging foot footer* navbar*
    navigation* nav navs menu menus masthead topbar topnav* skiplink* bio biography noprint dontprint tts listen*
    print* bookmark* save login* register* donat* membership* fundrais* appeal upsell rating* poll polls quiz survey
    feedback vote votes reaction* emoji* like likes toc jumplink* visuallyhidden sr assistive a11y* accessibility*
    noscript vjs audioplayer* carousel* slider* swiper* slick weather horoscope* stock ticker* countdown search*
    filter filters aside infobox* infokasten* factbox* faktabo* faktarut* pullquote* linkbox linklist trust transparency
    hatnote navbox reflist references catlinks
    shop coupon* deal deals newswire navigate* whatsapp* jumplabel*
"""
_JUNK_WHOLE = word_set("tag tags topic topics keyword keywords links pub category-list also")
_JUNK_PAIRS = word_set("""
    more-on more-news more-stories more-articles more-from more-like more-top read-more read-next read-also read-on
    see-also also-read also-on also-in further-reading you-may up-next next-up next-article next-post next-story
    most-read most-view most-viewed most-popular most-shared most-commented most-recent headlines-list top-stories
    sign-up mc-embed mailing-list abo-box abo-teaser abo-hint ad-slot ad-unit side-bar right-rail pop-up pop-ups
    tool-bar tool-box tool-tip bread-crumb bread-crumbs news-letter news-letters site-header global-header top-nav
    skip-link skip-links author-bio author-box author-info author-card author-profile author-description
    author-about author-details about-author about-authors about-the contributor-bio contributor-info byline-bio
    byline-footer tag-list tag-cloud tags-list tags-links tags-container tags-wrapper tag-links topic-list
    keyword-list entry-meta entry-utility entry-footer post-meta post-footer post-info post-nav post-navigation
    post-tags article-tools article-footer article-action article-actions article-meta article-sharing article-tags
    article-nav article-navigation article-links article-bottom article-end article-feedback e-mail email-share
    support-us table-of jump-links visually-hidden screen-reader sr-only player-controls video-player video-list
    video-playlist video-carousel video-js audio-player gallery-thumbs gallery-nav app-promo app-download app-banner
    app-store download-app google-news preferred-source link-list link-box correction-link report-error
    report-comment text-to bottom-bar bottom-links mw-editsection product-list log-in factbox-links live-ticker
    stock-quote pull-quote pull-quotes fact-box fact-boxes info-box language-switcher no-print dont-print
    wp-block-button
""")
_FOREIGN = """
    comment comments commenting commentlist commentarea comentario comentarios kommentar kommentare disqus* respond
    replies discussion cookie* consent* gdpr* modal modals onetrust*
"""
_FOREIGN_PAIRS = word_set("cli-modal user-comments user-comment reader-comments fb-comments")
# The parts of an article by the last word that is no suffix.
_PARTS = {
    Role.CAPTION: """
    caption captions legend legende unterschrift bildunterschrift credit credits picture bildtext bildtexte piefoto
    figcaption didascalia
""",
    Role.DECK: """
    subtitle subhead subheadline subheading subline deck dek standfirst teasertext leadtext lead leadin lede intro
    introtext chapo chapeau bajada entradilla excerpt summary abstract vorspann ingress catenaccio occhiello
    sommario untertitel description synopsis
""",
    Role.BYLINE: "byline bylines author authors autor autoren auteur auteurs firma writer reporter vcard fn",
    Role.DATE: "date dates time dateline timestamp datum datetime pubdate fecha updated published",
    Role.TITLE: "title headline heading titel titre titulo headlinetext",
    Role.KICKER: """
    kicker eyebrow overline dachzeile rubric rubrik category categories column spitzmarke topline supertitle
    flytitle pretitle antetitulo
""",
}
_PART_PAIRS = {
    **dict.fromkeys(
        word_set("sub-title sub-head sub-headline sub-heading sub-line stand-first teaser-text lead-text"), Role.DECK
    ),
    **dict.fromkeys(word_set("section-name section-label section-title"), Role.KICKER),
    "by-line": Role.BYLINE,
    "pub-date": Role.DATE,
    "pie-foto": Role.CAPTION,
}
_BODY = re.compile(
    r"(?:article|story|entry|post|news|blog|content|main|page|text|rich)-*(?:body|content|text|copy|main|article|entry)"
    r"(?:-*(?:text|content|inner|wrapper|container|main|body))?|body-*(?:text|copy|content)|articlebody|article|post|story|hentry"
    r"|artikel(?:text|body|inhalt)?"
)
_HIDING = word_set("hidden is-hidden d-none display-none u-hidden")
_SHOWING = re.compile(r"(?:^|[:_@-])(?:block|flex|grid|inline|inline-block|table)(?:$|[:_@-])|^(?:sm|md|lg|xl|xs)[:@-]")
_PRINTED = re.compile(r"(?:^|[:_@-])print(?:$|[:_@-])")  # what shows an element on paper alone
_HEARD = re.compile(
    r"(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-?reader(?:-only|-text)?|assistive(?:-text)?)(?:\s|$)",
    re.IGNORECASE,
)
_HASHED = re.compile(r"__(?=[A-Za-z_-]*\d|[\w-]+[A-Z])[\w-]{5}$")  # what a bundler appends to keep names apart
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_DIGITS = "0123456789"
_LONGEST = 60
_MODIFIER = re.compile(r"--[\w-]*$|\d+$")


def _table(*roles: tuple[str, str]) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Words and their roles, and for each role the stems that may go on."""
    words = {word: role for role, listed in roles for word in listed.split() if not word.endswith("*")}
    stems = {role: tuple(word[:-1] for word in listed.split() if word.endswith("*")) for role, listed in roles}
    return words, stems


_FIRST, _STEMS = _table((Role.JUNK, _JUNK), (Role.FOREIGN, _FOREIGN))
_LAST = {word: role for role, listed in _PARTS.items() for word in listed.split()}


@lru_cache(maxsize=16384)
def role(name: str) -> str:
    """What a class attribute or id promises: of its tokens' roles the first in the order of Role's strength."""
    found = [_token(token) for token in name.split()]
    if len(found) == 1:
        return found[0]
    if (
        Role.BODY in found and Role.JUNK in found
    ):  # "post-content with-sidebar": what it is said first, then how it looks
        found = [one for one in found if one != Role.JUNK]
    return next((candidate for candidate in _ORDER if candidate in found), Role.NONE)


@lru_cache(maxsize=16384)
def promise(name: str) -> tuple[str, bool]:
    """The role that a class attribute or id promises, and whether it hides its element on a screen of any width."""
    tokens = name.split()
    hidden = not _HIDING.isdisjoint(tokens)
    return role(name), hidden and not any(_SHOWING.search(token) and not _PRINTED.search(token) for token in tokens)


@lru_cache(maxsize=16384)
def is_unseen(name: str) -> bool:
    """Whether a class attribute hides its element from those who see the page: it is for those who hear it."""
    return _HEARD.search(name) is not None


@lru_cache(maxsize=16384)
def _token(token: str) -> str:
    if len(token) > _LONGEST:
        return Role.NONE
    token = _HASHED.sub("", token)
    if not token.islower():
        token = _CAMEL.sub("-", token).lower()
    words = _words(token)
    if not words:
        return Role.NONE
    furniture = _furniture(words)
    if furniture == Role.FOREIGN:
        return furniture
    bare = token.rstrip(_DIGITS) if "--" not in token else _MODIFIER.sub("", token)
    part = _part(words if bare == token else _words(bare))
    if part in {Role.CAPTION, Role.DECK} or not furniture:
        return part or (Role.BODY if _BODY.fullmatch("-".join(words)) else Role.NONE)
    return furniture


def _words(token: str) -> list[str]:
    if "-" not in token and "_" not in token:
        return [token] if token else []
    return [word for word in token.replace("_", "-").split("-") if word]


def _furniture(words: list[str]) -> str:
    """The furniture that a token's first telling words name, "" for none."""
    if len(words) > 1:
        for pair in islice(pairwise(words), 3):
            joined = "-".join(pair)
            if joined in _FOREIGN_PAIRS:
                return Role.FOREIGN
            if joined in _JUNK_PAIRS:
                return Role.JUNK
    if "-".join(words) in _JUNK_WHOLE:
        return Role.JUNK
    first = next((word for word in words if word not in _PREFIXES), "")
    for role, stems in _STEMS.items():
        if first.startswith(stems):
            return role
    return _FIRST.get(first, "")


def _part(words: list[str]) -> str:
    """The part of an article that a token's last telling words name, "" for none."""
    if len(words) > 6:
        return ""
    while len(words) > 1 and words[-1] in _SUFFIXES and "-".join(words[-2:]) not in _PART_PAIRS:
        words = words[:-1]
    last = words[-1] if words else ""
    return _PART_PAIRS.get("-".join(words[-2:])) or _LAST.get(last, "")
