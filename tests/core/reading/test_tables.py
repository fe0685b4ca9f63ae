"""For each row of the tables made-up lines that it is for, and sentences that look alike and have to survive."""

from __future__ import annotations

import time

import pytest

from monitor.core.reading import boilerplate
from monitor.core.reading.tables import refusals
from monitor.core.reading.tables.headings import AUTHORS, COMMENTS, OTHER_ARTICLES, SUMMARIES

LINES = {
    "newsletter prompt": (
        "For all that floats and what it carries, sign up for our free newsletter here.",
        "Never miss a boat: sign up for our daily email",
        "Stay up to date with the Bay Post newsletter",
        "Get our weekly newsletter and never miss a boat",
        "Unser Hafenbrief ist der Newsletter für Frühaufsteher. Jetzt kostenlos anmelden!",
        "Reciba cada lunes lo mejor de la bahía. Suscríbase gratis.",
        "Recevez chaque lundi la lettre du port. Je m'inscris !",
        "Ontvang elke maandag onze nieuwsbrief",
        "There is more in the net. Sign up for the Morning Gull today to have the newsletter delivered to your inbox.",
        "Подпишитесь на наш канал",
        "اشترك في نشرتنا البريدية لتصلك كل اثنين",
        "【メールマガジン】毎週月曜に港の話題をお届けします。登録はこちら",
        "订阅我们的电子报",
    ),
    "follow prompt": (
        "扫描二维码，关注“海湾晚报”公众号",
        "Scan the QR code to follow the bay",
        "QRコードを読み取って登録",
    ),
    "support prompt": (
        "Did you enjoy this? We are three people and a cat. Leave a coin in the tip jar.",
        "Unterstützen Sie unseren Journalismus mit einer Spende",
        "Faites un don au journal du port",
        "この記事が気に入ったらサポートをお願いします",
    ),
    "login or subscription prompt": (
        "Already a subscriber? Come in.",
        "Like what you read? Subscribe for one crown a week",
        "Register now to keep reading",
        "To read the full story, subscribe or sign in",
        "Jetzt weiterlesen mit dem Monatsabo",
        "Déjà abonné ? Par ici.",
        "この記事は有料会員限定です",
        "REGISTER / SIGN IN TO UNLOCK MORE ARTICLES",
        "Subscribe for more articles",
        "Don't have an account? Create one",
        "今なら有料記事が読み放題！",
        "湾プラスに会員登録すると",
    ),
    "comment prompt": ("Leave a comment below", "Kommentare anzeigen", "Deja un comentario"),
    "commission note": (
        "If you buy something through a link, we may earn a commission.",
        "We may receive a small commission from some of the boats named here.",
        "Wenn Sie über diese Verweise kaufen, erhalten wir eine Provision.",
        "Certains liens de cette page sont affiliés.",
        "Si compras con nuestros enlaces, cobramos una comisión.",
        "Se acquisti tramite i link riceviamo una commissione.",
    ),
    "cookie note": (
        "We use cookies to find our way.",
        "Wir verwenden Cookies.",
        "Utilizamos cookies propias.",
        "Ein Klick für den Datenschutz",
        "Für die Darstellung der Karte nutzen wir das Programm eines Hafens am anderen Ufer.",
        "Empfohlener redaktioneller Inhalt",
        "We need your consent to show this map",
        "Allow Gullbook content?",
    ),
    "opinion note": (
        "The views expressed in this text are those of the captain.",
        "Opinions expressed here do not necessarily reflect those of the harbour.",
        "Gastkommentare müssen nicht die Meinung des Hafens wiedergeben.",
        "Les opinions exprimées ici sont celles du capitaine.",
    ),
    "social embed": (
        "View this post on Gullbook",
        "A post shared by Mara Lindqvist (@mara)",
        "Ein Beitrag geteilt von Mara Lindqvist (@mara)",
        "Voir cette publication sur Gullbook",
        "Una publicación compartida por Mara (@mara)",
    ),
    "shortcode": ("[button link=”/gull” type=”big”] To the boats[/button]", '[gallery ids="1,2"]'),
    "tip line": (
        "Got a tip? The desk is listening.",
        "Do you have a story for us? The desk is listening.",
        "Follow the Bay Post on Gullbook for more",
        "Download the Bay Post app for alerts",
        "Fehler gefunden? Schreiben Sie uns.",
        "Follow @bay on Instagram",
        "Join our Boat Forum to talk on: write to the harbour",
    ),
    "form state": ("Successfully subscribed!", "Please wait a moment", "Submit"),
    "share bar": (
        "Share on Facebook",
        "Sharing is caring!",
        "Teilen Drucken Merken",
        "シェアする 印刷 文字を大きく",
        "字号 分享到",
    ),
    "player or gallery control": ("Watch now", "Bild vergrößern", "Écouter l'article", "画像を拡大"),
    "jump": ("Skip to the text", "Back to top of page"),
    "advertisement label": (
        "ADVERTISEMENT",
        "sponsored links",
        "Anzeige",
        "Publicité",
        "Publicidad",
        "إعلان",
        "広告",
        "广告",
    ),
    "marked advertisement": (
        "【広告】港の羊かん。切り口が夜空です。",
        "广告：老桥豆花，两个窗口。",
        "[Ad] Fish, fresh as ever.",
    ),
    "copyright line": (
        "© The Bay Post",
        "Copyright 2026 The Bay Post",
        "Copyright The Bay Post",
        "Alle Rechte vorbehalten",
        "版权所有 海湾晚报",
        "جميع الحقوق محفوظة",
    ),
    "byline": (
        "By Mara Lindqvist Published: 17 March 2026",
        "Von Mara Lindqvist | 17. März 2026",
        "Published 17 March 2026 by Mara Lindqvist",
        "Posted on March 17, 2026 by Mara Lindqvist · 2 comments",
        "(Reporting by Mara Lindqvist and Ines Halvorsen; editing by a gull)",
        "Additional reporting by Mara Lindqvist",
        "Translated by Mara Lindqvist",
        "Aus dem Dänischen von Mara Lindqvist",
        "17/03/2026 - Publicado por: Mara Lindqvist - Categoria: Barcos",
        "（责任编辑：船小二）",
        "记者：柳小满",
        "（文・白浜みお）",
        "بقلم مارا ليندكفيست",
    ),
    "date line": (
        "Updated: 17 March 2026, 10:30",
        "10:30 CET, March 17, 2026",
        "17.03.2026, 10:30Lesezeit: 4 Min.",
        "Publiziert: 17.03.2026, 10:30",
        "白浜みお2026年3月17日 10時30分",
        "17.03.2026, 10:30 Uhr",
        "2026-03-17 10:30 来源：海湾晚报 记者：柳小满",
        "terça-feira, 17 de março de 2026 às 10:30",
        "21 mins ago",
        "vor 3 Stunden",
        "il y a 5 minutes",
        "20:24Mara Lindqvist",
    ),
    "reading time": ("4 min read", "Lesezeit: 4 Minuten", "Temps de lecture : 4 min"),
    "label": (
        "Tags: ferry, bay",
        "Schlagwörter: Fähre",
        "Etiquetas: barco",
        "On this page",
        "Auf dieser Seite:",
        "Hinweis:",
    ),
    "related link": (
        "Read more: Bus drivers ask for shorter rides",
        "Lesen Sie auch: Busfahrer wünschen sich kürzere Wege",
        "Hier geht es zum Fahrplan",
        "On BayPost.example.com: Bus drivers ask for shorter rides",
        "Follow all of the ferry's first night in our live blog",
        "Alle Nachrichten zur Fähre finden Sie in unserem Liveblog:",
        "À lire aussi Les chauffeurs demandent des trajets plus courts",
        "اقرأ أيضا: السائقون يطلبون",
        "関連記事：湾を回るバス",
        "更多：海湾的公交车",
    ),
}
SURVIVING = (
    "She got our newsletter in a bottle, forty years late.",
    "Der Newsletter des Hafens hat vierzig Leser, sagt die Wirtin.",
    "El boletín del puerto se imprimió por última vez en 1931.",
    "The board scanned the sky for gulls and followed none.",
    "喜欢这座城市的人都来了，桥上站满了看船的市民。",
    "If you like this town, you will like its bread, said the baker.",
    "Members of the choir signed in at the door and sang.",
    "The comments of the board were short, and no one laughed.",
    "Cookies were served in the interval, oat and raisin.",
    "Anzeige erstattete der Wirt erst am nächsten Morgen.",
    "Die Anzeige hing neun Jahre lang an der Tür des Hafenamts.",
    "La publicité du port n'a jamais parlé de la mer.",
    "The right to copy the map was granted in 1931.",
    "By the time the boat left, nobody was waiting.",
    "Von da an fuhr kein Schiff mehr.",
    "Posted on the gate by the board, a note said no.",
    "记者：您为什么留在这里？",
    "更多的人在桥上等船，直到天黑也没有离开。",
    "订阅量在去年翻了一番，报社的人都很高兴。",
    "登录系统坏了三天，船票只好用手写。",
    "2026年3月17日，第一艘船离开了码头。",
    "Four minutes are all that the ferry needs.",
    "Read the sea, the captain says, and you know the town.",
    "広告のない港で、人々は九年のあいだ船を待っていた。",
    "Share your bread, she said.",
    "Watch the tide, the captain says.",
    "Скоро начнётся новый сезон, и паром снова пойдёт ночью.",
    "She registered the boat in 1931 and never sailed it.",
    "An hour ago the quay was empty, and now nobody could find a place to stand on it.",
    "2 days ago the quay was still empty and dark.",
    "Vor 3 Stunden war der Kai noch leer und dunkel.",
    "Il y a un jour que le bateau est parti.",
    "20:24 Night Ferry, a film by Ines Halvorsen",
    "Follow the quay on a clear day, and the far shore is an hour away.",
    "Copyright law has changed in all of the nine towns on the bay, the board said.",
    "No comments were made by the board, and no questions were asked.",
    "Reply came at once, on a postcard with a gull.",
    "Already a member of the choir, she joined the board as well.",
    "Our journalism teacher always said that a ferry is no story.",
    "Kommentieren wollte das am Dienstag niemand im Hafenamt.",
    "Register or lose your place, the board told the owners of forty boats.",
    "Sign in Welsh, the mayor asked, and forty people did it with a smile.",
    "Become a member of the choir, her mother told her when she was nine.",
    "We moderate our hopes, the baker said, and bake on.",
    "Have a question ready, he said, for every captain you meet.",
    "Donate now or never, the sign on the quay said for nine years.",
    "Listen to the podcasts of the bay, she says, and you will know.",
    "If you buy a boat in winter, the captain says, you have a house in summer.",
    "We may see another ferry before the year is over, the board said.",
    "Reporting by boat took the paper nine years to allow.",
    "The views expressed in the town hall on Tuesday are a surprise to nobody.",
    "Opinions expressed by gulls do not count, said the board.",
    "Hinweis: Die Fähre fällt am Dienstag aus.",
    "Summary justice was done to the gull, and nobody wept.",
    "[She laughs, and looks at the sea.]",
    "In this article of faith the town has never wavered.",
    "Join our hands, the captain said, and hold the rope.",
    "Für die Darstellung des Kapitäns bekam er einen Preis.",
    "On Tuesday: a boat. On Wednesday: forty of them.",
    "وقال المدير إن المعرض سيستمر حتى نهاية العام.",
)


