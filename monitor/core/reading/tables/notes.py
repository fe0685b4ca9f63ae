# ruff: noqa: RUF001 - words in their own scripts
"""Lines of the page's keepers to the reader: where to comment, what is stored, whom to tell, who earns."""

from __future__ import annotations

from monitor.core.reading.tables.rule import Rule

NOTES = (
    Rule(
        kind="comment prompt",
        longest=220,
        whole=False,
        then=r"\b",
        starts={
            "en": r"""
                leave a (?:comment|reply)
                post a comment
                join the (?:conversation|discussion)
                view (?:all )?comments
                show comments
                comments? (?:are )?(?:closed|off|\(\d+\)|section)(?=\W|$)
                no comments(?: yet)?\W*$
                note: we are .{0,30}moderating
                we moderate (?:all |our |every )?comments?
                add a comment
                have your say
                log in to comment
                what do you think\?
                your email address will not be published
                reply(?: to .{0,40})?\W*$
                report (?:this )?comment
            """,
            "de": r"""
                kommentare? (?:schreiben|anzeigen|lesen)
                (?:jetzt |artikel )?kommentieren\W*$
                diskutieren sie (?:mit|hier|jetzt)
            """,
            "es": "deja (?:un|tu) comentario",
            "fr": "laisser un commentaire",
            "it": "lascia un commento",
            "pt": r"""
                deixe (?:um|seu) comentário
                atenção: comentários
            """,
        },
    ),
    Rule(
        kind="cookie note",
        longest=500,
        whole=False,
        then=r"\b",
        starts={
            "en": r"""
                we use cookies
                this (?:site|website) uses cookies
                (?:this|our) (?:site|page|content) (?:is protected by|requires)
                please enable javascript
                you need to enable javascript
                javascript (?:is|must be)
                your browser (?:does|is|doesn)
            """,
            "de": r"""
                wir verwenden cookies
                diese (?:seite|website) verwendet cookies
            """,
            "fr": r"""
                ce site utilise des cookies
                nous utilisons des cookies
            """,
            "es": r"""
                utilizamos cookies
                este sitio (?:web )?(?:usa|utiliza) cookies
            """,
            "it": "questo sito utilizza",
        },
    ),
    Rule(
        kind="tip line",
        longest=300,
        whole=False,
        starts={
            "en": r"""
                (?:do you )?have (?:a |any )?(?:story|news tips?|tips?|questions?|feedback)\b\
                    (?:[^.!,]{0,80}\?|$| to share)
                got a (?:tip|story|news tip)
                (?:e-?mail|contact|write to|reach) (?:us|the (?:author|writer|reporter|editor)|\w+ \w+ at)
                to report (?:a|an) (?:error|typo|correction)
                download (?:our|the) (?:\w+ ){0,4}app(?:$|[.!,]| (?:for|on|now|today|from|and|here))
                our (?:journalism|standards)(?:\s*:.{0,80})?$
                (?:follow|like|find) .{2,80}\bon (?:facebook|twitter|instagram|x|whatsapp|telegram|youtube)\b
                follow \w+['’]s (?:full|complete|live) coverage\b
                check out .{2,100}\bsigning up\b
                .{0,60}\bdelivered (?:through|to) your (?:letterbox|door|home)\b
                (?:listen|subscribe) (?:to|on) [^,.]{0,60}(?:podcasts?|spotify|youtube)\b[^,]{0,60}$
                follow (?:\w+ ){1,4}on \w+ for (?:more|updates|the latest|news)\b.{0,40}$
            """,
            "de": r"""
                hat ihnen der artikel
                fehler gefunden
                feedback (?:an|zu)
            """,
        },
    ),
    Rule(
        kind="commission note",
        longest=400,
        whole=False,
        starts={
            "en": r"""
                (?:if|when) (?:you|readers) (?:buy|purchase|shop|click|make a purchase)\b.{0,160}\bcommission
                (?:we|this site|the publisher) (?:may|might|can|sometimes|will)?\b.{0,60}\bcommission
                this (?:article|post|page|story) (?:may )?contains? affiliate
                purchases (?:made )?(?:through|via) .{0,100}\bcommission
            """,
            "de": r"""
                (?:wenn sie|die mit|bei einem kauf|\*).{0,160}\b(?:provision|affiliate)
                dieser (?:artikel|text|beitrag) enthält (?:\w+ )?(?:affiliate|werbelinks|provisions)
            """,
            "fr": r"""
                (?:cet article|certains liens|cette page)\b.{0,100}\baffili
                (?:si vous achetez|en achetant)\b.{0,160}\bcommission
            """,
            "es": r"""
                (?:si compras?|al comprar|este artículo)\b.{0,160}\b(?:comisi[oó]n|afiliad)
            """,
            "it": r"(?:se acquisti|questo articolo|acquistando)\b.{0,160}\b(?:commission[ei]|affiliat)",
        },
    ),
)
