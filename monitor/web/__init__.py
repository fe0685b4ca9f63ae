"""Pages to read the digest on, and the same as JSON: served by a daemon, asking nothing but the service.

Every page is whole without a script, and nothing in it comes from a third party. What came from outside is
text wherever it stands; an address is a link only where it is http or https.
"""

from monitor.web.site import application

__all__ = ["application"]
