"""Every made-up paper is found from its front page."""

from datetime import UTC, datetime

from monitor.demo.server import DemoServer
from monitor.demo.sites import SITES
from monitor.service import discovery, trials
from monitor.service.crew import crew
from tests.builders import HOUR, source

NOW = datetime.now(UTC).replace(microsecond=0)


async def test_every_demo_site_is_found_from_its_front_address(make_desk):
    with DemoServer(NOW) as papers:
        desk = make_desk((), fetch__allow_private=sorted(papers.addresses))
        async with crew(desk) as hands:
            for paper in papers.sources:
                front = "/".join(paper.url.split("/")[:3]) + "/"
                trial = await trials.propose(desk, source(id=paper.id, url=front), hands)
                expected = {article.url for article in papers.articles[paper.id]}
                assert trial.found >= len(expected), paper.id
                found = await discovery.discover(trial.source, hands, desk.now() + HOUR, desk.now())
                assert expected <= {each.url for each in found.best.listing.candidates}, paper.id
                assert len(papers.requests[paper.id]) <= 2 * discovery.MOST_REQUESTS
    assert len(SITES) == 9
