# ruff: noqa: E501, RUF001 - a pattern of many languages reads by the line, in their own scripts
"""Pages without an article, by what they are instead. Refusing a real article costs more than taking a poor page."""

from __future__ import annotations

import re

from monitor.core.errors import NotAnArticle
from monitor.core.reading.document import Document
from monitor.core.reading.selection import Selection

_LOST = re.compile(
    r"^(?:(?:http )?(?:error\s*)?(?:404|410|403|500|502|503)(?:[\s:.–—-]*(?:error|not found|page|file|gone|forbidden|server|bad|service).{0,60})?|(?:oops|sorry)?[!,.…\s]*(?:the |this |that |your )?(?:requested )?(?:page|article|content|story|url|site)s? (?:you (?:requested|are looking for) )?(?:was |is |has |does )?(?:not|no longer|could not be|cannot be|can't be|isn't|doesn't|been (?:removed|deleted|moved)).{0,80}"
    r"|(?:not found|access denied|forbidden|service unavailable|bad gateway).{0,40}|(?:diese )?seite (?:wurde )?(?:leider )?nicht gefunden.{0,60}|(?:die|der) (?:seite|artikel) .{0,40}(?:nicht gefunden|existiert nicht|nicht (?:mehr )?verfügbar).{0,60}"
    r"|(?:cette )?page (?:introuvable|non trouvée|n'existe).{0,60}|p[áa]gina no (?:encontrada|existe|disponible).{0,60}|pagina non (?:trovata|disponibile).{0,60}|página não (?:encontrada|existe).{0,60}|pagina niet gevonden.{0,40}"
    r"|страница не (?:найдена|существует).{0,40}|nie znaleziono strony.{0,40}|sayfa bulunamadı.{0,40}|页面(?:不存在|未找到|找不到).{0,20}|(?:お探しの)?ページ[がは](?:見つかり|存在し)ません.{0,20}|(?:요청하신 )?페이지를 찾을 수 없습니다.{0,20})$",
    re.IGNORECASE,
)
_GATE = re.compile(
    r"^(?:just a moment|attention required|are you (?:a )?(?:human|robot)|robot check|verify(?:ing)? (?:that )?you are (?:a )?human|checking your browser|security check|captcha|(?:(?:please )?(?:log|sign) ?in(?: to (?:continue|read|view|your account).{0,40})?|login|anmelden|einloggen|iniciar sesi[óo]n|connexion|accedi|войти|登录|ログイン|로그인)\s*(?:[|:–—-].*)?$|subscribe to (?:continue|read)|before you continue)",
    re.IGNORECASE,
)
_LITTLE = 800  # characters up to which a page may be no more than a notice
_TEASERS = 700  # characters of text that two or three teasers may have together
_MANY = 4


def check(document: Document, selection: Selection, title: str, paragraphs: tuple[str, ...]) -> None:
    """Returns if there is an article, else raises NotAnArticle with what there is instead."""
    size = sum(map(len, paragraphs))
    if not size:
        drawn = document.tree.css_first("noscript") is not None
        raise NotAnArticle("the page has no text" + (" without running its scripts" if drawn else ""), document.url)
    says = next((line for line in (title, document.title, selection.heading, *paragraphs[:1]) if _is_lost(line)), None)
    if size < _LITTLE and says:
        raise NotAnArticle(f"the page was not found: it says {says!r}", document.url)
    if size < _LITTLE and (_GATE.match(title) or _GATE.match(selection.heading)) and not _is_published(document):
        raise NotAnArticle(f"the page is a gate: it says {title or selection.heading!r}", document.url)
    if _is_section(document, selection):
        raise NotAnArticle("the page lists articles and has none of its own", document.url)


def _is_lost(line: str) -> bool:
    return any(_LOST.match(part.strip()) for part in re.split(r" [|–—-] ", line)[:2])


def _is_published(document: Document) -> bool:
    return bool(document.claims.kind or document.meta("article:published_time"))


def _is_section(document: Document, selection: Selection) -> bool:
    """Whether the text is a run of short teasers, each with its link, and no data speak of an article."""
    return selection.teasers >= _MANY and selection.stretch < _TEASERS and not _is_published(document)
