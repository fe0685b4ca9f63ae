"""`monitor search`, `show`, `import` and `export`: the history for its readers."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from monitor.cli import NOTHING, PARTLY, opening, output
from monitor.cli import article as shown
from monitor.cli.commands.root import monitor
from monitor.cli.options import Flags

if TYPE_CHECKING:
    from monitor.service.imports import Imported


NAMED = 1000  # bad rows; a file of which every line is bad is no file of rows


@monitor.command(context_settings={"ignore_unknown_options": True})  # -word is part of a query
@click.argument("query", nargs=-1, required=True, type=click.UNPROCESSED)
@click.option("-n", "--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
def search(flags: Flags, query: tuple[str, ...], limit: int) -> int:
    """Search the history: words, "phrases", -word, source:ID, section:NAME, language:CODE, after:DAY, before:DAY."""
    from monitor import render
    from monitor.service import archive, hints

    asked = " ".join(query)
    with opening.desk(flags, only_reads=True) as desk:
        found = archive.search(desk, asked, limit=limit)
        unknown = () if found or flags.quiet else hints.unknown(desk, asked)
        zone = desk.settings.zone()
    for hint in (*(() if flags.quiet else hints.misread(asked)), *unknown):
        output.note(hint)
    if flags.json:
        output.json_lines(render.row(entry) for entry in found)
        return 0
    if not found:
        if not unknown:
            output.note("nothing found")
        return 0
    rows = (
        (
            entry.id,
            output.printed(entry.article.published, entry.first_seen, zone),
            entry.source_name,
            entry.article.title,
        )
        for entry in found
    )
    output.table(("id", "when", "source", "title"), rows, numbers=("id",))
    return 0


def _choose(flags: Flags, reference: str, story: int | None, *, both: bool) -> int:
    """The article is put into the story, or into one of its own where none is given."""
    from monitor.core.errors import InvalidInput
    from monitor.service import archive

    if both:
        raise InvalidInput("--split", "expected it without --join")
    with opening.desk(flags) as desk:
        entry = archive.article(desk, reference)
        now = archive.split(desk, entry) if story is None else archive.join(desk, entry, story)
    if flags.json:
        output.document({"id": entry.id, "story_id": now, "story_before": entry.story_id})
    else:
        output.line(f"Article {entry.id} is in story {now} now; it was in story {entry.story_id}.")
    return 0


_OTHERS = (("copies", True), ("reports", False))


@monitor.command()
@click.argument("article")
@click.option("--diff", is_flag=True, help="What changed from version to version.")
@click.option("--split", is_flag=True, help="Make it a story of its own, with its copies.")
@click.option("--join", "story", type=click.IntRange(1, 2**63 - 1), metavar="STORY", help="Put it into that story.")
def show(flags: Flags, article: str, diff: bool, split: bool, story: int | None) -> int:
    """Show an article by its id or address: its text, summary, copies and versions.

    A story that is wrong is put right by --split and --join, and stays so.
    """
    if split or story is not None:
        return _choose(flags, article, None if split else story, both=split and story is not None)
    from monitor import render
    from monitor.service import archive

    with opening.desk(flags, only_reads=True) as desk:
        entry = archive.article(desk, article)
        versions = archive.versions(desk, entry.id)
        others = archive.others(desk, entry)
        told = archive.coverage(desk, entry.story_id)
    if flags.json:
        alike = {
            name: [other.url for other in others if (other.original == entry.original) is same]
            for name, same in _OTHERS
        }
        known = {"gone_at": output.plain(entry.gone_at), "versions": output.plain(versions)}
        output.document({**render.row(entry), **known, **alike, "story": output.plain(told)})
    elif diff:
        shown.show_changes(versions)
    else:
        shown.show(entry, versions, told)
    return 0


@monitor.command("import")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
def import_(flags: Flags, file: Path) -> int:
    """Import articles from FILE of JSON lines, or - for stdin.

    A row has `url`, and `html` or `title` and `text`; optionally `source`, `authors`, `published` (ISO 8601)
    and `language`.
    """
    from monitor.service import imports

    with opening.desk(flags) as desk, _lines(file) as lines, _counting(flags) as progress:
        done = asyncio.run(imports.load(desk, lines, progress))
    for bad in done.bad[:NAMED]:
        output.note(f"line {bad.line}: {f'{bad.url}: ' if bad.url else ''}{bad.reason}")
    if len(done.bad) > NAMED:
        output.note(f"and {len(done.bad) - NAMED} more lines")
    _tell(done, flags)
    if done.bad:
        return PARTLY if done.taken else NOTHING
    return 0


@contextmanager
def _lines(file: Path) -> Iterator[TextIO]:
    """The lines of a file or of stdin; a byte that is no UTF-8 becomes a replacement character."""
    from monitor.core.errors import InvalidInput

    if str(file) == "-":
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # a real stream has it
        yield sys.stdin
        return
    try:
        stream = file.open(encoding="utf-8", errors="replace", newline="\n")
    except OSError as error:
        raise InvalidInput(str(file), error.strerror or str(error)) from error
    with stream:
        yield stream


@contextmanager
def _counting(flags: Flags) -> Iterator[Callable[[int], None]]:
    """A count of rows on a terminal's stderr while an import goes on."""
    console = output.console(stderr=True)
    if flags.quiet or not console.is_terminal:
        yield lambda _: None
        return
    with console.status("importing") as shown:
        yield lambda done: shown.update(f"importing: {done} rows")


def _tell(done: Imported, flags: Flags) -> None:
    counts = {outcome.value: number for outcome, number in done.outcomes}
    if flags.json:
        output.document({"stored": done.stored, "skipped": len(done.bad), "outcomes": counts})
        return
    said = ", ".join(f"{number} {name}" for name, number in counts.items())
    rows = "row" if done.stored == 1 else "rows"
    output.line(f"{done.stored} {rows} stored{f' ({said})' if said else ''}, {len(done.bad)} skipped.")


@monitor.command()
@click.option("--format", "form", type=click.Choice(["jsonl", "csv"]), default="jsonl", show_default=True)
@click.option("-o", "--output", "file", type=click.Path(path_type=Path), metavar="FILE", help="Write it there.")
def export(flags: Flags, form: str, file: Path | None) -> int:
    """Export every article with its summary, story and version."""
    from monitor import render
    from monitor.service import archive

    written = {"jsonl": render.jsonl, "csv": render.csv}[form]
    with opening.desk(flags, only_reads=True) as desk:
        if file is None:
            sys.stdout.writelines(written(archive.walk(desk)))
        else:
            with opening.destination(file).open("w", encoding="utf-8", newline="") as stream:
                stream.writelines(written(archive.walk(desk)))
    return 0
