from monitor.service import archive
from storage import history
from tests.builders import HOUR, NOON, arrival


def test_a_story_is_told_anew_when_anything_in_it_changes(make_desk):
    desk = make_desk(())
    with desk.database.write() as c:
        history.store(c, [arrival()])
    before = archive.coverage(desk, 1)
    assert archive.coverage(desk, 1) is before
    with desk.database.write() as c:
        history.store(c, [arrival(title="Harbour theatre stays shut", seen_at=NOON + HOUR)])
    corrected = archive.coverage(desk, 1)
    assert (corrected.lead.title, corrected.lead.versions) == ("Harbour theatre stays shut", 2)
    with desk.database.write() as c:
        history.store(
            c, [arrival(url="https://gazette.example/1", source_name="The Gazette", title=corrected.lead.title)]
        )
    assert archive.coverage(desk, 1).outlets == ("The Paper", "The Gazette")
