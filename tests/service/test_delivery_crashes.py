"""A process that is killed at any step between an edition and its reader: the reader never has it twice."""

import multiprocessing
import os
import signal
import socket
import threading
from collections import Counter
from multiprocessing.connection import wait

import pytest

from monitor.core.model import Channel, Errand, Parcel, ParcelKind
from monitor.service import deliveries
from monitor.service.mailboxes import boxes
from storage import deliveries as register
from storage import editions as shelf
from tests.builders import edition
from tests.delivery import sending
from tests.delivery.post import STAGES, Post

FORK = multiprocessing.get_context("forkserver")
FORK.set_forkserver_preload(["tests.delivery.sending"])


@pytest.fixture
def post():
    with Post() as server:
        yield server


@pytest.fixture
def desk(database_url, post, tmp_path):
    made = sending.desk(database_url, post.url, tmp_path)
    yield made
    made.database.close()


@pytest.fixture
def start(database_url, post, tmp_path):
    """Starts a sender as a process of its own, which stops before a step and says so at a port."""

    def begin(stop=sending.NEVER, port=0):
        process = FORK.Process(target=sending.send, args=(database_url, post.url, str(tmp_path), stop, port))
        process.start()
        return process

    return begin


def kill(process):
    os.kill(process.pid, signal.SIGKILL)
    process.join(20)


def outcome(desk, name):
    """How the edition stands after the next sending, which finds what the killed process left."""
    deliveries.send_due(desk)
    assert deliveries.send_due(desk) == ()
    (box,) = boxes(desk.settings.delivery)
    parcel = Parcel(kind=ParcelKind.EDITION, name=name)
    errand = Errand(parcel=parcel, channel=Channel.MAIL, address_key=box.key)
    return desk.read(register.one, errand).state.value


def arrived(desk, post, name):
    """How many copies of the edition the server took."""
    return post.ids.count(deliveries.preview(desk, desk.read(shelf.named, name))["Message-ID"])


def test_killed_before_any_step_of_the_history_it_arrives_once_or_is_said_to_be_unsure(desk, post, start):
    ends = Counter()
    with socket.create_server(("127.0.0.1", 0)) as judge:
        for stop in range(1, 200):
            name = f"2026-03-17-{stop}"
            desk.write(shelf.publish, edition(name=name))
            process = start(stop, judge.getsockname()[1])
            if judge not in wait([judge, process.sentinel], 30):
                process.join(20)
                break  # it went through: that was the last step
            with judge.accept()[0]:
                kill(process)
            state, copies = outcome(desk, name), arrived(desk, post, name)
            ends[state, copies] += 1
    assert set(ends) == {("sent", 1), ("unsure", 1)}
    assert ends["sent", 1] > ends["unsure", 1] > 0
    assert process.exitcode == 0


@pytest.mark.parametrize("stage", STAGES)
def test_killed_while_it_speaks_to_the_server_it_arrives_once_and_is_known_to_or_said_to_be_unsure(
    desk, post, start, stage
):
    running, known = [], threading.Event()

    async def strike(_):
        known.wait(20)
        kill(running[0])

    desk.write(shelf.publish, edition())
    post.hooks[stage] = strike
    running.append(start())
    known.set()
    running[0].join(30)
    post.hooks.clear()
    state = outcome(desk, "2026-03-17")
    expected = "unsure" if stage in {"data", "taken", "quit"} else "sent"
    assert (state, arrived(desk, post, "2026-03-17")) == (expected, 1)
    told = [(one.state.value, one.error) for one in deliveries.troubles(desk)]
    assert told == ([("unsure", deliveries.FORSAKEN)] if expected == "unsure" else [])


def test_killed_when_the_server_is_about_to_refuse_it_is_said_to_be_unsure_and_is_not_there(desk, post, start):
    running, known = [], threading.Event()

    async def strike(_):
        known.wait(20)
        kill(running[0])

    desk.write(shelf.publish, edition())
    post.hooks["data"] = strike
    post.answers["data"].append("451 full")
    running.append(start())
    known.set()
    running[0].join(30)
    post.hooks.clear()
    assert (outcome(desk, "2026-03-17"), arrived(desk, post, "2026-03-17")) == ("unsure", 0)


def test_processes_that_send_at_once_send_once(desk, post, start):
    for name in ("2026-03-15", "2026-03-16", "2026-03-17"):
        desk.write(shelf.publish, edition(name=name))
    senders = [start() for _ in range(4)]
    for process in senders:
        process.join(60)
    assert [process.exitcode for process in senders] == [0] * 4
    assert deliveries.send_due(desk) == ()
    assert [arrived(desk, post, name) for name in ("2026-03-15", "2026-03-16", "2026-03-17")] == [1, 1, 1]
