# ruff: noqa: RUF001 - words in their own scripts
"""Lines of the page's keepers to the reader: where to comment, what is stored, whom to tell, who earns."""

from __future__ import annotations

import re

from monitor.core.reading.tables.rule import Rule, either

NEW_WINDOW = re.compile(
    r"\((?:link )?"
    + either(
        r"""
        opens in
        öffnet(?: sich)? i[nm]
        s['’]ouvre dans
        (?:se )?abre (?:en|em|numa?)
        si apre in
        opent in
        (?:åbner|åpnes|öppnas) i
        otwiera się w
        открывается в
        """
    )
    + r"(?: \w+){0,2} "
    + either(
        "(?:window|tab|fenster|onglet|fenêtre|ventana|pestaña|janela|finestra|scheda|venster|vindue?|fönster|oknie|окне)"
    )
    + r"\W*\)",
    re.IGNORECASE,
)
"""What a link says to those who hear the page, in the middle of a sentence."""

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
                we (?:need|ask for) your (?:permission|consent) (?:before|to) (?:anything is loaded|\
                    (?:we (?:can )?)?(?:load|show|display))
                allow .{2,40} content(?=\?)
                this (?:article|page|story) contains content (?:provided|hosted) by
            """,
            "de": r"""
                wir verwenden cookies
                diese (?:seite|website) verwendet cookies
                ein klick für den datenschutz
                (?:für die|zur) (?:darstellung|anzeige) (?:von|der|des) .{0,80}(?:nutzen|verwenden|benötigen) wir\
                    .{0,60}(?:anbieter|cookies|dienst|plug-?in|software)
                empfohlener (?:redaktioneller|externer) inhalt
                an dieser stelle (?:finden|befindet|steht) .{0,80}\bextern
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
                join our (?:\w+ ){0,3}(?:forums?|(?:whatsapp|telegram) (?:channel|community|group))\b
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
        kind="opinion note",
        longest=400,
        whole=False,
        starts={
            "en": r"""
                (?:the )?(?:views|opinions)(?: and opinions)? expressed (?:here|on this (?:page|site|website)|\
                    in (?:this|the) (?:article|column|commentary|essay|piece|post|section|text)|\
                    by (?:the|its|this) (?:authors?|columnists?|contributors?|writers?))\b.{0,120}\b(?:\
                    are (?:solely|entirely|those of|(?:his|her|their) own)|\
                    do not (?:necessarily )?(?:reflect|represent))\b
            """,
            "de": r"""
                (?:gastkommentare|gastbeiträge|kommentare|beiträge|die geäußerten? meinung(?:en)?)\b.{0,140}\bnicht\b\
                    .{0,60}(?:meinung|ansicht|auffassung) der (?:redaktion|herausgeber)
            """,
            "fr": r"""
                les (?:opinions|propos|points de vue) exprimée?s (?:ici|dans (?:cet|ce) \w+|\
                    par (?:l['’]auteure?|les auteurs))\b.{0,80}\b(?:n['’]engage|ne reflète)
            """,
            "es": r"""
                las opiniones (?:expresadas|vertidas) (?:aquí|en est[ea] (?:artículo|columna|espacio|texto))\b.{0,80}\b\
                    (?:son|no (?:reflejan|representan))\b
            """,
            "it": r"le opinioni espresse (?:qui|in questo (?:articolo|testo))\b.{0,80}\b(?:sono|non)\b",
            "pt": r"as opiniões expressas (?:aqui|neste (?:artigo|texto))\b.{0,80}\b(?:são|não)\b",
        },
    ),
    Rule(
        kind="social embed",
        longest=200,
        starts={
            "en": r"""
                view this (?:post|photo|profile|video) on \w+.{0,20}
                a (?:post|photo|video|reel) (?:shared|posted) by .{2,80}\(@[\w.]{1,40}\).{0,40}
            """,
            "de": r"""
                sieh(?:e|en sie)? (?:dir |sich )?diesen beitrag auf \w+ an.{0,20}
                ein beitrag geteilt von .{2,80}\(@[\w.]{1,40}\).{0,40}
            """,
            "fr": r"""
                voir cette publication sur \w+.{0,20}
                une publication partagée par .{2,80}\(@[\w.]{1,40}\).{0,40}
            """,
            "es": r"""
                ver esta publicación en \w+.{0,20}
                una publicación compartida (?:de|por) .{2,80}\(@[\w.]{1,40}\).{0,40}
            """,
            "it": r"""
                visualizza questo post su \w+.{0,20}
                un post condiviso da .{2,80}\(@[\w.]{1,40}\).{0,40}
            """,
            "pt": r"""
                ver (?:essa|esta) (?:foto|publicação) n[oa] \w+.{0,20}
                uma? (?:post|publicação) (?:com)?partilhad[oa] por .{2,80}\(@[\w.]{1,40}\).{0,40}
            """,
            "nl": r"""
                dit bericht op \w+ bekijken.{0,20}
                een bericht gedeeld door .{2,80}\(@[\w.]{1,40}\).{0,40}
            """,
        },
    ),
    Rule(
        kind="shortcode",
        longest=500,
        starts={"all": r"\[\w+ \w+=[^\]]{1,400}\].{0,300}"},
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
