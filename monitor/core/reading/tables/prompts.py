# ruff: noqa: RUF001 - words in their own scripts
"""Lines that ask the reader for something: an address, a fee, a comment, a click."""

from __future__ import annotations

from monitor.core.reading.tables.rule import Rule

NEWSLETTER = "newsletter prompt"
LOGIN = "login or subscription prompt"
SUPPORT = "support prompt"
FOLLOW = "follow prompt"

PROMPTS = (
    Rule(
        kind=NEWSLETTER,
        longest=300,
        whole=False,
        starts={
            "en": r"""
                (?:get|join|subscribe to|sign up (?:for|to)|register for|receive) (?:our|the|your|my|free|\w+['’]s) \
                    ?(?:\w+ ){0,4}(?:newsletters?|e-?mails?|updates|alerts|mailing list|list|briefing|channel)\b
                sign up (?:here|now|today|for)\b.{0,120}(?:newsletter|inbox|email|updates)
                (?:get|want|delivered) .{0,80} (?:in|to) your (?:inbox|e-?mail)
                (?:don['’]?t miss (?:out|an?\b)|never miss|stay (?:up to date|informed|ahead|connected|in the know))\b\
                    .{0,100}\b(?:sign up|subscribe|register|newsletters?|e-?mails?|inbox)\b.{0,60}$
                enter your e-?mail
                let our news .{0,80}
                your e-?mail address
                newsletters?$
            """,
            "de": r"""
                (?:melden sie sich|abonnieren sie|jetzt) .{0,80}newsletter
                (?:newsletter|rundbrief)$
            """,
            "es": r"""
                (?:suscr[ií]b(?:ete|ase)|ap[uú]nt(?:ate|ese)|reg[ií]str(?:ate|ese))\b
                rec[ií]b[ea](?:lo)? .{0,160}(?:suscr[ií]b(?:ete|ase)|correo|bolet[ií]n)
                bolet[ií]n(?: \w+)?$
            """,
            "fr": r"""
                (?:abonnez-vous|inscrivez-vous|recevez) .{0,120}(?:newsletter|lettre|alertes?|mail|infolettre)
                (?:recevez|chaque) .{0,200}(?:je m['’]inscris|s['’]inscrire|inscrivez-vous|je m['’]abonne)
                (?:newsletter|infolettre)$
            """,
            "it": r"""
                iscriviti .{0,80}(?:newsletter|canale)
                ricevi .{0,160}(?:e-?mail|newsletter|iscriviti)
            """,
            "pt": r"""
                assine .{0,60}newsletter
                inscreva-se .{0,80}
                receba .{0,160}(?:newsletter|inscreva-se|assine)
            """,
            "nl": "(?:schrijf je in|meld je aan|ontvang) .{0,80}nieuwsbrief",
            "pl": "zapisz się .{0,60}newsletter",
            "sv no da": "(?:prenumerera på|anmäl dig till|meld deg på|tilmeld dig|få) .{0,60}(?:nyhetsbrev|nyhedsbrev)",
            "ru": "подпи(?:шитесь|сывайтесь) .{0,120}",
            "ar": r"""
                (?:اشترك|اشتركوا|سجل|سجّل) (?:الآن )?(?:في|ب|مجانا).{0,60}(?:نشر|بريد|النشرة|قائمة)
                النشرة (?:البريدية|الإخبارية|الثقافية)$
            """,
            "zh": r"""
                订阅[^。，]{0,20}$
                訂閱[^。，]{0,20}$
                .{0,20}(?:电子报|電子報|新闻信).{0,40}(?:订阅|訂閱|注册)
            """,
            "ja": r"""
                (?:ニュースレター|[【［\[]?メールマガジン|[【［\[]メルマガ).{0,80}(?:登録|購読|配信|お届け|こちら)
                (?:ニュースレター|メールマガジン).{0,30}$
            """,
            "ko": "뉴스레터.{0,30}",
        },
    ),
    Rule(
        kind=NEWSLETTER,
        longest=300,
        whole=False,
        needs="newsletter",
        starts={
            "en": r"""
                .{0,180}\b(?:sign up|subscribe|register) (?:for|to) (?:our|the|my) (?:\w+ ){0,3}newsletters?\b.{0,30}$
                .{0,180}\bsign up (?:for|to) [^.!?]{0,80}\bnewsletters? delivered to your inbox\b.{0,30}$
            """,
            "de": r"""
                .{0,60}newsletter (?:abonnieren|bestellen|anmelden)
                .{0,120}newsletter\b.{0,160}\b(?:anmelden|abonnieren|bestellen|registrieren|eintragen)\W*$
            """,
        },
    ),
    Rule(
        kind=FOLLOW,
        longest=160,
        starts={
            "en": r"scan (?:the|this|our) (?:qr )?code\b.{0,80}",
            "de": "scannen sie .{0,30}qr-?code.{0,60}",
            "zh": r"""
                (?:请?(?:长按|扫描|微信扫|扫一扫|扫码)|長按|掃描|掃碼).{0,60}(?:关注|關注|二维码|二維碼|公众号|客户端).{0,40}
                (?:欢迎|敬请|点击)?关注.{0,30}(?:公众号|微信|微博|客户端|视频号).{0,30}
            """,
            "ja": "qrコード(?:を|から).{0,40}(?:読み取|アクセス|登録|フォロー).{0,20}",
            "ko": "qr ?코드를.{0,50}",
        },
    ),
    Rule(
        kind=SUPPORT,
        longest=500,
        whole=False,
        starts={
            "en": r"""
                (?:did you |if you )?(?:enjoy(?:ed)?|liked?) (?:this|what you(?: are|['’]re)? read(?:ing)?|our work)\b\
                    .{0,220}(?:tip jar|donat|support (?:us|our)|buy (?:me|us) a|chip in|contribut|patreon|ko-fi)
                (?:please )?(?:consider|help us by) (?:making a )?(?:donat|support|contribut|becoming a)\w* .{0,200}
                (?:buy (?:me|us) a coffee|support (?:us|me) on (?:patreon|ko-fi)|leave .{0,20} tip jar)
                support (?:our|independent|quality) journalism
                donate (?:now|today)(?:\W*$|[.!:]| (?:to|and|at|via|here)\b)
            """,
            "de": r"""
                (?:hat|gefällt) (?:ihnen|dir) (?:dieser|der) (?:artikel|text|beitrag)\b.{0,200}(?:spend|unterstütz)
                (?:unterstützen sie|unterstütze) (?:uns|unsere arbeit|unseren journalismus|unabhängigen journalismus)
            """,
            "fr": r"(?:soutenez(?:-nous| notre)|faites un don|si vous avez aimé cet article)\b",
            "es": r"""
                (?:¿te ha gustado|si te ha gustado) (?:este|el) (?:artículo|texto)\b.{0,160}(?:apoy|don|suscr)
                apoya (?:nuestro|el) periodismo
            """,
            "it": r"(?:sostieni(?:ci| il nostro)|fai una donazione)\b",
            "ja": "(?:この記事|記事)が(?:気に入|面白|役に立).{0,60}(?:サポート|支援|寄付|いいね|応援)",
            "zh": "(?:如果)?(?:喜欢|觉得).{0,30}(?:打赏|赞赏|支持我们).{0,40}",
        },
    ),
    Rule(
        kind=LOGIN,
        longest=300,
        whole=False,
        starts={
            "en": r"""
                already a (?:subscriber|member)(?:\s*[?.!,:|]|$| ?(?:log|sign) ?in)
                (?:log|sign) ?in(?:\W*$|[:/|.!]| (?:to|or|with|here|now|using|and|for|as)\b)
                subscribe (?:now|today|to (?:continue|read|unlock)|for (?:more|full|unlimited) |\
                    for .{0,60}(?:to read|or (?:sign|log) in))
                register (?:/|or (?:log|sign)|(?:now |today |free )?to (?:keep|continue|read|unlock)|\
                    for (?:free|more)).{0,60}
                (?:want|like|love|enjoy)\b[^.!?]{0,60}\? (?:sign up|subscribe|join|register)\b.{0,120}
                to (?:read|continue|see) (?:the |this )?(?:full|whole|rest|entire)\b.{0,40}\b(?:subscribe|\
                    sign (?:up|in)|register|log in)\b.{0,40}$
                (?:don['’]?t|do not) have an account
                to continue reading
                become a (?:member|subscriber)(?:$|[.!:]| (?:now|today|and|\
                    to (?:read|support|unlock|continue)|for \W?\d))
                start your free trial
                create (?:an?|your) (?:free )?account
                you have (?:\w+ )?(?:free )?articles? (?:left|remaining)
                this (?:article|content|story) is (?:for|only available|exclusive|reserved)
                if you enjoyed this (?:article|story),
            """,
            "de": r"""
                sie sind bereits kunde
                für \d[\d.,]* ?€ können sie
                bereits (?:abonnent|registriert)
                jetzt (?:testen|abonnieren|anmelden|registrieren|weiterlesen)
                weiterlesen mit
                diesen artikel (?:weiterlesen|verschenken)
            """,
            "fr": r"""
                déjà abonné
                article réservé
                (?:cet article|la suite) est réservée?
                il vous reste
            """,
            "es": r"""
                contenido exclusivo
                hazte socio
            """,
            "it": r"""
                contenuto riservato
                abbonati
            """,
            "zh": "登录[^。，]{0,16}$",
            "ja": r"""
                この記事は(?:有料|会員)
                .{0,20}(?:有料|会員(?:向け|限定)?)記事(?:が|を)?読み放題
                .{2,20}に(?:会員)?登録すると$
                残り\s?\d+文字
                有料会員
            """,
            "ko": "로그인",
        },
    ),
)
