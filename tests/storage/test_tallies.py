from datetime import timedelta

from storage import history, tallies
from tests.builders import NOON, arrival

DAY = timedelta(days=1)


def test_articles_are_counted_by_source_in_the_span_in_which_they_were_told(database):
    moments = {"paper": (NOON, NOON + DAY, NOON + DAY), "gazette": (NOON - DAY, NOON + 3 * DAY)}
    with database.write() as c:
        for name, told in moments.items():
            for number, at in enumerate(told):
                text = (f"{name} {number} tells something else each time. " * 5,)
                url = f"https://{name}.example/{number}"
                history.store(
                    c, [arrival(url=url, source_id=name, paragraphs=text, published=at, seen_at=NOON + 9 * DAY)]
                )
    with database.read() as c:
        bounds = [NOON + n * DAY for n in range(4)]
        found = tallies.told(c, ["paper", "gazette", "nobody"], bounds)
        assert found == {"paper": (1, 2, 0), "gazette": (0, 0, 0), "nobody": (0, 0, 0)}
        assert tallies.told(c, ["paper"], bounds[:1]) == {"paper": ()}
        assert tallies.told(c, [], bounds) == {}
