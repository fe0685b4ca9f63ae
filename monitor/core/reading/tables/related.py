# ruff: noqa: RUF001 - words in their own scripts
"""Lines that lead away from the article."""

from __future__ import annotations

from monitor.core.reading.tables.rule import Rule

_TO_ITS_END = r"\s*(?::|：|\||»|›|→|>|–|-|—|$)"

RELATED = (
    Rule(
        kind="related link",
        longest=220,
        whole=False,
        then=_TO_ITS_END,
        starts={
            "en": r"""
                read (?:more|also|next|now|the full)
                also read
                see (?:also|more)
                more (?:on|from|about|stories|news|in|like)
                related(?: (?:articles?|stories|news|content|topics?|posts?|links?|video|coverage|reading))?
                recommended(?: (?:for you|articles?|stories|reading))?
                you (?:may|might) (?:also )?(?:like|be interested|enjoy)
                don'?t miss
                up next
                next(?: article)?
                previous(?: article)?
                trending
                most (?:read|viewed|popular)
                popular
                latest (?:news|stories|posts)
                editor'?s picks?
                click here
                watch
                listen
                in pictures
                explore
                (?:keep|continue) reading
                must read
                in case you missed it
                what to read next
                top stories
            """,
            "zh": "更多(?:新闻|内容|精彩|报道)?",
            "ja": "(?:続きを読む|もっと見る)",
        },
    ),
    Rule(
        kind="related link",
        longest=220,
        starts={
            "all": r"on (?:[\w-]+\.)+(?:com|org|net|co\.uk|ca): [^\"“”„«.!?]{2,160}",
            "en": r"""
                (?:follow|keep up with|for (?:more|the latest)|all the latest)\b.{0,120}\b(?:in|on|with) \
                    our live ?(?:blog|coverage|page|updates)\W*
            """,
            "de": r"""
                (?:aktuelle|mehr|alle|weitere|die (?:neuesten|aktuellen|wichtigsten))\b.{0,120}\b\
                    (?:finden|lesen|sehen|verfolgen) sie\b.{0,40}\b(?:in unserem|im) \
                    (?:live-?(?:blog|ticker)|news-?(?:blog|ticker)|ticker)\W*
            """,
        },
    ),
    Rule(
        kind="related link",
        longest=220,
        whole=False,
        then=r"\b",
        starts={
            "de": r"""
                lesen sie (?:auch|mehr|dazu|hier)
                hier geht(?: e|['’])s (?:zum|zur|zu unser\w*|direkt)
                mehr (?:zum thema|dazu|lesen|aus)
                mehr:
                lesetipp
                auch interessant
                siehe auch
                weitere (?:artikel|nachrichten|themen)
                das könnte sie auch
                zum thema
                passend dazu
            """,
            "fr": r"""
                lire aussi
                [àa] lire
                voir aussi
                sur le même sujet
                lisez aussi
            """,
            "es": r"""
                le[ea] también
                leer más
                más información
                [tl]e puede interesar
                ver también
                lea además
                también te puede
                noticias relacionadas
            """,
            "it": r"""
                leggi (?:anche|di più)
                guarda anche
                vedi anche
                potrebbe interessarti
            """,
            "pt": r"""
                leia (?:também|mais)
                veja também
                saiba mais
            """,
            "nl": r"""
                lees (?:ook|meer)
                bekijk ook
                meer over
            """,
            "sv no da": r"""
                les også
                læs også
                läs också
                l[eäæ]s mere?
            """,
            "ru": r"""
                читайте (?:также|ещё|еще)
                по теме
                смотрите также
            """,
            "pl cs": r"""
                czytaj (?:także|też|więcej)
                zobacz (?:także|też)
                čtěte (?:také|více)
                související
            """,
            "tr": r"""
                ilgili haber
                bunlar da ilginizi
                ayrıca okuyun
            """,
            "id vi": r"""
                (?:baca|simak) juga
                (?:xem|đọc) thêm
            """,
            "ar": r"""
                اقرأ(?:وا)? (?:أيضا|أيضاً|ايضا|المزيد)
                (?:موضوعات|مواضيع|أخبار|مقالات) ذات صلة
            """,
        },
    ),
    Rule(
        kind="related link",
        longest=220,
        whole=False,
        starts={
            "ja": r"""
                関連記事
                あわせて読みたい
            """,
            "zh": r"""
                相关(?:新闻|阅读|文章)
                延伸阅读
            """,
            "ko": r"""
                관련 ?기사
                더보기
            """,
        },
    ),
)
