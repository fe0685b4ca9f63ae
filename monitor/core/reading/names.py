"""What an element's class and id say that it holds; one reading of each different name."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache


class Role(Enum):
    """What a name promises; `FOREIGN` is text that never is the article's: comments, cookie notes."""

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


_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

_BODY = r"""
    (?:article|story|entry|post|news|blog|content|main|page|text|rich)[-_]*(?:body|content|text|copy|main|article|entry)(?:[-_]*(?:text|content|inner|wrapper|container|main|body))?
    | body[-_]*(?:text|copy|content) | articlebody | article | artikel(?:text|body|inhalt)? | article_(?:right|detail) | post | story | hentry
"""
_FOREIGN = r"""
    (?:user|reader)?[-_]?comments?(?:-?(?:list|area|section|wrap\w*|container|thread))? | commenting | commentlist | comentarios? | kommentare? | disqus\w*
    | fb-comments | respond | replies | discussion | cookies?\w* | cli-modal\w* | consent\w* | gdpr\w* | modals? | onetrust\w*
"""
_JUNK = r"""
    shar(?:e|es|ing|ebar|ethis|edaddy|elinks) | social\w* | addtoany\w* | addthis\w* | sociable | follow(?:-?us)? | teilen | compartir | partage
    | relat(?:ed|eds|ionados?)\w* | recommend\w* | recirc\w* | recommandations? | weiterlesen | more-?(?:on|news|stories|articles|from|like|top)\w*
    | read-?(?:more|next|also|on) | see-?also | also-?(?:read|on|in) | further-?reading | similar | you-?may\w* | up-?next | next-?(?:up|article|post|story)
    | most-?(?:read|viewed?|popular|shared|commented|recent) | popular\w* | trending\w* | latest\w* | headlines-?list | top-?stories | teasers?\w* | promos?\w* | promotions?
    | outbrain\w* | taboola\w* | ob-\w+ | trc-?\w* | zergnet | plista | revcontent
    | news-?letters?\w* | subscri(?:be|ption|ptions|ber|bers|bebox)\w* | sign-?up\w* | optin | mailchimp | mc-embed\w* | mailing-?list | abo-?(?:box|teaser|hint)
    | ads? | advert\w* | adsense | adbox | ad-?(?:slot|unit|container|wrapper|block|label|banner|space|break|zone|top|inline|placeholder)\w* | dfp\w* | gpt-?ad\w* | sponsor\w* | anzeigen? | publicidad | pub$ | werbung | banners?
    | privacy-?\w* | disclaimer | legal | copyright\w*
    | bread-?crumbs?\w* | side-?bar\w* | rail | right-?rail | widget_[a-z]\w* | pop-?ups? | overlay | lightbox\w* | tool-?(?:bar|box|tips?)s? | pagination\w* | pager | paging
    | foot(?:er|ers)?\w* | nav(?:bar|igation|s|igate)?\w* | menus? | masthead | site-?header | global-?header | topbar | top-?nav\w* | skip-?links?
    | author-?(?:bio|box|info|card|profile|description|about|details|block|module)\w* | about-?(?:the-?)?authors? | bio | biography | contributor-?\w+ | byline-?(?:bio|footer)
    | tags?(?:-?(?:list|cloud|links|container|wrap\w*|items?)|$) | post-?tags | topics?$ | topic-?list | keywords?$ | entry-?(?:meta|utility|footer) | post-?(?:meta|footer|info|nav\w*) | article-?(?:tools|footer|actions?|meta|sharing|tags|nav\w*|links|bottom|end|feedback)
    | print\w* | e-?mail-?\w+ | bookmark\w* | save-?\w+ | log-?in\w* | register\w* | donat\w+ | support-?us | membership\w* | fundrais\w+ | appeal | upsell
    | rating\w* | polls? | quiz | survey | feedback | votes? | reactions? | emoji\w* | likes?
    | toc | table-?of-?contents | jump-?links? | hidden-?\w* | visually-?hidden | screen-?reader-?\w* | sr-only | assistive | a11y\w* | accessibility\w* | noscript
    | player-?\w* | video-?(?:player|list|playlist|carousel|js)\w* | vjs-\w+ | audio-?player\w* | podcast-?\w* | gallery-?(?:thumbs|nav\w*) | carousel\w* | slider\w* | swiper\w* | slick-\w+
    | weather | horoscope\w* | stock-?\w* | ticker\w* | live-?ticker-?nav | countdown | search\w* | filters? | language-?\w+ | app-?(?:promo|download|banner|store)\w* | download-?app | google-?news\w* | preferred-?source\w*
    | aside | infobox\w* | factbox-?links | linkbox | link-?list | links | trust-?\w+ | correction-?link | report-?\w+ | transparency | noprint | no-?print | dont-?print | tts-?\w* | listen\w* | text-?to-?speech
    | bottom-?(?:bar|links) | zone-?\w+ | hatnote | navbox | mw-editsection | reflist | references | catlinks | shop-?\w* | product-?list\w* | coupons? | deals? | newswire-?\w+
"""
_CAPTION = r"(?:image|img|photo|picture|figure|media|wp|gallery|video|slide|foto|bild)?[-_]*(?:captions?|legende?|unterschrift|bildunterschrift|credits?|copyright-text)(?:[-_]*(?:text|wrap\w*|container|content|full|info))? | picture | bildtext | bildtexte | pie-?(?:de-?)?foto | didascalia"
_BYLINE = r"(?:article|entry|post|story|c)?[-_]*(?:byline|by-line|authors?|autor|autoren|auteur|auteurs|firma|writer|reporter|vcard)(?:[-_]*(?:names?|list|line|links?|wrap\w*|container|text))? | fn"
_DATE = r"(?:article|entry|post|pub|publish|published|story|updated|modified|c)?[-_]*(?:date|time|dateline|timestamp|datum|date-?time|pub-?date|fecha|published|updated)(?:[-_]*(?:time|line|published|updated|wrap\w*|container|text|stamp))?"
_DECK = r"(?:article|entry|post|story|c)?[-_]*(?:sub-?(?:title|head|headline|heading|line)|deck|dek|stand-?first|teaser-?text|lead-?(?:text|in)?|lede|intro(?:-?text)?|chapo|chapeau|bajada|entradilla|excerpt|summary|abstract|vorspann|ingress|catenaccio|occhiello|sommario|untertitel|description)(?:[-_]*(?:text|wrap\w*|container))?"
_TITLE = r"(?:article|entry|post|story|page|news)?[-_]*(?:title|headline|heading|titel|titre|titulo|headline-?text)"
_KICKER = r"(?:article|entry|post|story|c)?[-_]*(?:kicker|eyebrow|overline|dachzeile|rubric|rubrik|section-?(?:name|label|title)|category(?:-?(?:name|label))?|categories|column|spitzmarke|topline|supertitle|flytitle|pretitle|antetitulo)"