def test_every_row_has_its_lines():
    assert {rule.kind for rule in boilerplate.RULES} == set(LINES)


@pytest.mark.parametrize(("kind", "line"), [(kind, line) for kind, lines in LINES.items() for line in lines])
def test_a_line_of_the_page_is_known(kind, line):
    assert boilerplate.kind_of(line) == kind


@pytest.mark.parametrize("line", SURVIVING)
def test_a_sentence_that_looks_alike_is_text(line):
    assert boilerplate.kind_of(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "More stories",
        "Mehr zum Thema",
        "Sur le même sujet",
        "Le puede interesar",
        "相关新闻",
        "関連記事",
        "موضوعات ذات صلة",
    ],
)
def test_headings_of_other_articles_are_known(line):
    assert boilerplate.heading_of(line) == OTHER_ARTICLES.kind


@pytest.mark.parametrize(
    "line",
    [
        *("Comments", "3 thoughts on “Night ferry returns”", "2 Leserkommentare", "Vos réactions (2)", "Comentarios"),
        *("网友评论", "読者の声", "تعليقات القراء", "Комментарии", "댓글"),
    ],
)
def test_headings_of_comments_are_known(line):
    assert boilerplate.heading_of(line) == COMMENTS.kind


@pytest.mark.parametrize(
    "line",
    [
        "Key points",
        "Summary",
        "Das Wichtigste in Kürze:",
        "Kort fortalt",
        "L'essentiel",
        "AI 요약",
        "AI要約",
        "核心提示",
        "ملخص",
    ],
)
def test_headings_of_summaries_are_known(line):
    assert boilerplate.heading_of(line) == SUMMARIES.kind


