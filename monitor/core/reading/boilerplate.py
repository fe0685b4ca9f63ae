# ruff: noqa: E501, RUF001 - a table of many languages reads by the row, in their own scripts
"""Lines that stand in articles and belong to the page: one table, read top to bottom.

Each row names what the line is and how it is recognised: a pattern that the line has to match, and the
longest line that it is tried on. A rule speaks for many publishers or it is not here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A kind of line: `pattern` is matched from the line's start, and to its end if `whole`."""

    kind: str
    pattern: str
    longest: int = 160
    whole: bool = True


RULES = (
    Rule(
        kind="newsletter prompt",
        longest=300,
        whole=False,
        pattern=r"(?:get|join|subscribe to|sign up (?:for|to)|register for|receive) (?:our|the|your|my|free|\w+(?:'s|’s)) ?(?:\w+ ){0,4}(?:newsletters?|e-?mails?|updates|alerts|mailing list|email list|list|briefing|channel)\b"
        r"|sign up (?:here|now|today|for)\b.{0,120}(?:newsletter|inbox|email|updates)|(?:get|want) .{0,80} (?:in|to) your (?:inbox|e-?mail)|enter your e-?mail|let our news .{0,80}|your e-?mail address"
        r"|(?:melden sie sich|abonnieren sie|jetzt) .{0,80}newsletter|.{0,60}newsletter (?:abonnieren|bestellen|anmelden)|(?:suscr[ií]b(?:ete|ase)|ap[uú]ntate|reg[ií]strate) .{0,120}|(?:abonnez-vous|inscrivez-vous|recevez) .{0,120}(?:newsletter|lettre|alertes?|mail)"
        r"|iscriviti .{0,80}(?:newsletter|canale)|assine .{0,60}newsletter|inscreva-se .{0,80}|(?:schrijf je in|meld je aan) .{0,80}nieuwsbrief|подпи(?:шитесь|сывайтесь) .{0,120}|订阅.{0,30}|ニュースレター.{0,30}|뉴스레터.{0,30}",
    ),
    Rule(
        kind="form state",
        pattern=r"(?:you(?:'ve| have)? ?)?(?:successfully subscribed|subscribed successfully|been subscribed)[.! ]*|(?:success|thank you|thanks)(?: for (?:subscribing|signing up|registering))?[.!]*|subscri(?:be|bed|ption)[.!]*|submit|loading(?:\.\.\.|…)?|please wait.*|something went wrong.{0,60}|invalid e-?mail.*",
    ),
    Rule(
        kind="share bar",
        pattern=r"(?:(?>share|tweet|pin|print|e-?mail|save|comments?|like|copy|linkedin|link|facebook|twitter|x|whatsapp|telegram|reddit|pinterest|messenger|viber|vkontakte|weibo|wechat|flipboard|bluesky|threads|line|teilen|drucken|merken|compartir|partager|envoyer|imprimer|condividi|compartilhar|delen|del|jaa|paylaş|поделиться|分享|공유|シェア|on|via|this|article|story|the|with|friends|now)|\W)++(?:\d[\d.,km]*)?"
        r"|\d+ (?:shares?|comments?|kommentare|comentarios|commentaires|likes|views|replies)|(?:share|tweet) (?:this|on|with|via)\b.{0,60}|(?:like|enjoyed) this (?:story|article)\?.{0,60}share.{0,40}|\d[\d.,]*[km]?\s*shares?|follow (?:us|me|@|\w+ on)\b.{0,100}|(?:like|join|find) us on \w+.{0,60}|folge(?:n sie)? uns .{0,80}|s[ií]guenos .{0,80}|suivez-nous .{0,80}|seguici .{0,80}",
    ),
    Rule(
        kind="related link",
        longest=220,
        whole=False,
        pattern=r"(?:read (?:more|also|next|now|the full)|also read|see also|see more|more (?:on|from|about|stories|news|in|like)|related(?: (?:articles?|stories|news|content|topics?|posts?|links?|video|coverage|reading))?|recommended(?: (?:for you|articles?|stories|reading))?|you (?:may|might) (?:also )?(?:like|be interested|enjoy)|don'?t miss|up next|next(?: article)?|previous(?: article)?|trending|most (?:read|viewed|popular)|popular|latest (?:news|stories|posts)|editor'?s picks?|click here|watch|listen|in pictures|explore|keep reading|continue reading|must read|in case you missed it|what to read next|top stories)\s*(?::|\||»|›|→|>|–|-|—|$)"
        r"|(?:lesen sie (?:auch|mehr|dazu)|mehr (?:zum thema|dazu|lesen|aus)|mehr:|lesetipp|auch interessant|siehe auch|weitere (?:artikel|nachrichten|themen)|das könnte sie auch|zum thema|passend dazu)\b.{0,200}"
        r"|(?:lire aussi|à lire|a lire|voir aussi|sur le même sujet|lisez aussi)\b.{0,200}|(?:lea también|lee también|leer más|más información|te puede interesar|ver también|lea además|también te puede|noticias relacionadas)\b.{0,200}"
        r"|(?:leggi anche|leggi di più|guarda anche|vedi anche|potrebbe interessarti)\b.{0,200}|(?:leia (?:também|mais)|veja também|saiba mais)\b.{0,200}|(?:lees ook|lees meer|bekijk ook|meer over)\b.{0,200}|(?:les også|læs også|läs också|les mer|læs mere|läs mer)\b.{0,200}"
        r"|(?:читайте (?:также|ещё|еще)|по теме|смотрите также)\b.{0,200}|(?:czytaj (?:także|też|więcej)|zobacz (?:także|też))\b.{0,200}|(?:čtěte (?:také|více)|související)\b.{0,200}|(?:ilgili haber|bunlar da ilginizi|ayrıca okuyun)\b.{0,200}|(?:baca juga|simak juga)\b.{0,200}|(?:xem thêm|đọc thêm)\b.{0,200}"
        r"|(?:関連記事|あわせて読みたい|相关(?:新闻|阅读|文章)|延伸阅读|更多|관련 ?기사|더보기|続きを読む|もっと見る).{0,120}",
    ),
    Rule(
        kind="advertisement label",
        pattern=r"(?:advertis(?:ement|ing|ment)(?:\s*[–—-].{0,60})?|advert|sponsored(?: (?:content|by .*))?|promoted|ad|anzeige|werbung|publicidad|publicité|pubblicità|publicidade|advertentie|annonse|annons|reklam[ae]?|реклама|广告|広告|광고|story continues (?:below|after).{0,40}|article continues (?:below|after).{0,40}|continue reading the main story|scroll to continue.{0,40}|.{0,20}continues below advertisement|skip (?:advertisement|ad|past .*)|article content|story content|after newsletter promotion|we apologi[sz]e, but this video has failed to load.{0,60}|this slideshow requires javascript|try refreshing your browser.{0,60})[\s.:\W]*",
    ),
    Rule(
        kind="copyright line",
        longest=400,
        whole=False,
        pattern=r"(?:copyright\b|\(c\) ?(?:\d{4}|copyright)|© ?|all rights reserved|alle rechte vorbehalten|todos los derechos|tous droits réservés|tutti i diritti|riproduzione riservata|© riproduzione|无断|無断|版权所有|저작권자|ⓒ|<저작권자|todos os direitos).{0,300}",
    ),
    Rule(
        kind="cookie note",
        longest=500,
        whole=False,
        pattern=r"(?:we use cookies|this (?:site|website) uses cookies|(?:this|our) (?:site|page|content) (?:is protected by|requires)|wir verwenden cookies|diese (?:seite|website) verwendet cookies|ce site utilise des cookies|nous utilisons des cookies|utilizamos cookies|este sitio (?:web )?(?:usa|utiliza) cookies|questo sito utilizza|please enable javascript|you need to enable javascript|javascript (?:is|must be)|your browser (?:does|is|doesn))\b.{0,400}",
    ),
    Rule(
        kind="byline",
        longest=120,
        pattern=r"(?:by|von|par|por|door|text|story|words|written by|reported by|reporting by|editing by|photos? by|posted by|published by|autor(?:in)?|author|de|av|af) ?:? (?-i:[^\W\d_a-z][\w.'’-]+)(?: (?:de|la|von|van|der|den|di|da|al|bin|(?-i:[^\W\d_a-z][\w.'’-]*))){0,4}(?:(?:,| and| und| et| y|\s?[|/•·]).{0,70})?",
    ),
    Rule(
        kind="date line",
        longest=140,
        pattern=r"(?:(?:first )?(?:published|posted|updated|last (?:updated|modified)|created|modified|date|on|stand|aktualisiert|veröffentlicht|erstellt|publié(?: le)?|mis à jour(?: le)?|publicado|actualizado|pubblicato|aggiornato|gepubliceerd|oppdatert|publisert|publiceret|publicerad|güncelleme|опубликовано|обновлено|発行|更新|公開|掲載|配信|입력|수정|发布|来源)(?: (?:on|at|am|le|el|il))?[\s:：]*)?"
        r"(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?,?\s+)?(?:\d{1,2}[./-] ?\d{1,2}[./-] ?\d{2,4}|\d{4}-\d\d-\d\dt\d\d:\d\d\S*|\d{1,2}:\d\d,? \d{1,2} \w{3,9} \d{4}(?: ?updated.{0,40})?|\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}(?:st|nd|rd|th|\.)? \w{3,12}\.?,? \d{4}|\w{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{4}年\d{1,2}月\d{1,2}日)"
        r"(?:[\s,|•·@-]*(?:at|um|à|a las|-|–)?\s*\d{1,2}[:.h]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:uhr|h|[a-z]{2,5})?)?(?:[\s|,/•·–-]*(?:\w+ ?)?(?:updated|aktualisiert|actualizado|mis à jour).{0,60})?[\s.|]*",
    ),
    Rule(
        kind="reading time",
        pattern=r"(?:\d+ ?(?:-|–)? ?)?(?:min(?:ute)?s?\.?(?: read)?|minuten?(?: lesezeit)?|min(?:utos)? de lectura|min de lecture)|(?:reading|read) time:? .{0,20}|lesezeit:? .{0,20}|lectura:? \d.{0,20}|estimated .{0,20}",
    ),
    Rule(
        kind="comment prompt",
        longest=200,
        whole=False,
        pattern=r"(?:leave a (?:comment|reply)|post a comment|join the (?:conversation|discussion)|view (?:all )?comments|show comments|comments? (?:are )?(?:closed|off|\(\d+\)|section)|no comments|note: we are .{0,30}moderating|we moderate|atenção: comentários|add a comment|have your say|log in to comment|what do you think\?|kommentare? (?:schreiben|anzeigen|lesen)|kommentieren|diskutieren sie|deja (?:un|tu) comentario|laisser un commentaire|lascia un commento|deixe (?:um|seu) comentário|your email address will not be published|reply|report (?:this )?comment)\b.{0,150}",
    ),
    Rule(
        kind="login or subscription prompt",
        longest=260,
        whole=False,
        pattern=r"(?:already a (?:subscriber|member)|log ?in\b|sign in\b|subscribe (?:now|today|to (?:continue|read|unlock))|to continue reading|become a (?:member|subscriber)|start your free trial|create (?:a|your) (?:free )?account|you have (?:\w+ )?(?:free )?articles? (?:left|remaining)|this (?:article|content|story) is (?:for|only available|exclusive|reserved)|if you enjoyed this (?:article|story), |sie sind bereits kunde|für \d[\d.,]* ?€ können sie|support (?:our|independent|quality) journalism|donate (?:now|today)|bereits (?:abonnent|registriert)|jetzt (?:testen|abonnieren|anmelden|registrieren|weiterlesen)|weiterlesen mit|diesen artikel (?:weiterlesen|verschenken)|déjà abonné|article réservé|la suite est réservée|il vous reste|contenido exclusivo|hazte socio|contenuto riservato|abbonati|この記事は(?:有料|会員)|残り\s?\d+文字|有料会員|登录|로그인).{0,240}",
    ),
    Rule(
        kind="player or gallery control",
        pattern=r"(?:play(?: video| audio)?|pause|mute|unmute|watch (?:now|video|live|the video.{0,60})|video|audio|listen to (?:this )?article.{0,40}|listen|image \d+ of \d+|\d+ ?/ ?\d+|(?:view|see|open|show) (?:image|photo|gallery|all|more|full).{0,40}|gallery|fullscreen|close|open|next|previous|prev|slide \d+.*|expand|enlarge|click to enlarge|zoom|hide caption|toggle caption|image source.{0,60}|image caption|media caption|bild(?: vergrößern)?|artikel (?:anhören|hören).{0,40}|vorlesen|beitrag hören|escuchar.{0,30}|écouter.{0,40}|ascolta.{0,30}|画像を拡大.{0,10}|写真を拡大.{0,10}|拡大|this video .{0,60}|0:00.*|video\s?\d.*|caption|\d+ of \d+|placeholder image.{0,10}|\d+:\d\d(?: ?/ ?\d+:\d\d)?)[\s.:|]*",
    ),
    Rule(
        kind="label",
        pattern=r"(?:https?://\S+|#\w+|@\w+|highlights|learn more|explore further|hauptinhalt|main content|tags?|topics?|categories|category|filed under|labels?|themen|schlagwörter|etiquetas|temas|mots-clés|tag|keywords?|stichwörter|source|sources|quelle|fuente|via|location|contact|author|about the author|home|menu|search|top|back to top|nach oben|zurück|advertorial)\s*(?::.{0,140})?|(?:skip to|jump to|go to) .{0,40}|back to (?:top|home|list).{0,20}",
    ),
    Rule(
        kind="tip line",
        longest=300,
        whole=False,
        pattern=r"(?:(?:do you )?have (?:a |any )?(?:story|news tips?|tips?|question|feedback)|got a (?:tip|story|news tip)|(?:e-?mail|contact|write to|reach) (?:us|the (?:author|writer|reporter|editor)|\w+ \w+ at)|to report (?:a|an) (?:error|typo|correction)|download (?:our|the) (?:free )?\w* ?app|our (?:journalism|standards)\b|hat ihnen der artikel|fehler gefunden|feedback (?:an|zu)|(?:follow|like) \w+(?: \w+)? on (?:facebook|twitter|instagram|x)\b|(?:listen|subscribe) (?:to|on) .{0,60}(?:podcasts?|spotify|youtube)\b)",
    ),
)

