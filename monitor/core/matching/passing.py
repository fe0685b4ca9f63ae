"""Lines that pass: when a page was made, how often it was read; and lines that own up to a correction.

All patterns are for folded lines (`core.text.fold`).
"""

from __future__ import annotations

import re

PASSING = 12
"""Words of a line that may tell the time or a count; a longer one tells more."""

_STAMPS = (
    r"(?:last |first |originally |article |page )*(?:updated?|modified|edited|published|posted|printed)",
    r"(?:zuletzt )?(?:aktualisiert|stand|veröffentlicht|erschienen)",
    r"(?:article )?(?:mise? à jour|modifié|publié)",
    r"(?:última )?(?:actualizad[oa]|actualización|publicad[oa]|atualizad[oa]|atualização)",
    r"(?:ultimo )?(?:aggiornat[oa]|aggiornamento|pubblicat[oa])",
    r"(?:laatst )?(?:bijgewerkt|gewijzigd|gepubliceerd)",
    r"обновлено|опубликовано",
    r"güncelle\w+|yayınlan\w+",  # noqa: RUF001 - Turkish has both i
)
_STAMPS_UNSPACED = r"(?:最后更新|最後更新|最終更新|更新|发布|發布|公開|配信)(?:时间|時間|日期|日時|于)?\W*\d"
_COUNTED = (
    r"comments?|views?|reads?|shares?|likes?|reactions?|replies|readers?|followers|votes?",
    r"min(?:ute)?s?\.?(?: read| ago)?|hours? ago|days? ago",
    r"kommentare?|aufrufe|minuten|commentaires?|partages?|vues?|comentarios?|compartidos?|visitas?",
    r"commenti|condivisioni|comentários?|reacties|комментари\w+|просмотр\w+|yorum",
    r"阅读|评论|閲覧|件のコメント",
)
_AGO = r"(?:vor|il y a|hace|há) \d+ \w+"
_NOTES = (
    r"corrections?|corrected|clarification|an earlier version|a previous version",
    r"this (?:article|story|report) (?:was|has been) (?:amended|corrected)",
    r"korrektur|berichtigung|in einer (?:früheren|vorherigen) (?:version|fassung)",
    r"rectificatif|erratum|errata|une version (?:précédente|antérieure)",
    r"fe de errores|corrección|una versión anterior|correzione|una versione precedente",
    r"correção|uma versão anterior|correctie|rectificatie|in een eerdere versie",
    r"поправка|исправление|düzeltme|تصحيح",
)
_NOTES_UNSPACED = r"更正|订正|訂正|정정"
_ZONES = r"[ap]\.?m\.?|uhr|gmt|utc|c?est|cet|bst|[ep][sd]t|h"

_NUMBER = r"\d[\d.,\s]*[km]?"
_CLOCK = re.compile(rf"[\W\d]*\d[\W\d]*(?:{_ZONES})?\W*")
_COUNT = re.compile(
    rf"\W*{_NUMBER}\W*(?:{'|'.join(_COUNTED)})\W*|\W*(?:{'|'.join(_COUNTED)})\W*{_NUMBER}\W*|\W*{_AGO}\W*"
)
_STAMP = re.compile(rf"\W*(?:(?:{'|'.join(_STAMPS)})\b|{_STAMPS_UNSPACED})")
_NOTE = re.compile(rf"\b(?:{'|'.join(_NOTES)})\b|{_NOTES_UNSPACED}")
_FIGURE = re.compile(r"\d")


def passes(line: str) -> bool:
    """Whether a line tells nothing but when the page was made, or how often it was read."""
    if len(line.split()) > PASSING or not _FIGURE.search(line):
        return False
    return bool(_CLOCK.fullmatch(line) or _COUNT.fullmatch(line) or _STAMP.match(line))


def owns_up(line: str) -> bool:
    """Whether a line says that the article was wrong before."""
    return bool(_NOTE.search(line))
