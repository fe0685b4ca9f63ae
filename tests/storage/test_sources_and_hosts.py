import os
import secrets
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from monitor.core.model import ListingKind, SourceState
from monitor.core.politeness import StoredRobots
from storage import hosts, leases, sources
from storage.sources import Owner
from tests.builders import HOUR, NOON

ONE = Owner(host="desk", pid=1, token="one")
TWO = Owner(host="desk", pid=2, token="two")
DELAY = timedelta(seconds=2)
SECOND = timedelta(seconds=1)


def everybody(_owner):
    return True


def nobody(_owner):
    return False


def test_a_state_comes_back_exactly_and_replaces_the_one_before(database):
    state = SourceState(
        source_id="paper",
        last_visit=NOON,
        next_visit=NOON + HOUR,
        last_new=NOON - HOUR,
        failures=3,
        error="answered 503",
        listing_url="https://paper.example/feed",
        listing_kind=ListingKind.SITEMAP_INDEX,
        etag='W/"1"',
        last_modified="Tue, 17 Mar 2026 12:00:00 GMT",
        source_url="https://paper.example/culture/",
    )
    with database.write() as c:
        sources.record(c, SourceState(source_id="post"))
        sources.record(c, replace(state, etag=None))
        sources.record(c, state)
        assert sources.states(c) == {"paper": state, "post": SourceState(source_id="post")}


def test_a_source_is_visited_by_one_owner_at_a_time(database):
    with database.write() as c:
        assert sources.lease(c, "paper", ONE, NOON, NOON + HOUR, alive=everybody)
        assert not sources.lease(c, "paper", TWO, NOON, NOON + HOUR, alive=everybody)
        assert not sources.lease(c, "paper", ONE, NOON, NOON + HOUR, alive=everybody)
        assert sources.lease(c, "post", TWO, NOON, NOON + HOUR, alive=everybody)
        sources.release(c, "paper", TWO)
        assert not sources.lease(c, "paper", TWO, NOON, NOON + HOUR, alive=everybody)
        sources.release(c, "paper", ONE)
        assert sources.lease(c, "paper", TWO, NOON, NOON + HOUR, alive=everybody)


def test_a_lease_ends_by_itself(database):
    with database.write() as c:
        sources.lease(c, "paper", ONE, NOON, NOON + HOUR, alive=everybody)
        late = NOON + HOUR - SECOND
        assert not sources.lease(c, "paper", TWO, late, NOON + 3 * HOUR, alive=everybody)
        assert sources.lease(c, "paper", TWO, NOON + HOUR, NOON + 3 * HOUR, alive=everybody)


def test_a_dead_owners_lease_is_free(database):
    with database.write() as c:
        sources.lease(c, "paper", ONE, NOON, NOON + HOUR)
        assert sources.lease(c, "paper", TWO, NOON, NOON + HOUR, alive=nobody)


def test_recording_a_state_leaves_the_lease(database):
    with database.write() as c:
        sources.lease(c, "paper", ONE, NOON, NOON + HOUR)
        sources.record(c, SourceState(source_id="paper", last_visit=NOON))
        assert not sources.lease(c, "paper", TWO, NOON, NOON + HOUR, alive=everybody)


def test_only_a_process_of_this_machine_is_known_to_be_dead():
    here = Owner.here()
    with subprocess.Popen(["true"]) as process:
        child = process.pid
    assert leases.is_alive(here)
    assert not leases.is_alive(replace(here, pid=child))
    assert leases.is_alive(replace(here, pid=child, host="elsewhere"))
    assert leases.is_alive(replace(here, pid=1, token="of an earlier version"))


def test_an_earlier_process_of_this_very_number_is_dead():
    here = Owner.here()
    assert not leases.is_alive(replace(here, token="of an earlier version"))
    assert not leases.is_alive(replace(here, token=here.token[:-32] + secrets.token_hex(16)))


NAMING = """
from storage.sources import Owner
print(Owner.here().token, flush=True)
input()
"""


