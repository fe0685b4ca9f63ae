"""The settings as nouns: each key with its type and, beside it, how its value is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import time, timedelta
from functools import cache
from ipaddress import IPv4Network, IPv6Network
from keyword import iskeyword
from pathlib import Path
from typing import Annotated, get_type_hints
from zoneinfo import ZoneInfo

from monitor.core.messengers import masked
from monitor.core.model import EditionKind
from monitor.core.schedule import Weekly
from monitor.settings import addresses, places, values
from monitor.settings.values import Kind

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class HistorySettings:
    """[history]: `database` is empty for monitor.db in the data directory; it may hold a password."""

    database: Annotated[str, Kind(read=values.database, secret=True, mask=values.unnamed)] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """[fetch]: how politely and how much; `revisit` counts from when an article was first seen."""

    user_agent: Annotated[str, values.line(ascii_only=True)]
    contact: Annotated[str, values.line(ascii_only=True)]
    delay: Annotated[timedelta, values.duration()]
    hosts_at_once: Annotated[int, values.number(1, 1000)]
    total_time: Annotated[timedelta, values.duration(least=_SECOND)]
    round_time: Annotated[timedelta, values.duration(least=_SECOND)]
    max_bytes: Annotated[int, values.number(1)]
    max_redirects: Annotated[int, values.number(0, 100)]
    allow_private: Annotated[tuple[str, ...], values.many(Kind(read=values.private_address))]
    proxy: Annotated[str, Kind(read=values.proxy, secret=True, mask=values.unnamed)] = field(repr=False)
    new_articles: Annotated[int, values.number(1)]
    revisit: Annotated[tuple[timedelta, ...], values.many(values.duration(least=_SECOND))]


@dataclass(frozen=True, slots=True, kw_only=True)
class SummarySettings:
    """[summary]: which algorithm, and how many sentences it takes."""

    algorithm: Annotated[str, Kind(read=values.algorithm)]
    sentences: Annotated[int, values.number(1, 100)]


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestSettings:
    """[digest]: when editions come out, in `timezone` (empty: the machine's, see `Settings.zone`), and how long.

    `at` is the day's hour, `evening` that of a second edition and `weekly` that of the week's, None for none of them.
    """

    at: Annotated[time, Kind(read=values.clock)]
    evening: Annotated[time | None, Kind(read=values.maybe_clock)]
    weekly: Annotated[Weekly | None, Kind(read=values.weekly)]
    timezone: Annotated[str, Kind(read=values.zone)]
    stories: Annotated[int, values.number(1, 1000)]
    must_know: Annotated[int, values.number(0, 1000)]
    words: Annotated[int, values.number(1)]
    per_source: Annotated[int, values.number(1, 1000)]
    sections: Annotated[tuple[str, ...], values.many(values.line(empty=False))]
    languages: Annotated[tuple[str, ...], values.many(values.line(ascii_only=True, empty=False))]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverySettings:
    """[delivery]: an empty `smtp` sends no mail; `from_` is the key "from", which is a word of Python's.

    An address in `apprise` is a secret as a whole: it holds its token anywhere.
    """

    smtp: Annotated[str, Kind(read=addresses.smtp, secret=True, mask=str)]
    password: Annotated[str, values.line(secret=True)] = field(repr=False)
    from_: Annotated[str, Kind(read=addresses.sender)]
    to: Annotated[tuple[str, ...], values.many(Kind(read=addresses.mailbox))]
    apprise: Annotated[tuple[str, ...], values.many(Kind(read=addresses.messenger, secret=True, mask=masked))] = field(
        repr=False
    )
    editions: Annotated[tuple[EditionKind, ...], values.many(Kind(read=addresses.edition))]


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """[web]: an empty password is none, and so is an empty `trust_header`, in which one of `proxies` names its user.

    `password_for` is what one of the two is needed for: "all", or "writes" alone.
    """

    host: Annotated[str, values.line(ascii_only=True, empty=False)]
    port: Annotated[int, values.number(1, 65535)]
    password: Annotated[str, values.line(secret=True)] = field(repr=False)
    password_for: Annotated[str, values.choice("all", "writes")]
    trust_header: Annotated[str, Kind(read=values.header)]
    proxies: Annotated[tuple[IPv4Network | IPv6Network, ...], values.many(Kind(read=values.network))]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterSettings:
    """[cluster]: how often a worker says that it lives."""

    heartbeat: Annotated[timedelta, values.duration(least=_SECOND)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every key with its value, and where each came from.

    `origins` has one row a key, "fetch.delay": "default", a file's path, a variable's name or a flag's.
    `directory` is the user's, which may not exist.
    """

    history: HistorySettings
    fetch: FetchSettings
    summary: SummarySettings
    digest: DigestSettings
    delivery: DeliverySettings
    web: WebSettings
    cluster: ClusterSettings
    origins: Mapping[str, str]
    directory: Path

    def zone(self) -> ZoneInfo:
        """The digest's time zone; the machine's where none is set."""
        return ZoneInfo(self.digest.timezone) if self.digest.timezone else places.machine_zone()

    def database_url(self) -> str:
        """The history's address; SQLite's monitor.db in the data directory where none is set."""
        return self.history.database or values.sqlite(places.data_directory() / "monitor.db")

    def user_agent(self, version: str) -> str:
        """The name under which pages are asked for: `newsmonitor/1.2 (+contact)`, or what the user wrote."""
        contact = f" (+{self.fetch.contact})" if self.fetch.contact else ""
        return self.fetch.user_agent or f"newsmonitor/{version}{contact}"


TABLES: Mapping[str, type] = {
    "history": HistorySettings,
    "fetch": FetchSettings,
    "summary": SummarySettings,
    "digest": DigestSettings,
    "delivery": DeliverySettings,
    "web": WebSettings,
    "cluster": ClusterSettings,
}


def attribute(key: str) -> str:
    """The field that holds a key."""
    return f"{key}_" if iskeyword(key) else key


@cache
def kinds() -> Mapping[str, Kind]:
    """How each key is read, by "table.key", in the order of the file."""
    return {
        f"{name}.{key.name.rstrip('_')}": get_type_hints(table, include_extras=True)[key.name].__metadata__[0]
        for name, table in TABLES.items()
        for key in fields(table)
    }
