# ruff: noqa: RUF001 - words in their own scripts
"""What pages without an article say of themselves: that they are lost, a gate, a wall, or about cookies."""

from __future__ import annotations

from monitor.core.reading.tables.rule import Rule

LOST = Rule(
    kind="lost page",
    starts={
        "all": r"""
            (?:http )?(?:error\s*)?(?:404|410|403|500|502|503)\
                (?:[\s:.–—-]*(?:error|not found|page|file|gone|forbidden|server|bad|service).{0,60})?
        """,
        "en": r"""
            (?:oops|sorry)?[!,.…\s]*(?:the |this |that |your )?(?:requested )?\
                (?:page|article|content|story|url|site)s? (?:you (?:requested|are looking for) )?\
                (?:was |is |has |does )?(?:not|no longer|could not be|cannot be|\
                can't be|isn't|doesn't|been (?:removed|deleted|moved)).{0,80}
            (?:not found|access denied|forbidden|service unavailable|bad gateway).{0,40}
        """,
        "de": r"""
            (?:diese )?seite (?:wurde )?(?:leider )?nicht gefunden.{0,60}
            (?:die|der) (?:seite|artikel) .{0,40}(?:nicht gefunden|existiert nicht|nicht (?:mehr )?verfügbar).{0,60}
        """,
        "fr": r"(?:cette )?page (?:introuvable|non trouvée|n['’]existe).{0,60}",
        "es": r"p[áa]gina no (?:encontrada|existe|disponible).{0,60}",
        "it": r"pagina non (?:trovata|disponibile|esiste).{0,60}",
        "pt": r"página não (?:encontrada|existe).{0,60}",
        "nl": r"pagina niet gevonden.{0,40}",
        "sv no da": r"""
            sidan (?:hittades inte|finns inte|kunde inte hittas).{0,40}
            siden (?:ble|blev|finnes|findes|eksisterer) (?:ikke).{0,40}
        """,
        "pl cs": r"""
            nie znaleziono strony.{0,40}
            stránka (?:nebyla nalezena|neexistuje|nenalezena).{0,40}
        """,
        "ru": r"страница не (?:найдена|существует).{0,40}",
        "tr": r"sayfa bulunamadı.{0,40}",
        "ar": r"(?:عذرا،? ?)?(?:الصفحة|لم يتم العثور).{0,30}(?:غير موجودة|على الصفحة).{0,30}",
        "zh": r"(?:您访问的)?(?:页面|頁面|文章)(?:不存在|未找到|找不到|已被?删除).{0,20}",
        "ja": r"""
            (?:お探しの|指定された)?(?:ページ|記事)[がは](?:見つかり|存在し)ません.{0,20}
            (?:この)?記事は(?:削除|掲載期間).{0,20}
        """,
        "ko": r"(?:요청하신 )?페이지를 찾을 수 없습니다.{0,20}",
    },
)

GATE = Rule(
    kind="gate",
    whole=False,
    starts={
        "en": r"""
            just a moment
            attention required
            are you (?:a )?(?:human|robot)
            robot check
            verify(?:ing)? (?:that )?you are (?:a )?human
            checking your browser
            security check
            captcha
            subscribe to (?:continue|read)
            before you continue
            (?:please )?(?:log|sign) ?in(?: to (?:continue|read|view|your account).{0,40})?\s*(?:[|:–—-].*)?$
            login\s*(?:[|:–—-].*)?$
        """,
        "de": r"(?:anmelden|einloggen|anmeldung)\s*(?:[|:–—-].*)?$",
        "es": r"iniciar sesi[óo]n\s*(?:[|:–—-].*)?$",
        "fr": r"(?:connexion|se connecter|identifiez-vous)\s*(?:[|:–—-].*)?$",
        "it": r"accedi\s*(?:[|:–—-].*)?$",
        "ru": r"(?:войти|вход)\s*(?:[|:–—-].*)?$",
        "ar": r"تسجيل الدخول\s*(?:[|:–—-].*)?$",
        "zh": r"登[录錄]\s*(?:[|:–—-].*)?$",
        "ja": r"ログイン\s*(?:[|:–—-].*)?$",
        "ko": r"로그인\s*(?:[|:–—-].*)?$",
    },
)

COOKIE_WALL = Rule(
    kind="cookie wall",
    whole=False,
    starts={
        "en": r"""
            (?:your|manage|we (?:value|respect|care about) your) (?:privacy|cookies?)\b.{0,30}$
            (?:cookie|consent) (?:settings|preferences|consent|notice|policy|wall)\b.{0,20}$
            (?:accept|continue with) (?:all )?(?:cookies|advertising|tracking).{0,30}$
        """,
        "de": r"""
            (?:datenschutz|cookie)-?(?:einstellungen|hinweise?|zustimmung)\b.{0,20}$
            (?:ihre|wir schätzen ihre) privatsphäre.{0,20}$
            mit werbung (?:und (?:tracking|cookies) )?(?:weiter)?lesen.{0,30}$
            (?:zustimmung|einwilligung) erforderlich.{0,20}$
        """,
        "fr": r"""
            (?:vos|votre|nous respectons votre) (?:cookies|vie privée|choix).{0,20}$
            (?:gestion|paramètres) des cookies.{0,20}$
        """,
        "es": r"(?:tu|su|valoramos (?:tu|su)) privacidad.{0,20}$",
        "it": r"(?:la tua privacy|il rispetto della tua privacy|gestione (?:dei )?cookie).{0,40}$",
        "nl": r"(?:cookie-?instellingen|jouw privacy).{0,30}$",
        "ja": r"(?:クッキー|cookie)(?:の設定|への同意).{0,10}$",
    },
)

