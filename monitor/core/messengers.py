"""Addresses of messengers in Apprise's form, "tgram://token/chat": which are let through, and how one is shown."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"([A-Za-z0-9]{1,32})://\S*")

# Apprise knows some 170 schemes. Nearly all of them are requests to a service. These act on the machine itself.
REFUSED = {
    scheme: reason
    for reason, schemes in {
        "it shows a window on this machine's desktop": "dbus qt kde glib gio gnome macosx windows",
        "it lights a lamp at this machine": "blink1",
        "it writes to this machine's log": "syslog",
        "it keeps keys in files of its own": "vapid",
    }.items()
    for scheme in schemes.split()
}


def scheme(address: str) -> str | None:
    """The scheme of an address, in lower case; None for what has not the form of one."""
    match = _ADDRESS.fullmatch(address)
    return match[1].lower() if match else None


def masked(address: str) -> str:
    """The address as it may be shown: its scheme alone, as all the rest may be a token."""
    return f"{scheme(address) or ''}://(hidden)"
