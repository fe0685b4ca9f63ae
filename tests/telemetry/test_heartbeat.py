import asyncio
import os
import socket
from datetime import timedelta

import pytest

from monitor import parts
from monitor.telemetry import heartbeat


@pytest.fixture
def manager(tmp_path):
    """A service manager's socket."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "notify"))
        listening.settimeout(10)
        yield listening


def test_a_word_reaches_the_manager(manager):
    assert heartbeat.tell(heartbeat.READY, {"NOTIFY_SOCKET": manager.getsockname()})
    assert manager.recv(100) == b"READY=1"


@pytest.mark.skipif(not hasattr(socket, "SOCK_CLOEXEC"), reason="names without a file are Linux's")
def test_a_name_without_a_file_is_one_too():
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(f"\0monitor-{os.getpid()}")
        assert heartbeat.tell(heartbeat.ALIVE, {"NOTIFY_SOCKET": f"@monitor-{os.getpid()}"})
        assert listening.recv(100) == b"WATCHDOG=1"


@pytest.mark.parametrize("address", ["", "vsock:2:1234", "/no/such/socket", "@nobody-is-here", "/" + "x" * 300])
def test_where_nobody_listens_nothing_fails(address):
    assert not heartbeat.tell(heartbeat.READY, {"NOTIFY_SOCKET": address})


def test_one_says_that_one_is_alive_twice_as_often_as_is_waited_for():
    assert heartbeat.interval({"WATCHDOG_USEC": "60000000"}) == timedelta(seconds=30)
    assert heartbeat.interval({"WATCHDOG_USEC": "60000000", "WATCHDOG_PID": str(os.getpid())}) is not None


@pytest.mark.parametrize("environ", [{}, {"WATCHDOG_USEC": "soon"}, {"WATCHDOG_USEC": "0"}])
def test_who_is_not_watched_says_nothing(environ):
    assert heartbeat.interval(environ) is None
    assert heartbeat.interval({"WATCHDOG_USEC": "1000", "WATCHDOG_PID": "1"}) is None


async def test_the_daemon_says_that_it_is_ready_and_alive_and_that_it_ends(manager, monkeypatch):
    monkeypatch.setenv("NOTIFY_SOCKET", manager.getsockname())
    monkeypatch.setenv("WATCHDOG_USEC", "20000")
    stopping = asyncio.Event()
    beating = asyncio.create_task(parts.beating(stopping))
    heard = [await asyncio.to_thread(manager.recv, 100) for _ in range(3)]
    assert heard == [b"READY=1", b"WATCHDOG=1", b"WATCHDOG=1"]
    stopping.set()
    await beating
    while heard[-1] == b"WATCHDOG=1":
        heard.append(await asyncio.to_thread(manager.recv, 100))
    assert heard[-1] == b"STOPPING=1"
