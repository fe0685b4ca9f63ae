"""Pages without an article, by what they are instead. Refusing a real article costs more than taking a poor page."""

from __future__ import annotations

import re

from monitor.core.errors import NotAnArticle
from monitor.core.reading.document import Document
from monitor.core.reading.selection import Selection

_LOST = re.compile(
    r"^(?:(?:error\s*)?(?:404|410|403|500|502|503)\b.{0,60}|(?:page|article|content|story|url)s? (?:was )?(?:not|no longer|could not be|cannot be|can't be) (?:found|available|exist).{0,60}|not found|access denied.{0,40}|forbidden|service unavailable|"
    r"seite (?:wurde )?nicht gefunden.{0,60}|page (?:introuvable|non trouvée).{0,60}|página no encontrada.{0,60}|pagina non trovata.{0,60}|página não encontrada.{0,60}|страница не найдена.{0,40}|页面不存在.{0,20}|页面未找到.{0,20}|ページが見つかりません.{0,20}|페이지를 찾을 수 없습니다.{0,20}|just a moment\.*|attention required!.{0,40}|are you (?:a )?(?:human|robot).{0,40}|robot check.{0,30}|(?:please )?(?:log|sign) ?in.{0,40}|login)$",
    re.IGNORECASE,
)
_SHORT = 400


def check(document: Document, selection: Selection, title: str) -> None:
    """Returns if there is an article, else raises NotAnArticle with what there is instead."""
    size = sum(map(len, selection.paragraphs))
    if not size:
        raise NotAnArticle("the page has no text", document.url)
    if size < _SHORT * 2 and (
        _LOST.match(title.split(" | ")[0].split(" - ")[0].strip()) or _LOST.match(selection.paragraphs[0].strip())
    ):
        raise NotAnArticle(f"the page says {title or selection.paragraphs[0]!r}", document.url)
