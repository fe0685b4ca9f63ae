"""Lines of log: for people, or one JSON object a line for machines."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

PLAIN = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_CHATTY = ("httpx", "httpcore", "apscheduler", "hpack", "asyncio", "alembic", "apprise", "procrastinate")


class JsonLines(logging.Formatter):
    """A record as one line of JSON: `time` (ISO 8601, UTC), `level`, `logger`, `message`, and `trace` of an error."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end; line breaks inside are escaped: nothing logged begins a line of its own."""
        told = {
            "time": datetime.fromtimestamp(record.created, UTC)
            .isoformat(timespec="milliseconds")
            .replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            told["trace"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


def set_up(level: int, *, as_json: bool = False) -> None:
    """Logs of this level and above go to stderr; libraries that talk much only warn."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if as_json else logging.Formatter(PLAIN))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for chatty in _CHATTY:
        logging.getLogger(chatty).setLevel(max(level, logging.WARNING))


def line(text: str, level: int, *, prefix: str = "") -> str:
    """What a command says on stderr beside the log, in the log's form: as JSON at that level, else with the prefix."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler.formatter, JsonLines):
            record = logging.LogRecord("monitor", level, __file__, 0, text, None, None)
            return handler.formatter.format(record)
    return prefix + text
