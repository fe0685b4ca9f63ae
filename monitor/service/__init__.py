"""What the program can do, one file a use; the web page and the commands speak to these functions alone.

| file | use |
| --- | --- |
| `desk` | what every use is handed: the history, the settings, the sources, the clock |
| `round` | a round over sources, top to bottom: listing, articles, storing; with `offers`, `pages`, `gate`, `writer` |
| `editions` | today's and earlier digests, publishing |
| `archive` | articles, versions, search, import, export |
| `sources` | the sources and their health; add, check, remove |
| `upkeep` | status, integrity, backup |

A failure on the way through a round is a value; it stops nothing but itself.
"""
