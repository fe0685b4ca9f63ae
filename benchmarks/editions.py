"""How long the edition of a day with very many articles takes to be composed and published.

    .venv/bin/python benchmarks/editions.py [--articles 5000] [--folder DIR]

The history (`large_history.py`) has five such days, each with its edition; the last day's is composed as a draft three
times, from the history each time, and then published.
"""

from __future__ import annotations

import argparse
import platform
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import large_history

from monitor.service import editions
from storage.database import Database

DAYS = 5


def timed(work: Callable[[], object]) -> str:
    start, busy = time.perf_counter(), time.process_time()
    work()
    return f"{time.perf_counter() - start:.2f} s, {time.process_time() - busy:.2f} s of processor time"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=5000, help="of a day")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()), help="where the history is kept")
    options = parser.parse_args()
    kept = options.folder / f"days-{options.articles}.db"
    if not kept.exists():
        large_history.make(kept, options.articles * DAYS, DAYS)
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        file = shutil.copy(kept, folder)
        with Database.open(f"sqlite:///{file}") as database:
            desk = large_history.desk(database, large_history.NOW.replace(hour=7))
            for _ in range(3):
                print(f"draft: {timed(lambda: editions.draft(desk))}", flush=True)
            print(f"publishing: {timed(lambda: editions.publish(desk))}")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e3 if platform.system() == "Linux" else 1e6)
    print(f"Python {platform.python_version()}, {options.articles:,} articles, at most {memory:,.0f} MB")


if __name__ == "__main__":
    main()
