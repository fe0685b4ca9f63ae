"""The commands. This room composes: settings, then the service, then the daemon, the page and the demo.

Data goes to stdout, progress and logs to stderr. Exit codes: 0 done, or nobody reads on; 1 done, but some of it
failed, named on stderr; 2 wrong use or configuration; 3 nothing could be done.
"""

from __future__ import annotations

import io
import logging
import os
import re
import signal
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from monitor.telemetry import logs

if TYPE_CHECKING:
    import click

PARTLY, USAGE, NOTHING, INTERRUPTED, TERMINATED = 1, 2, 3, 130, 143
_SLIP = re.compile(r"\. \(?Did you mean (.+)\?\)?\Z")


def main(arguments: list[str] | None = None) -> NoReturn:
    """Runs the command line and exits with its code."""
    import click

    from monitor.cli.commands import monitor
    from monitor.cli.commands.root import Unread
    from monitor.core.errors import InvalidInput, MonitorError, UsageError

    _set_up_streams()
    _set_up_logs(sys.argv[1:] if arguments is None else arguments)
    try:
        code = monitor.main(arguments, prog_name="monitor", standalone_mode=False)
        if sys.stdout:
            sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        with suppress(OSError):
            error.show()
        code = 0
    except click.ClickException as error:
        code = _failed(_in_a_line(error), USAGE)
    except (click.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except (Unread, BrokenPipeError):
        code = 0
    except UsageError as error:
        code = _failed(error, USAGE)
    except MonitorError as error:
        code = _failed(error, NOTHING)
    except OSError as error:  # a file or stream to be written; what is fetched or stored has errors of its own
        code = _failed(InvalidInput(str(error.filename or "output"), error.strerror or str(error)), NOTHING)
    _let_go()
    sys.exit(code if isinstance(code, int) else 0)


def _set_up_streams() -> None:
    """A stream that is missing is the null device, and its number no other file's; output in an encoding that lacks a
    character shows "?" for it; SIGTERM ends with everything cleaned up.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            null = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 - open as long as the process
            setattr(sys, name, null)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))


def _set_up_logs(arguments: list[str]) -> None:
    """The form of what is said before the options are understood, as where one of them is wrong: the last one asked for
    wins, as it does then.
    """
    asked = re.findall(r"(?m)^--log-format(?:=|\n)(.*)$", "\n".join(arguments).partition("\n--\n")[0])
    form = asked[-1] if asked else os.environ.get("MONITOR_LOG_FORMAT", "")
    logs.set_up(logging.WARNING, as_json=form == "json")


def _let_go() -> None:
    """What could not be written is let go, as it would be tried again at the very end, with a trace."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream:
                stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _in_a_line(error: click.ClickException) -> str:
    """What click says in three lines, in the form of all others: "no such option '-x'; see `monitor --help`"."""
    message = _SLIP.sub(r" (did you mean \1?)", error.format_message()).rstrip(".")
    if not message[1:2].isupper():
        message = message[:1].lower() + message[1:]
    context = getattr(error, "ctx", None)
    return f"{message}; see `{context.command_path} --help`" if context else message


def _failed(error: Exception | str, code: int) -> int:
    """The code, after one line on stderr."""
    from monitor.cli import output

    output.failure(str(error))
    return code
