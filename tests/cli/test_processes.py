"""The command as a process: the daemon, signals, a kill at any moment."""

import json
import os
import random
import signal
import socket
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from monitor.cli.commands.run import listen
from monitor.demo.server import DemoServer
from monitor.demo.sites import SITES


@pytest.fixture
def papers(config):
    """Two made-up papers, as the user's sources."""
    with DemoServer(datetime.now(UTC), SITES[:2]) as server:
        lines = [
            f'[[source]]\nid = "{s.id}"\nurl = "{s.url}"\nname = "{s.name}"\ntimezone = "{s.timezone}"\n'
            for s in server.sources
        ]
        (config / "sources.toml").write_text("\n".join(lines))
        allowed = json.dumps(sorted(server.addresses))
        (config / "settings.toml").write_text(f'[fetch]\ndelay = "0s"\nallow_private = {allowed}\n')
        yield server


def expected(papers):
    return Counter(article.title for articles in papers.articles.values() for article in articles)


def address(process):
    """Where the page is, as the process printed it."""
    line = process.stdout.readline()
    assert line.startswith("The page: http"), line + process.stderr.read()
    return line.removeprefix("The page: ").strip()


def get(url):
    return httpx.get(url, timeout=10).raise_for_status().text


def until(process, text):
    """Reads the process's stderr up to a line with this text."""
    for line in process.stderr:
        if text in line:
            return line
    raise AssertionError(f"it ended without saying {text!r}")


def test_the_version_costs_less_than_a_third_of_a_second(start):
    import resource

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert start("--version").wait(30) == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.3


def test_the_daemon_fetches_serves_its_page_and_ends_cleanly_on_sigterm(start, papers, command):
    daemon = start("run", "--port", "0")
    page = address(daemon)
    until(daemon, "new articles")
    assert json.loads(get(f"{page}healthz")) == {"status": "ok"}
    assert papers.sources[0].name in get(page)
    daemon.send_signal(signal.SIGTERM)
    assert daemon.wait(30) == 0
    assert Counter(row["title"] for row in command("export").rows) == expected(papers)


@pytest.mark.usefixtures("papers")
def test_a_second_daemon_on_one_history_is_refused(start):
    first = start("run", "--port", "0")
    address(first)
    second = start("run", "--port", "0")
    _, told = second.communicate(timeout=30)
    assert second.returncode == 3
    assert "another daemon is running on this database" in told


def test_a_port_in_use_is_one_clear_line(start):
    first = start("serve", "--port", "0")
    port = address(first).rstrip("/").rpartition(":")[2]
    second = start("serve", "--port", port)
    _, told = second.communicate(timeout=30)
    assert (second.returncode, told) == (
        2,
        f"monitor: 127.0.0.1:{port}: address already in use; --port gives another one\n",
    )


@pytest.mark.parametrize(
    "arguments", [("config", "show"), ("config", "show", "--json"), ("config", "path"), ("--help",)]
)
def test_a_reader_who_reads_no_further_is_no_failure(start, arguments):
    process = start(*arguments)
    process.stdout.close()
    assert (process.wait(30), process.stderr.read()) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only some systems have a device that is always full")
@pytest.mark.parametrize("arguments", [("config", "show"), ("config", "show", "--json"), ("--help",)])
def test_output_that_cannot_be_written_is_one_clear_line(start, arguments):
    with Path("/dev/full").open("w") as full:
        process = start(*arguments, stdout=full)
    assert (process.wait(30), process.stderr.read()) == (3, "monitor: output: No space left on device\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only some systems have a device that is always full")
@pytest.mark.parametrize(("arguments", "code"), [(("nosuch",), 2), (("show", "17"), 2), (("watch", "list"), 0)])
def test_where_nothing_can_be_said_the_code_says_it(start, arguments, code):
    with Path("/dev/full").open("w") as full:
        assert start(*arguments, stderr=full).wait(30) == code


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only some systems have a device that is always full")
def test_output_that_cannot_be_written_has_its_code_where_nothing_can_be_said_either(start):
    with Path("/dev/full").open("w") as full:
        assert start("status", stdout=full, stderr=full).wait(30) == 3


@pytest.mark.parametrize(("arguments", "code"), [(("nosuch",), 2), (("show", "17"), 2), (("status",), 0)])
@pytest.mark.parametrize("missing", [(1,), (2,), (0, 1, 2)])
def test_a_stream_that_is_missing_is_as_one_that_nobody_reads(start, arguments, code, missing):
    process = start(*arguments, preexec_fn=lambda: [os.close(number) for number in missing])
    _, told = process.communicate(timeout=30)
    assert process.returncode == code
    assert "Traceback" not in told
    assert bool(told) == (2 not in missing)