_OTHER_ARTICLES = re.compile(
    r"(?:(?:more|other|latest|recent|related|recommended|popular|top|trending|featured|most (?:read|popular|viewed|recent|shared)|further|similar)"
    r"(?: \w+){0,2} (?:stories|articles|news|posts|reading|coverage|content|links|videos|headlines)(?: \w+){0,3}|more (?:from|on|in|like) .{2,40}|you (?:may|might) (?:also )?like.{0,20}"
    r"|popular (?:this week|now|today)|most (?:read|popular|viewed|commented)|read (?:more|next|also)|related|recommended(?: for you)?|don'?t miss|see also|up next|editor'?s picks?|what to read next"
    r"|mehr (?:zum thema|aus .{2,30}|artikel|nachrichten)|weitere (?:artikel|nachrichten|themen|meldungen|beiträge).{0,30}|meistgelesen.{0,20}|das könnte sie auch interessieren|lesen sie auch|ähnliche artikel|auch interessant"
    r"|(?:sur le même sujet|à lire (?:aussi|également)|les plus lus|articles? (?:liés|similaires|connexes))|(?:noticias|artículos) relacionad[oa]s|lo más (?:leído|visto)|te puede interesar|más (?:noticias|en|sobre) .{0,30}"
    r"|(?:leggi anche|potrebbe interessarti(?: anche)?|articoli correlati|i più letti)|(?:leia também|veja também|mais lidas|notícias relacionadas)|(?:lees ook|meest gelezen|meer nieuws)|(?:les også|læs også|läs också|mest lest)"
    r"|(?:читайте также|по теме|похожие .{0,20}|самые популярные .{0,20}|популярное)|(?:czytaj (?:też|także|również)|najczęściej czytane)|(?:související .{0,20}|nejčtenější)|(?:ilgili haberler|en çok okunanlar)|(?:baca juga|berita terkait)|(?:tin liên quan|xem thêm)"
    r"|関連(?:記事|ニュース|キーワード).{0,10}|おすすめ.{0,15}|あわせて読みたい|(?:人気|アクセス)ランキング.{0,10}|相关(?:新闻|阅读|文章|报道)|推荐阅读|热门.{0,6}|관련 ?(?:기사|뉴스)|많이 본 .{0,6}|인기 ?기사)\W*$",
    re.IGNORECASE,
)
_COMPILED = tuple(
    (re.compile(f"(?:{rule.pattern})$" if rule.whole else rule.pattern, re.IGNORECASE), rule) for rule in RULES
)
_LONGEST = max(rule.longest for rule in RULES)


def kind_of(line: str) -> str | None:
    """What of the page's furniture a line is, None for a line of text."""
    return _kind(line) if len(line) <= _LONGEST else None


@lru_cache(maxsize=4096)
def _kind(line: str) -> str | None:
    for pattern, rule in _COMPILED:
        if len(line) <= rule.longest and pattern.match(line):
            return rule.kind
    return None


def opens_other_articles(line: str) -> bool:
    """Whether a line is the heading of a list of other articles."""
    return len(line) <= 60 and _OTHER_ARTICLES.match(line) is not None