def test_another_process_is_alive_until_it_ends_and_one_of_its_number_is_not_it():
    here = Owner.here()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with subprocess.Popen(
        [sys.executable, "-c", NAMING], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        other = replace(here, pid=process.pid, token=process.stdout.readline().strip())
        assert leases.is_alive(other)
        if Path("/proc/self/stat").exists():  # elsewhere a number that was used again looks alive
            assert not leases.is_alive(replace(other, token=here.token))
        process.communicate("\n")
    assert not leases.is_alive(other)


def test_two_owners_of_one_process_differ():
    assert Owner.here() != Owner.here()


def test_a_host_is_asked_by_one_at_a_time_and_starts_are_a_delay_apart(database):
    with database.write() as c:
        assert hosts.claim(c, "a.example", ONE, NOON, DELAY, alive=everybody) == NOON
        again = hosts.claim(c, "a.example", TWO, NOON + SECOND, DELAY, alive=everybody)
        assert again == NOON + DELAY
        waiting = hosts.claim(c, "a.example", TWO, NOON + 5 * SECOND, DELAY, alive=everybody)
        assert waiting == NOON + 5 * SECOND + hosts.ASK_AGAIN
        hosts.release(c, "a.example", ONE, NOON + DELAY)
        assert hosts.claim(c, "a.example", TWO, NOON + SECOND, DELAY, alive=everybody) == NOON + DELAY
        assert hosts.claim(c, "a.example", TWO, NOON + DELAY, DELAY, alive=everybody) == NOON + DELAY


def test_hosts_do_not_wait_for_each_other(database):
    with database.write() as c:
        hosts.claim(c, "a.example", ONE, NOON, DELAY)
        assert hosts.claim(c, "b.example", ONE, NOON, DELAY) == NOON


def test_a_turn_that_never_ended_is_overtaken_later_and_was_polite(database):
    with database.write() as c:
        hosts.claim(c, "a.example", ONE, NOON, DELAY, alive=everybody)
        asked = hosts.claim(c, "a.example", TWO, NOON + leases.HOLD - SECOND / 10, DELAY, alive=everybody)
        assert asked == NOON + leases.HOLD
        assert hosts.claim(c, "a.example", TWO, asked, DELAY, alive=everybody) == asked + DELAY
        assert hosts.claim(c, "a.example", TWO, asked + DELAY, DELAY, alive=everybody) == asked + DELAY
        hosts.release(c, "a.example", ONE, NOON)
        assert hosts.claim(c, "a.example", ONE, asked + 2 * DELAY, DELAY, alive=everybody) > asked + 2 * DELAY


def test_what_its_owner_keeps_outlasts_any_wait_and_slow_request(database):
    with database.write() as c:
        hosts.claim(c, "a.example", ONE, NOON, DELAY, alive=everybody)
        hosts.claim(c, "b.example", TWO, NOON, DELAY, alive=everybody)
        sources.lease(c, "paper", ONE, NOON, NOON + leases.HOLD, alive=everybody)
        late = NOON + timedelta(minutes=9)
        leases.keep(c, ONE, late + SECOND)
        assert hosts.claim(c, "a.example", TWO, late, DELAY, alive=everybody) > late
        assert not sources.lease(c, "paper", TWO, late, late + HOUR, alive=everybody)
        assert hosts.claim(c, "b.example", ONE, late, DELAY, alive=everybody) == late + DELAY
        leases.keep(c, TWO, late + HOUR)
        assert sources.lease(c, "paper", TWO, late + SECOND, late + HOUR, alive=everybody)


def test_a_dead_owners_turn_is_over_and_the_delay_counts_from_when_that_is_found_out(database):
    late = NOON + HOUR
    with database.write() as c:
        hosts.claim(c, "a.example", ONE, NOON, DELAY)
        assert hosts.claim(c, "a.example", TWO, late, DELAY, alive=nobody) == late + DELAY
        assert hosts.claim(c, "a.example", TWO, late + SECOND, DELAY, alive=nobody) == late + DELAY
        assert hosts.claim(c, "a.example", TWO, late + DELAY, DELAY, alive=nobody) == late + DELAY


def test_a_host_without_a_delay_is_taken_from_the_dead_at_once(database):
    with database.write() as c:
        hosts.claim(c, "a.example", ONE, NOON, timedelta())
        assert hosts.claim(c, "a.example", TWO, NOON + SECOND, timedelta(), alive=nobody) == NOON + SECOND


def test_a_host_that_asked_to_wait_is_waited_for(database):
    with database.write() as c:
        hosts.claim(c, "a.example", ONE, NOON, DELAY)
        hosts.defer(c, "a.example", NOON + HOUR)
        hosts.defer(c, "a.example", NOON + SECOND)
        hosts.release(c, "a.example", ONE, NOON + DELAY)
        assert hosts.claim(c, "a.example", TWO, NOON + DELAY, DELAY) == NOON + HOUR


def test_robots_come_back_exactly(database):
    known = StoredRobots(body="User-agent: *\nDisallow: /a%20b", status=200, fetched_at=NOON)
    failed = StoredRobots(body=None, status=None, fetched_at=NOON + HOUR)
    with database.write() as c:
        assert hosts.robots(c, "a.example") is None
        hosts.claim(c, "a.example", ONE, NOON, DELAY)
        assert hosts.robots(c, "a.example") is None
        hosts.keep_robots(c, "a.example", known)
        assert hosts.robots(c, "a.example") == known
        hosts.keep_robots(c, "a.example", failed)
        assert hosts.robots(c, "a.example") == failed


def test_a_lease_of_an_owner_that_ended_is_free_in_its_own_process(database):
    first, second = Owner.here(), Owner.here()
    with database.write() as c:
        assert sources.lease(c, "paper", first, NOON, NOON + HOUR)
        assert not sources.lease(c, "paper", second, NOON, NOON + HOUR)
        first.end()
        assert sources.lease(c, "paper", second, NOON, NOON + HOUR)