@pytest.mark.parametrize("line", ["About the author", "Die Autorin", "Zum Autor:", "Sobre la autora", "作者简介"])
def test_headings_of_notes_on_authors_are_known(line):
    assert boilerplate.heading_of(line) == AUTHORS.kind


@pytest.mark.parametrize(
    "line", ["Kommentar", "Réactions", "Comments by the board were short", "More boats, more bread"]
)
def test_headings_of_the_article_are_not(line):
    assert boilerplate.heading_of(line) is None


REFUSING = {rule.kind: rule for rule in (refusals.LOST, refusals.GATE, refusals.COOKIE_WALL, refusals.WALL)}
SAYING = {
    refusals.LOST.kind: (
        "Page not found",
        "Seite nicht gefunden",
        "页面不存在",
        "Sidan hittades inte",
        "الصفحة غير موجودة",
    ),
    refusals.GATE.kind: ("Log in to continue", "Anmelden | Hafenbote", "ログイン", "تسجيل الدخول"),
    refusals.COOKIE_WALL.kind: ("We value your privacy", "Cookie-Einstellungen", "Gestion des cookies"),
    refusals.WALL.kind: (
        "This article is for subscribers.",
        "Subscribe for one crown a month to read on.",
        "Dieser Artikel ist nur für Abonnenten.",
        "Cet article est réservé aux abonnés",
        "Suscríbete para seguir leyendo",
        "この続きは会員限定です",
        "登录后阅读全文",
    ),
}
NOT_SAYING = {
    refusals.LOST.kind: ("Pages of a lost diary", "Die Seite der Fischer", "404 days without a ferry"),
    refusals.GATE.kind: ("Log in to your past, says a new play", "Anmeldung zum Chor hat begonnen"),
    refusals.COOKIE_WALL.kind: (
        "Your privacy on the beach, and how to defend it from gulls",
        "Cookie recipes from the bay",
    ),
    refusals.WALL.kind: ("Subscribers of the theatre sit in the first row.", "Dieser Artikel handelt von der Bucht."),
}


@pytest.mark.parametrize(("rule", "line"), [(rule, line) for rule, lines in SAYING.items() for line in lines])
def test_what_a_page_says_instead_of_an_article_is_known(rule, line):
    assert REFUSING[rule].compiled().match(line)


@pytest.mark.parametrize(("rule", "line"), [(rule, line) for rule, lines in NOT_SAYING.items() for line in lines])
def test_a_headline_that_looks_alike_is_an_articles(rule, line):
    assert not REFUSING[rule].compiled().match(line)


@pytest.mark.parametrize(
    "rule", [*boilerplate.RULES, *boilerplate.HEADINGS, *REFUSING.values()], ids=lambda rule: rule.kind
)
def test_a_row_takes_no_long_time_on_any_line(rule):
    start = time.process_time()
    for line in ("a " * 250, "分享" * 250, "share " * 80 + "!", "1" * 500, "newsletter " * 45, "@" * 500, "by A" * 120):
        rule.compiled().match(line[: rule.longest])
    assert time.process_time() - start < 1
