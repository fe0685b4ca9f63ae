"""The play of tests/cluster in full: 200 papers, a scheduler, three workers, of which one is killed again and again.

    .venv/bin/python benchmarks/cluster.py [--papers 200] [--killed-every 100]

At the end every article must be there once and in one version, no job left, one edition out, and no host asked by two
at once or less than a second after its last request. With 100 requests a worker is killed every three to six seconds.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from postgresql import server

from tests.cluster.drama import Plot, play


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("--papers", type=int, default=200)
    asked.add_argument("--killed-every", type=int, default=100)
    asked.add_argument("--longest", type=int, default=300)
    chosen = asked.parse_args()
    plot = Plot(papers=chosen.papers, killed_every=chosen.killed_every, longest=chosen.longest)
    with server() as postgresql, tempfile.TemporaryDirectory() as folder:
        ending = play(plot, Path(folder), postgresql.database())
    missing, twice = ending.wanted - ending.stored, ending.stored - ending.wanted
    print(f"{ending.seconds:.0f} s, {ending.requests} requests, {ending.killed} workers killed")
    print(f"articles wanted {ending.wanted.total()}, missing {missing.total()}, more than once {twice.total()}")
    print(f"versions {sorted(ending.versions)}, editions {len(ending.editions)}, jobs left {ending.waiting}")
    print(f"impolite requests {len(ending.impolite)}, exit codes of those that were not killed {ending.codes}")
    good = not (missing or twice or ending.waiting or ending.impolite or any(ending.codes))
    return 0 if good and ending.versions == {1} and len(ending.editions) == 1 else 1


if __name__ == "__main__":
    sys.exit(main())