_ROLES = (
    (Role.FOREIGN, _FOREIGN),
    (Role.CAPTION, _CAPTION),
    (Role.DECK, _DECK),
    (Role.JUNK, _JUNK),
    (Role.BYLINE, _BYLINE),
    (Role.DATE, _DATE),
    (Role.TITLE, _TITLE),
    (Role.KICKER, _KICKER),
    (Role.BODY, _BODY),
)
# A token of a class may carry a block's prefix and an element's suffix ("c-", "js-", "__inner", "--large").
_PATTERNS = tuple(
    (
        role,
        re.compile(
            rf"^(?:(?:c|o|m|a|js|is|has|l|u|td|wp|mod|module|block|component|article|story|post|entry|page|content)[-_]+)*(?:{pattern})(?:(?:__|--|[-_]).*)?$"
            if role in {Role.JUNK, Role.FOREIGN}
            else rf"^(?:[a-z]+(?:__|--|[-_]))?(?:{pattern})(?:--\w+|\d+)?$",
            re.VERBOSE,
        ),
    )
    for role, pattern in _ROLES
)


@lru_cache(maxsize=8192)
def role(name: str) -> Role:
    """What one class attribute or id promises; the strongest of its words, junk before all but captions and decks."""
    found = {_token(token) for token in name.split()}
    for candidate, _ in _PATTERNS:
        if candidate in found:
            return candidate
    return Role.NONE


@lru_cache(maxsize=8192)
def _token(token: str) -> Role:
    if len(token) > 60:
        return Role.NONE
    plain = _CAMEL.sub("-", token).lower()
    for candidate, pattern in _PATTERNS:
        if pattern.match(plain):
            return candidate
    return Role.NONE
