"""`monitor deliver`: editions by mail and messenger, now; the mail as it would go; a test of every address."""

from __future__ import annotations

import sys
from email import policy
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli import NOTHING, PARTLY, opening, output
from monitor.cli.commands.digest import chosen
from monitor.cli.commands.root import monitor
from monitor.cli.options import Flags

if TYPE_CHECKING:
    from email.message import EmailMessage

    from monitor.service.deliveries import Standing


@monitor.command()
@click.argument("day", required=False)
@click.option(
    "--preview", is_flag=True, help="Write the mail of the latest edition, or that of a DAY, and send nothing."
)
@click.option("--test", is_flag=True, help="Send a short test to every address now, and say what became of it.")
@click.option("--again", metavar="NAME", help="Send that edition once more to every address, arrived or not.")
@click.option(
    "-o",
    "--output",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Of --preview: its HTML part where FILE ends in .html, else the whole mail.",
)
def deliver(flags: Flags, day: str | None, preview: bool, test: bool, again: str | None, file: Path | None) -> int:
    """Send the editions that are due to the addresses in [delivery], each once.

    The daemon does the same by itself. What may have arrived is not sent again but by --again; exit code 1 when
    something did not surely arrive, 3 when nothing did.
    """
    _refuse_nonsense(preview=preview, test=test, again=again, beside=bool(day or file))
    if preview:
        return _preview(flags, day, file)
    from monitor.service import deliveries
    from monitor.service.mailboxes import boxes

    with opening.desk(flags) as desk:
        if test:
            told = deliveries.trial(desk)
        elif again:
            told = deliveries.send_again(desk, again)
        else:
            told = deliveries.send_due(desk)
        if not (flags.quiet or boxes(desk.settings.delivery)):
            output.note(
                "[delivery] names neither mail (smtp, from, to) nor a messenger (apprise): nobody is sent anything."
            )
        open_ends = () if test else deliveries.troubles(desk)
    return _tell(flags, told, tuple(one for one in open_ends if one not in told))


def _refuse_nonsense(*, preview: bool, test: bool, again: str | None, beside: bool) -> None:
    if preview + test + bool(again) > 1:
        raise click.UsageError("--preview, --test and --again are three different things: give one of them.")
    if beside and not preview:
        raise click.UsageError("A DAY and -o belong to --preview.")


def _preview(flags: Flags, day: str | None, file: Path | None) -> int:
    from monitor.service import deliveries

    with opening.desk(flags, only_reads=True) as desk:
        message = deliveries.preview(desk, chosen(desk, day))
    data = _html(message) if file is not None and file.suffix == ".html" else message.as_bytes(policy=policy.SMTP)
    if file is not None:
        opening.destination(file).write_bytes(data)
    elif flags.json:
        output.document(dict(message.items()) | {"text": _text(message), "html": _html(message).decode()})
    else:
        sys.stdout.buffer.write(data)
    return 0


def _html(message: EmailMessage) -> bytes:
    part = message.get_body(("html",))
    return part.get_content().encode() if part else b""


def _text(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    return str(part.get_content()) if part else ""


def _tell(flags: Flags, told: tuple[Standing, ...], before: tuple[Standing, ...]) -> int:
    """Prints what was sent, then what is open from before; the exit code is about what was sent now."""
    wrong = [one for one in told if one.error]
    if flags.json:
        output.document({"now": told, "open": before})
    elif told:
        rows = [(one.parcel, one.to, one.state.value, one.error or "") for one in told]
        output.table(("what", "to", "state", "why"), rows)
    elif not flags.quiet:
        output.note("Nothing is due.")
    for line in map(words, (*wrong, *before)):
        output.note(line)
    if wrong:
        return NOTHING if len(wrong) == len(told) else PARTLY
    return 0


def words(one: Standing) -> str:
    """How a delivery stands, in a line: "unsure: 2026-03-17 to reader@example.org: ...", with what helps."""
    helps = {
        "unsure": f"; to send it once more: `monitor deliver --again {one.parcel}`",
        "pending": f"; again {one.next_attempt:%Y-%m-%d %H:%M} UTC" if one.next_attempt else "",
    }
    return f"{one.state.value}: {one.parcel} to {one.to}: {one.error}{helps.get(one.state.value, '')}"
