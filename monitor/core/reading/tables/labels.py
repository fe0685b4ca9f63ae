# ruff: noqa: RUF001 - words in their own scripts
"""Lines that name, date or mark what stands beside them."""

from __future__ import annotations

from monitor.core.reading.tables.rule import Rule

ADVERTISEMENT = "advertisement label"
BYLINE = "byline"
DATE = "date line"

LABELS = (
    Rule(
        kind=ADVERTISEMENT,
        then=r"[\s.:\W]*",
        starts={
            "en": r"""
                advertis(?:ement|ing|ment)(?:\s*[–—-].{0,60})?
                advert
                sponsored(?: (?:content|links?|by .*))?
                promoted
                ad
                (?:story|article) continues (?:below|after).{0,40}
                continue reading the main story
                scroll to continue.{0,40}
                .{0,20}continues below advertisement
                skip (?:advertisement|ad|past .*)
                (?:article|story) content
                after newsletter promotion
                we apologi[sz]e, but this video has failed to load.{0,60}
                this slideshow requires javascript
                try refreshing your browser.{0,60}
            """,
            "de": r"""
                anzeige
                werbung
            """,
            "es pt": "publicidade?",
            "fr": "publicité",
            "it": "pubblicità",
            "nl": "advertentie",
            "sv no da": r"""
                annonse?
                annonce
            """,
            "pl cs tr": "reklam[ay]?",
            "ru uk": "реклама",
            "ar": r"""
                إعلان(?:ات)?
                اعلان
            """,
            "zh": r"""
                广告
                廣告
            """,
            "ja": r"""
                広告
                スポンサーリンク
            """,
            "ko": "광고",
        },
    ),
    Rule(
        kind="marked advertisement",
        longest=220,
        starts={
            "zh ja": r"""
                [【［\[（(](?:广告|廣告|広告|pr)[】］\]）)].{1,180}
                (?:广告|廣告|広告)[：:].{1,180}
            """,
            "ko": r"[【\[](?:광고|ad)[】\]].{1,180}",
            "en": r"\[(?:ad|advertisement|sponsored)\].{1,180}",
        },
    ),
    Rule(
        kind="copyright line",
        longest=500,
        whole=False,
        starts={
            "all": r"""
                \(c\) ?(?:\d{4}|copyright)
                ©
            """,
            "en": r"""
                copyright(?: notice|:|,|\s*$| (?:©|\(c\)|\d{4}|.{0,60}(?:\d{4}|all rights|reserved)))
                copyright (?:by )?\S+(?: \S+){0,4}[^.!?]$
                all rights reserved
            """,
            "de": "alle rechte vorbehalten",
            "es pt": "todos (?:los|os) (?:derechos|direitos)",
            "fr": "tous droits réservés",
            "it": r"""
                tutti i diritti
                riproduzione riservata
            """,
            "ar": "جميع الحقوق",
            "zh": "版权所有",
            "ja zh": r"""
                無断
                无断
                .{0,20}記事の?(?:共有|利用|転載).{0,60}
            """,
            "ko": r"""
                <?저작권자
                ⓒ
            """,
        },
    ),
    Rule(
        kind=BYLINE,
        longest=120,
        cased=True,
        starts={
            "all": r"""
                (?:by|von|par|por|door|de|av|af|text|story|words|\
                    (?:written|reported|posted|published|photos?) by|\
                    (?:report|edit)ing by|autor(?:in)?|author) ?:? \
                    (?-i:[^\W\d_a-z][\w.'’-]+)\
                    (?: (?:de|la|von|van|der|den|di|da|al|bin|(?-i:[^\W\d_a-z][\w.'’-]*))){0,4}\
                    (?:(?:,| and| und| et| y|\s?[|/•·]| (?:published|posted|updated|publié|publicado)\b).{0,70})?
            """,
            "en": r"(?:posted|published|updated)(?: (?:on|in))? [^.]{0,30}\d{4}.{0,20} by .{2,80}",
            "translators": r"""
                translated (?:from (?:the )?\w+ )?by(?: (?-i:[^\W\d_a-z])[\w.'’-]*+){1,4}
                aus dem \w+en (?:übersetzt )?von(?: (?-i:[^\W\d_a-z])[\w.'’-]*+){1,4}(?: copyright\b.{0,60})?
            """,
            "es pt": r"\d\d/\d\d/\d{4}\W+publicado por: .{2,100}",
            "zh": r"""
                [（(]?(?:责任编辑|責任編輯|责编|责任校对|编辑|編輯|本文编辑|来源|來源|审核)[：:][^。？！]{1,60}
                [（(]?(?:本报记者|记者|記者|作者)[：:][^。？！，,?!]{2,24}
            """,
            "ja": r"""
                [（(](?:文|取材|構成|聞き手|執筆|写真)[・：:／/=][^。]{1,50}[）)]
                (?:文|取材|構成|聞き手|執筆|編集)[・：:／/=][^。]{1,50}
            """,
            "ko": "(?:글|취재|편집)[·:=/ ]+.{1,30}(?:기자|에디터)",
            "ar": r"""
                (?:بقلم|كتبت?|تحرير|إعداد) ?: ?.{2,80}
                بقلم .{2,60}
            """,
        },
    ),
    Rule(
        kind=BYLINE,
        longest=300,
        needs="reporting",
        starts={
            "en": r"""
                [(\[]?(?:additional |with (?:additional )?)?reporting (?:and \w+ )?by \
                    (?:(?:(?:additional|al|and|bin|by|compiled|de|editing|from|in|la|of|reporting|the|van|von|with|writing)\b|\
                    (?-i:[^\W\d_a-z])[\w.'’-]*+|[,;&])\s*+)++[.)\]]*
            """,
        },
    ),
    Rule(
        kind=DATE,
        longest=160,
        starts={
            "all": r"""
                (?:(?:(?:first )?(?:published|posted|updated|last (?:updated|modified)|created|modified|date|on|stand|\
                    aktualisiert|veröffentlicht|erstellt|publié(?: le)?|mis à jour(?: le)?|publicado|actualizado|\
                    pubblicato|aggiornato|gepubliceerd|oppdatert|publisert|publiceret|publicerad|publiziert|julkaistu|güncelleme|\
                    опубликовано|обновлено|発行|更新|公開|掲載|配信|입력|수정|发布|来源)(?: (?:on|at|am|le|el|il))?\
                    [\s:：]*)?\
                    (?:(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?|\w{3,12}(?:tag|dag|-feira|di)),?\s+)?\
                    (?:\d{1,2}[./-] ?\d{1,2}[./-] ?\d{2,4}|\d{4}-\d\d-\d\dt\d\d:\d\d\S*|\
                    \d{1,2}:\d\d,? \d{1,2} \w{3,9} \d{4}(?: ?updated.{0,40})?|\d{4}[./-]\d{1,2}[./-]\d{1,2}|\
                    \d{1,2}(?:st|nd|rd|th|\.)? \w{3,12}\.?,? \d{4}|\w{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\
                    \d{1,2} de \w{3,12} de \d{4}|\
                    \d{4}年\d{1,2}月\d{1,2}日)\
                    (?:[\s,|•·@-]*(?:at|um|às?|a las|-|–)?\s*\d{1,2}[:.h時时]\d\d(?:分|:\d\d)?\s*(?:[ap]\.?m\.?)?\s*\
                    (?:uhr|h|[a-z]{2,5})?)?\
                    (?:[\s|,/•·–-]*(?:\w+ ?)?(?:updated|aktualisiert|actualizado|mis à jour).{0,60})?\
                    (?:[\s|,/•·–-]*(?:lesezeit|reading time|temps de lecture|\d+ min)\b.{0,20})?[\s.|]*)
            """,
            "en": r"(?:\d+|an?|one) (?:sec(?:ond)?|min(?:ute)?|hour|day)s? ago[^.!?…]{0,40}",
            "de": r"vor (?:\d+|einer|einem) (?:sekunden?|min(?:uten?)?|stunden?|tag(?:en)?)[^.!?…]{0,40}",
            "fr": r"il y a (?:\d+|une?) (?:min(?:ute)?|heure|jour)s?[^.!?…]{0,40}",
            "es pt": r"h(?:ace|á) (?:\d+|una?) (?:min(?:uto)?|hora|d[ií]a)s?[^.!?…]{0,40}",
            "names": r"[^\W\d_]{2,12}(?: [^\W\d_]{1,12})?\d{4}年\d{1,2}月\d{1,2}日(?: ?\d{1,2}[:時]\d\d分?)?",
            "clocks": r"\d{1,2}:\d\d (?:[ap]m )?[a-z]{2,4}, \w{3,9}\.? \d{1,2}, \d{4}",
            # A clock that runs into a name is the head of an entry in a live report.
            "live reports": r"\d{1,2}:\d\d(?=[^\W\d_])[^.!?…]{2,40}",
            "zh": r"""
                \d{4}[-年./]\d{1,2}[-月./]\d{1,2}日?\s*(?:\d{1,2}[:：]\d\d(?::\d\d)?)?\s*\
                    (?:来源|來源|作者|记者|编辑)[：:].{1,80}
            """,
        },
    ),
    Rule(
        kind="reading time",
        starts={
            "en": r"""
                (?:\d+ ?(?:-|–)? ?)?min(?:ute)?s?\.?(?: read)?
                (?:reading|read) time:? .{0,20}
                estimated .{0,20}
            """,
            "de": r"""
                (?:\d+ ?(?:-|–)? ?)?minuten?(?: lesezeit)?
                lesezeit ?:? .{0,20}
            """,
            "es pt": r"""
                (?:\d+ ?(?:-|–)? ?)?min(?:utos)? de (?:lectura|leitura)
                (?:lectura|leitura):? \d.{0,20}
            """,
            "fr": r"""
                (?:\d+ ?(?:-|–)? ?)?min de lecture
                temps de lecture ?:? .{0,20}
            """,
        },
    ),
    Rule(
        kind="label",
        then=r"\s*(?::.{0,140})?",
        starts={
            "all": r"""
                https?://\S+
                #\w+
                @\w+
                via
            """,
            "en": r"""
                highlights
                learn more
                explore further
                main content
                tags?
                topics?
                categor(?:y|ies)
                filed under
                labels?
                keywords?
                sources?
                location
                contact
                author:?$
                (?:on this page|in this (?:article|story|guide)|table of contents)
                home
                menu
                search
                top
                back to top
                advertorial
            """,
            "de": r"""
                hauptinhalt
                (?:auf dieser seite|inhaltsverzeichnis)
                hinweis:?$
                themen
                schlagwörter
                stichwörter
                quelle
                nach oben
                zurück
            """,
            "es": r"""
                etiquetas
                en este artículo
                temas
                fuente
            """,
            "fr": r"""
                mots-clés
                (?:dans cet article|sommaire)
            """,
            "it": "in questo articolo",
            "nl": "in dit artikel",
        },
    ),
)
