"""What stands between the network and the pages, outermost first: headers that forbid, a known host name, who may
come in, and whether a write comes from a page of ours.

Each is one ASGI application around another, in a file of its own, and none knows the next one.
"""

from monitor.web.guards.admission import Admission, Keys
from monitor.web.guards.headers import HEADERS, ForbiddingHeaders
from monitor.web.guards.hosts import InnerHosts, KnownHosts, hosts_for
from monitor.web.guards.origin import SameOrigin

__all__ = [
    "HEADERS",
    "Admission",
    "ForbiddingHeaders",
    "InnerHosts",
    "Keys",
    "KnownHosts",
    "SameOrigin",
    "hosts_for",
]
