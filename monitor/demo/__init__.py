"""Made-up newspapers and the loopback server that shows them: what `monitor demo` and many tests read.

Rules: the words live in `sites/*.toml`, the pages in `templates/`, and nothing in either is real. A site's pages
are a pure matter of its data, its address, `now` and whether the correction is out (`press`); only `server` opens
sockets, and only on 127.0.0.1. The data files hold what a perfect reader would find, the templates everything
that it has to leave out.
"""
