"""The only room that fetches: guarded addresses, bounded bodies, polite hosts.

In this order, for every address and every redirect of it: the address is judged, robots.txt is asked, the host's
turn is waited for, a connection is made to the very address that was judged, and the body is read with bounds on
its time and its decoded size. What does not work out is a `FetchFailed`, and nothing else.
"""

from monitor.fetch.client import Fetcher
from monitor.fetch.gate import Gate, MemoryGate, PutOff
from monitor.fetch.limits import Limits

__all__ = ["Fetcher", "Gate", "Limits", "MemoryGate", "PutOff"]
