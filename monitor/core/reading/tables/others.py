# ruff: noqa: RUF001 - words in their own scripts
"""Lines that lead away from the article: to other articles, and to what readers wrote."""

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
        whole=False,
        then=r"\b",
        starts={
            "de": r"""
                lesen sie (?:auch|mehr|dazu)
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

OTHER_ARTICLES = Rule(
    kind="heading of other articles",
    longest=60,
    then=r"\W*",
    starts={
        "en": r"""
            (?:more|other|latest|recent|related|recommended|popular|top|trending|featured|further|similar|\
                most (?:read|popular|viewed|recent|shared))(?: \w+){0,2} \
                (?:stories|articles|news|posts|reading|coverage|content|links|videos|headlines)(?: \w+){0,3}
            more (?:from|on|in|like) .{2,40}
            you (?:may|might) (?:also )?like.{0,20}
            popular (?:this week|now|today)
            most (?:read|popular|viewed|commented)
            read (?:more|next|also)
            related
            recommended(?: for you)?
            don'?t miss
            see also
            up next
            editor'?s picks?
            what to read next
        """,
        "de": r"""
            mehr (?:zum thema|aus .{2,30}|artikel|nachrichten)
            weitere (?:artikel|nachrichten|themen|meldungen|beiträge).{0,30}
            meistgelesen.{0,20}
            das könnte sie auch interessieren
            lesen sie auch
            ähnliche artikel
            auch interessant
        """,
        "fr": r"""
            sur le même sujet
            à lire (?:aussi|également)
            les plus lus
            articles? (?:liés|similaires|connexes)
        """,
        "es": r"""
            (?:noticias|artículos) relacionad[oa]s
            lo más (?:leído|visto)
            [tl]e puede interesar
            más (?:noticias|en|sobre) .{0,30}
        """,
        "it": r"""
            leggi anche
            potrebbe interessarti(?: anche)?
            articoli correlati
            i più letti
        """,
        "pt": r"""
            (?:leia|veja) também
            mais lidas
            notícias relacionadas
        """,
        "nl": r"""
            lees ook
            meest gelezen
            meer nieuws
        """,
        "sv no da": r"""
            les også
            læs også
            läs också
            mest lest
        """,
        "ru": r"""
            читайте также
            по теме
            похожие .{0,20}
            самые популярные .{0,20}
            популярное
        """,
        "pl cs": r"""
            czytaj (?:też|także|również)
            najczęściej czytane
            související .{0,20}
            nejčtenější
        """,
        "tr id vi": r"""
            ilgili haberler
            en çok okunanlar
            baca juga
            berita terkait
            tin liên quan
            xem thêm
        """,
        "ar": r"""
            (?:موضوعات|مواضيع|أخبار|مقالات) ذات صلة
            (?:الأكثر|الاكثر) (?:قراءة|مشاهدة)
            اقرأ أيضا?ً?
        """,
        "zh": r"""
            [相关關]{2}(?:新闻|阅读|文章|报道|新聞|閱讀|報導)
            (?:推荐|延伸|热门)阅读
            热门.{0,6}
        """,
        "ja": r"""
            関連(?:記事|ニュース|キーワード).{0,10}
            おすすめ.{0,15}
            あわせて読みたい
            (?:人気|アクセス)ランキング.{0,10}
        """,
        "ko": r"""
            관련 ?(?:기사|뉴스)
            많이 본 .{0,6}
            인기 ?기사
        """,
    },
)

COMMENTS = Rule(
    kind="heading of comments",
    longest=120,
    then=r"[\s\W]*(?:\d+\W*)?",
    starts={
        "en": r"""
            (?:\d+ )?(?:readers?['’]?s?['’]? )?comments?
            (?:\d+|one|no) (?:thoughts?|responses?|replies) (?:on|to) .{1,100}
            what readers say
        """,
        "de": r"""
            (?:\d+ )?(?:leser)?(?:kommentare|meinungen|zuschriften)
            \d+ kommentar
        """,
        "fr": r"""
            (?:(?:vos|\d+) )?commentaires?(?: des lecteurs)?
            (?:vos|\d+) réactions?
        """,
        "es": r"(?:\d+ )?comentarios?(?: de (?:los )?lectores)?",
        "it": r"(?:\d+ )?commenti(?: dei lettori)?",
        "pt": r"(?:\d+ )?comentários?(?: dos leitores)?",
        "nl": r"\d+ reacties?|reacties(?= \(\d+\))",
        "sv no da": r"(?:\d+ )?kommentarer",
        "ru": r"(?:\d+ )?комментари[ийев]+",
        "pl cs": r"""
            (?:\d+ )?komentarz[ey]?
            komentáře
        """,
        "tr": r"(?:\d+ )?yorum(?:lar)?",
        "ar": r"""
            (?:تعليقات(?: القراء)?|التعليقات)
            آراء القراء
        """,
        "zh": "(?:网友|網友|读者|讀者|最新|热门|全部)?(?:评论|評論|留言|跟帖|跟贴)(?:区|區)?",
        "ja": "(?:読者(?:の声|のコメント)|コメント(?:一覧|欄)?|みんなの(?:コメント|意見))",
        "ko": r"(?:\d+개의 )?(?:댓글|독자 의견)",
    },
)
