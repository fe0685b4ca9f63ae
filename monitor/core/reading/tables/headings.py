# ruff: noqa: RUF001 - words in their own scripts
"""Headings of what is not the article's text: other articles, what readers wrote, a summary in its own box."""

from __future__ import annotations

from monitor.core.reading.tables.rule import Rule

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
            you (?:may|might) (?:also )?(?:like|be interested in).{0,20}
            popular (?:this week|now|today)
            most (?:read|popular|viewed|commented)
            read (?:more|next|also)
            related
            recommended(?: for you| (?:by|from) (?:the |our )?(?:editorial|editors?))?
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
            para saber más
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

AUTHORS = Rule(
    kind="heading of an author's note",
    longest=60,
    then=r"[\s\W]*",
    starts={
        "en": "about the (?:authors?|writers?|contributors?)",
        "de": "(?:(?:der|die|zur|zum|über (?:den|die)) )?autor(?:in|en|innen)?",
        "fr": "(?:à propos de )?l['’]auteure?",
        "es pt": "sobre (?:el|la|o|a) autora?",
        "it": "l['’]autore",
        "nl": "over de auteurs?",
        "ru": "об авторе",
        "pl cs": "(?:o autorze|o autorovi)",
        "zh ja": "(?:作者简介|作者簡介|著者(?:紹介|プロフィール)?)",
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
        "ru": r"(?:(?:\d+ )?комментари[ийев]+|отзывы(?: читателей)?|(?:добавить|оставить) отзыв)",
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

SUMMARIES = Rule(
    kind="heading of a summary",
    longest=60,
    then=r"[\s\W]*",
    starts={
        "en": r"""
            key (?:points|takeaways|facts)
            (?:main|top) takeaways
            (?:at a glance|the gist|tl;?dr|in brief|in short)
            (?:ai|ai-generated|article|quick|story) summary.{0,30}
            summary(?: (?:is|was|by|generated).{0,40})?
        """,
        "de": r"""
            das wichtigste in kürze
            auf einen blick
            (?:kurz|knapp) (?:gefasst|zusammengefasst)
            (?:ki-)?zusammenfassung.{0,30}
        """,
        "fr": r"""
            (?:l['’]essentiel|en bref|en résumé|à retenir)
            résumé(?: .{0,30})?
        """,
        "es": r"""
            (?:las )?claves
            (?:en resumen|lo esencial|lo más importante)
            resumen(?: .{0,30})?
        """,
        "it": "(?:in (?:breve|sintesi)|i punti chiave|riassunto)",
        "pt": "(?:em resumo|pontos-chave|resumo(?: .{0,30})?)",
        "nl": "(?:in het kort|samenvatting|het belangrijkste)",
        "sv no da": r"""
            kort (?:fortalt|oppsummert|sagt|fortalt)
            (?:oppsummer(?:t|ing)|sammendrag|sammanfattning|opsummering|det (?:vigtigste|viktigste))
        """,
        "pl cs": "(?:w skrócie|streszczenie|najważniejsze informacje|shrnutí|ve zkratce)",
        "ru uk": "(?:коротко|кратко|главное|стисло|головне)",
        "tr": "(?:özet|kısaca)",
        "ar": "(?:ملخص|الخلاصة|باختصار)",
        "zh": "(?:(?:ai|内容|內容)?摘要|(?:文章)?要[点點]|核心提示|内容提要|重[点點]速[读讀])",
        "ja": "(?:(?:ai)?要約.{0,20}|(?:この)?記事のポイント)",
        "ko": "(?:(?:ai|기사|뉴스|[3세] ?줄) ?요약.{0,20}|요약)",
    },
)