@pytest.mark.parametrize(
    ("arguments", "level", "message"),
    [
        (("show", "17"), "error", "no article '17' in the history"),
        (("watch", "list"), "info", "There are no watches"),
    ],
)
def test_where_the_log_is_json_all_that_is_said_on_stderr_is(start, arguments, level, message):
    _, told = start("--log-format", "json", *arguments).communicate(timeout=30)
    lines = [json.loads(line) for line in told.splitlines()]
    assert [line["level"] for line in lines] == ["info", level]  # the first says that an empty history was begun
    assert message in lines[-1]["message"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--log-format", "json", "nosuch"),
        ("--log-format=json", "status", "--nosuch"),
        ("status", "--nosuch", "--log-format", "json"),
    ],
)
def test_a_slip_in_the_command_line_is_told_as_json_too(start, arguments):
    process = start(*arguments)
    _, told = process.communicate(timeout=30)
    line = json.loads(told)
    assert (process.returncode, line["level"], "nosuch" in line["message"]) == (2, "error", True)


def test_a_slip_is_told_as_text_where_a_log_format_is_no_option(start):
    _, told = start("nosuch", "--log-format", "text", "--", "--log-format", "json").communicate(timeout=30)
    assert told.startswith("monitor: no such command 'nosuch'")


def test_what_the_page_listens_on_sends_its_answers_without_delay():
    with listen("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()):
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


@pytest.mark.usefixtures("papers")
def test_a_fetch_prints_its_table_on_stdout_and_its_failures_on_stderr(start, config):
    with (config / "sources.toml").open("a") as file:
        file.write('\n[[source]]\nid = "broken"\nurl = "http://127.0.0.1:1/"\n')
    out, told = (process := start("fetch", "--json")).communicate(timeout=60)
    assert process.returncode == 1
    assert [tally["source"]["id"] for tally in json.loads(out)["tallies"]][-1] == "broken"
    assert "broken: http://127.0.0.1:1/" in told


@pytest.mark.usefixtures("papers")
def test_a_listing_that_failed_does_not_look_like_a_quiet_day(start, config):
    with (config / "sources.toml").open("a") as file:
        file.write('\n[[source]]\nid = "broken"\nurl = "http://127.0.0.1:1/"\n')
    out, told = start("--log-format", "json", "fetch").communicate(timeout=60)
    rows = {row.split()[0]: row.split() for row in out.splitlines() if row.strip()}
    assert rows["source"][:3] == ["source", "listing", "new"]
    assert rows["broken"] == ["broken", "refused", "address", *"------"]
    assert [rows[site.id][1] for site in SITES[:2]] == ["read", "read"]
    (line,) = (line for line in map(json.loads, told.splitlines()) if line["message"].startswith("broken: "))
    assert line["level"] == "warning"


def test_who_watches_a_round_is_warned_of_what_fails(start, config):
    (config / "sources.toml").write_text('[[source]]\nid = "broken"\nurl = "http://127.0.0.1:1/"\n')
    _, told = start("-v", "--log-format", "json", "fetch").communicate(timeout=60)
    lines = [line for line in map(json.loads, told.splitlines()) if line["message"].startswith("broken: ")]
    assert [line["level"] for line in lines] == ["warning", "warning"]


@pytest.mark.slow
@pytest.mark.parametrize("moment", random.Random(17).sample(range(1, 15), 10))
def test_a_round_killed_at_any_moment_loses_nothing_and_stores_nothing_twice(start, papers, command, moment):
    """The moment is counted in requests: the two papers answer fifteen in a round."""
    process = start("-q", "fetch")
    while process.poll() is None and sum(map(len, papers.requests.values())) < moment:
        pass
    assert process.poll() is None, "the round was over before it could be killed"
    process.kill()
    process.communicate()
    assert command("db", "check").out == "no problems\n"
    last = start("fetch")
    last.communicate(timeout=60)
    assert last.returncode == 0
    rows = command("export").rows
    assert Counter(row["title"] for row in rows) == expected(papers)
    assert {row["version"] for row in rows} == {1}
    assert command("db", "check").out == "no problems\n"


@pytest.mark.slow
def test_the_demo_prints_a_digest_of_every_paper_and_ends(start):
    out, told = (process := start("demo", "--once")).communicate(timeout=120)
    assert process.returncode == 0, told
    for site in SITES:
        assert site.name in out
    assert "also in" in out.lower()
    assert "developing, first told" in out
    assert "2 outlets told it" in out.partition("Gone quiet")[2]
    assert "corrected since it was told" in out
    assert "40,000th visitor” → “" in " ".join(out.split())


@pytest.mark.slow
def test_the_demos_address_is_its_last_line_and_its_page_answers(start):
    process = start("demo", "--port", "0")
    for line in process.stdout:
        if line.startswith("Read it at "):
            break
    page = line.removeprefix("Read it at ").split()[0]
    assert "Umbrellas" in get(page)
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0


@pytest.mark.parametrize("given", [("--database", "sqlite:///kept.db"), ("--config", "here")])
def test_the_demo_refuses_what_it_would_leave_aside(start, given):
    out, told = (process := start("demo", "--once", *given)).communicate(timeout=60)
    assert (process.returncode, out, told.count("\n")) == (2, "", 1)
    assert f"{given[0]}: the demo has a history and settings of its own" in told
