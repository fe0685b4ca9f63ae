"""Tasks for worker processes, which import them by name."""

import os
import signal

from monitor.core.errors import NotAnArticle


class UnpassableError(Exception):
    """Pickles, but cannot be made again."""

    def __init__(self, one, two) -> None:
        super().__init__(one + two)


def double(value):
    return value + value


def same(value):
    return value


def loop_for_ever() -> None:
    while True:
        pass


def eat_memory() -> int:
    return len([bytes(2**24) for _ in range(1000)])


def norm_with_numpy() -> float:
    import numpy as np

    return float(np.linalg.norm(np.array([3.0, 4.0])))


def find_no_article(url) -> None:
    raise NotAnArticle("a list of links", url)


def exit_at_once() -> None:
    os._exit(3)


def kill_itself() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def divide_by_zero() -> float:
    return 1 / 0


def leave_python() -> None:
    raise SystemExit(0)


def raise_what_cannot_be_passed() -> None:
    raise UnpassableError("one", "two")


def conditions():
    return os.environ["OPENBLAS_NUM_THREADS"], signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def process_id() -> int:
    return os.getpid()
