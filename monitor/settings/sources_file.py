"""The user's sources.toml as it is edited by commands: comments stay, and a reader never sees half a file."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitor.core.errors import InvalidInput, SettingError, UnknownSource
from monitor.core.model import Source
from monitor.settings import documents, places
from monitor.settings.source import FILE, default_name, parse
from monitor.settings.values import spell

if TYPE_CHECKING:
    from tomlkit.items import InlineTable

_HEAD = re.compile(r"\s*\[\[\s*source\s*\]\]\s*(?:#.*)?")
_HEADLINE = "# Your sources: this file stands in for the packaged one.\n"


def add(directory: Path, source: Source) -> Path:
    """The user's file, to whose end the source was added; a copy of the packaged one is made first where none is.

    Raises InvalidInput where its id or address is there already, SettingError where the file, or what would
    come of it, cannot be read; then nothing is written.
    """
    return add_all(directory, (source,))


def add_all(directory: Path, sources: Sequence[Source]) -> Path:
    """The user's file with all of the sources at its end, or none of them; see `add`."""
    file = directory / FILE
    content = _content(file)
    known = parse(documents.parse(content, str(file)), str(file))
    ids, urls = ({getattr(source, name): source.id for source in known} for name in ("id", "url"))
    for source in sources:
        if there := ids.get(source.id) or urls.get(source.url):
            raise InvalidInput(source.url, f"is there already, as the source {there!r}")
    return _written(file, "\n\n".join([content.rstrip(), *map(_table, sources)]) if sources else content)


def remove(directory: Path, source_id: str) -> Path:
    """The user's file without the source, the comments among its keys and those right above it; the rest stays.

    Raises UnknownSource, or SettingError where the file cannot be read; then nothing is written.
    """
    file = directory / FILE
    content = _content(file)
    known = tuple(source.id for source in parse(documents.parse(content, str(file)), str(file)))
    if source_id not in known:
        raise UnknownSource(source_id, known)
    lines = content.split("\n")
    heads = [index for index, line in enumerate(lines) if _HEAD.fullmatch(line)]
    if len(heads) != len(known):
        raise SettingError(str(file), "source", "", "expected each source under a line [[source]] of its own")
    top, end = _reach(lines, heads, known.index(source_id))
    return _written(file, "\n".join(lines[:top] + lines[end:]))


def new_id(url: str, taken: Collection[str] = ()) -> str:
    """An id for a source at the address, made of host and path, unlike those `taken`: "paper-example-culture"."""
    path = re.sub(r"\.\w+$|/(index|default)\b.*$", "", url.partition("://")[2].partition("?")[0])
    spelled = f"{default_name(url)}/{path.partition('/')[2]}".encode("ascii", "ignore").decode().lower()
    name = "-".join(re.findall(r"[a-z0-9]+", spelled))[:60].strip("-") or "source"
    numbered = (f"{name}-{number}" for number in range(2, len(taken) + 3))
    return name if name not in taken else next(free for free in numbered if free not in taken)


def _reach(lines: list[str], heads: list[int], number: int) -> tuple[int, int]:
    """The lines of one source: from the comment right above it to the blank lines after its last key.

    A comment at the very top is the file's, one behind a blank line is of what follows.
    """
    top, end = heads[number], [*heads, len(lines)][number + 1]
    while top > 0 and lines[top - 1].lstrip().startswith("#"):
        top -= 1
    while lines[end - 1].lstrip().startswith("#") or not lines[end - 1].strip():
        end -= 1
    while end < len(lines) and not lines[end].strip():
        end += 1
    return top or heads[number], end


def _content(file: Path) -> str:
    """What stands in the user's file; what stands in the packaged one where there is none yet."""
    content = documents.text(file)
    return _HEADLINE + (documents.text(places.packaged(FILE)) or "") if content is None else content


def _table(source: Source) -> str:
    """The source as a [[source]] of TOML, without what would be guessed the same."""
    import tomlkit

    table = tomlkit.table()
    for key, value in _keys(source).items():
        table.append(key, _inline(value) if isinstance(value, dict) else value)
    tables = tomlkit.aot()
    tables.append(table)
    return tomlkit.document().add("source", tables).as_string()


def _inline(headers: dict[str, str]) -> InlineTable:
    import tomlkit

    table = tomlkit.inline_table()
    table.update(headers)
    return table


def _keys(source: Source) -> dict[str, Any]:
    keys = {
        "id": source.id,
        "url": source.url,
        "name": source.name if source.name != default_name(source.url) else None,
        "section": source.section,
        "language": source.language,
        "timezone": source.timezone,
        "every": spell(source.every) if source.every else None,
        "include": list(source.include),
        "exclude": list(source.exclude),
        "headers": dict(source.headers),
    }
    return {key: value for key, value in keys.items() if value}


def _written(file: Path, content: str) -> Path:
    """The file, replaced at once by the content; raises SettingError where it would not be read again."""
    parse(documents.parse(content, str(file)), str(file))
    file.parent.mkdir(parents=True, exist_ok=True)
    _replace(file.resolve(), content)  # a link stays a link
    return file


def _replace(file: Path, content: str) -> None:
    mode = file.stat().st_mode & 0o777 if file.exists() else 0o644
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, prefix=f".{FILE}.", delete=False) as new:
        try:
            new.write(content)
            new.flush()
            os.fsync(new.fileno())
            Path(new.name).chmod(mode)
            Path(new.name).replace(file)
        except OSError:
            Path(new.name).unlink(missing_ok=True)
            raise