# A line that says that the rest is for those who pay or log in, anywhere on a page that has but a teaser.
WALL = Rule(
    kind="wall",
    longest=260,
    whole=False,
    starts={
        "en": r"""
            (?:this|the full|the rest of this) (?:article|story|content|post|page) (?:is|are) \
                (?:only |exclusive(?:ly)? )?(?:available |reserved |open )?(?:only )?(?:for|to) \
                (?:our |paying |paid |registered |premium |digital )?(?:subscribers?|members?|registered readers)\b
            (?:subscribe|register|log ?in|sign ?(?:in|up)|become a member|join)\b.{0,60} \
                to (?:continue|keep|read|unlock|access|view) ?(?:on|reading|more|the|this|full|your)?\b
            subscribe for .{1,60}(?:to read|or (?:log|sign) in)\b
            to (?:continue|keep) reading.{0,60}(?:subscri|log ?in|sign ?in|register|account|member)
            (?:for )?(?:subscribers|members) only\b
        """,
        "de": r"""
            (?:dieser|der|dieser ganze) (?:artikel|beitrag|text|inhalt) (?:ist|steht) \
                (?:nur |exklusiv |ausschließlich )?(?:für |unseren )?(?:unsere )?\
                \w*(?:abonnent|mitglied|registriert|plus-)
            (?:jetzt )?(?:abonnieren|anmelden|registrieren|einloggen) und (?:weiterlesen|sofort lesen)
            (?:weiterlesen|lesen sie weiter) mit .{0,40}(?:abo|plus|\+|digital)
            (?:um )?(?:weiterzulesen|weiterlesen zu können)\b
            als abonnent(?:in)? (?:weiterlesen|lesen)
        """,
        "fr": r"""
            (?:cet |l['’])article est (?:réservé|exclusivement réservé) aux? (?:abonnés|membres)
            la suite (?:de cet article )?est réservée
            (?:abonnez-vous|connectez-vous|inscrivez-vous) pour (?:lire|continuer|accéder|débloquer)
        """,
        "es": r"""
            (?:este|el) (?:artículo|contenido) es (?:exclusivo |solo |sólo )?para (?:suscriptores|socios|abonados)
            (?:suscr[ií]bete|suscr[ií]base|inicia sesión|reg[ií]strate) para (?:seguir|continuar|leer)
        """,
        "it": r"""
            (?:questo )?(?:articolo|contenuto) (?:è )?(?:riservato|solo per) (?:agli |gli )?abbonati
            (?:abbonati|accedi|registrati) per (?:continuare|leggere)
        """,
        "pt": r"""
            (?:este )?conteúdo (?:é )?(?:exclusivo|restrito) (?:para|a|de) assinantes
            (?:assine|entre|faça login) para (?:continuar|ler)
        """,
        "nl": r"""
            dit artikel is (?:exclusief )?(?:alleen )?voor (?:abonnees|leden)
            (?:log in|abonneer je) om .{0,20}lezen
        """,
        "sv no da": r"""
            (?:den här artikeln|denna artikel|denne artikkelen|denne artikel) är? ?(?:er )?(?:bara |kun |endast )?för? \
                (?:våra |vores )?(?:prenumeranter|abonnent|medlem)
            (?:logga in|logg inn|log ind) (?:för|for) (?:att|å|at) (?:läsa|lese|læse)
        """,
        "pl cs": r"""
            (?:artykuł|treść|dalsza część) (?:jest )?(?:dostępn[ay]|tylko) (?:tylko )?\
                dla (?:subskrybentów|prenumeratorów)
            (?:tento )?článek je (?:jen |pouze )?pro předplatitele
        """,
        "ru": r"(?:статья|материал|полный текст) (?:доступ\w+|только) (?:только )?(?:для |по )?подпис\w+",
        "ar": r"""
            هذا (?:المقال|المحتوى) (?:متاح |حصري )?(?:فقط )?للمشتركين
            (?:اشترك|سجل الدخول) (?:لمتابعة|لقراءة|لمواصلة)
        """,
        "zh": r"""
            (?:本文|全文|该文章|此内容)(?:为|仅|只)(?:限|对|供)?.{0,8}(?:会员|订阅|付费|登录)
            (?:登录|订阅|付费|购买)后?.{0,6}(?:阅读|查看)(?:全文|更多|剩余)
        """,
        "ja": r"""
            (?:この|以下の)?(?:記事|続き|コンテンツ)は.{0,12}(?:会員|有料|購読者|ログイン)
            (?:この)?続きは.{0,16}(?:会員|有料|購読|ログイン|登録)
            残り\s?[\d,]+文字
            (?:ログイン|会員登録|購読)(?:して|すると).{0,10}(?:続き|全文)
        """,
        "ko": r"""
            이 (?:기사|콘텐츠)는 .{0,10}(?:구독자|회원|유료)
            (?:로그인|구독) ?(?:후|하시면|하고) .{0,20}(?:읽|볼|보실)
        """,
    },
)
