# ruff: noqa: RUF001 - words in their own scripts
"""The controls of a page, as text: what to press, and what it says then."""

from __future__ import annotations

from monitor.core.reading.tables.rule import Rule

CONTROLS = (
    Rule(
        kind="form state",
        starts={
            "en": r"""
                (?:you(?:'ve| have)? ?)?(?:successfully subscribed|subscribed successfully|been subscribed)[.! ]*
                (?:success|thank you|thanks)(?: for (?:subscribing|signing up|registering))?[.!]*
                subscri(?:be|bed|ption)[.!]*
                submit
                loading(?:\.\.\.|…)?
                please wait.*
                something went wrong.{0,60}
                invalid e-?mail.*
            """,
        },
    ),
    Rule(
        kind="share bar",
        starts={
            "all": r"""
                (?:(?>share|tweet|pin|print|e-?mail|save|comments?|like|copy|linkedin|link|facebook|twitter|x|whatsapp|\
                    telegram|reddit|pinterest|messenger|viber|vkontakte|weibo|wechat|flipboard|bluesky|threads|line|\
                    teilen|drucken|merken|compartir|partager|envoyer|imprimer|condividi|compartilhar|delen|del|jaa|\
                    paylaş|поделиться|分享|공유|シェア|on|via|this|article|story|the|with|friends|now)|\W)++\
                    (?:\d[\d.,km]*)?
            """,
            "en": r"""
                \d+ (?:shares?|comments?|likes|views|replies)
                (?:share|tweet) (?:this|on|with|via)\b.{0,60}
                (?:like|enjoyed) this (?:story|article)\?.{0,60}share.{0,40}
                \d[\d.,]*[km]?\s*shares?
                sharing is caring!?
                follow (?:us|me|@|\w+ on)\b.{0,100}
                (?:like|join|find) us on \w+.{0,60}
            """,
            "de": r"""
                \d+ kommentare
                folge(?:n sie)? uns .{0,80}
            """,
            "es": r"""
                \d+ comentarios
                s[ií]guenos .{0,80}
            """,
            "fr": r"""
                \d+ commentaires
                suivez-nous .{0,80}
            """,
            "it": "seguici .{0,80}",
            "zh": r"(?:字号|分享到?|打印|收藏|评论|[\s|:：大中小])+",
            "ja": r"(?:シェアする|ツイート|印刷|保存|文字を大きく|ブックマーク|\s)+",
        },
    ),
    Rule(
        kind="player or gallery control",
        then=r"[\s.:|]*",
        starts={
            "all": r"""
                \d+ ?/ ?\d+
                0:00.*
                \d+:\d\d(?: ?/ ?\d+:\d\d)?
            """,
            "en": r"""
                play(?: video| audio)?
                pause
                mute
                unmute
                watch (?:now|video|live|the video.{0,60})
                video
                audio
                listen to (?:this )?article.{0,40}
                listen
                image \d+ of \d+
                (?:view|see|open|show) (?:image|photo|gallery|all|more|full).{0,40}
                gallery
                fullscreen
                close
                open
                next
                prev(?:ious)?
                slide \d+.*
                expand
                enlarge
                click to enlarge
                zoom
                (?:hide|toggle) caption
                image source.{0,60}
                (?:image|media) caption
                this video .{0,60}
                video\s?\d.*
                caption
                \d+ of \d+
                placeholder image.{0,10}
            """,
            "de": r"""
                bild(?: vergrößern)?
                artikel (?:anhören|hören).{0,40}
                vorlesen
                beitrag hören
            """,
            "es": "escuchar.{0,30}",
            "fr": "écouter.{0,40}",
            "it": "ascolta.{0,30}",
            "ja": r"""
                (?:画像|写真)を拡大.{0,10}
                拡大
            """,
        },
    ),
    Rule(
        kind="jump",
        starts={
            "en": r"""
                (?:skip to|jump to|go to) .{0,40}
                back to (?:top|home|list).{0,20}
            """,
        },
    ),
)
