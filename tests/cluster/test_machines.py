"""Many processes on one history. The whole of it, with 200 papers, is benchmarks/cluster.py."""

import pytest

from tests.cluster.drama import Plot, play


@pytest.mark.slow
def test_workers_that_are_killed_lose_nothing_do_nothing_twice_and_stay_polite(tmp_path, new_postgresql):
    ending = play(Plot(papers=80, killed_every=100), tmp_path, new_postgresql())
    assert ending.stored == ending.wanted, ending.told
    assert ending.versions == {1}
    assert ending.impolite == []
    assert ending.waiting == 0
    assert len(ending.editions) == 1
    assert ending.codes == [0] * 4
    assert ending.killed >= 3
