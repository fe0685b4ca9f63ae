"""From an address to its listing: the demo's papers, and made-up sites of other shapes, on a server of their own."""

import re
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest
from werkzeug import Response

from monitor.core.errors import BadStatus
from monitor.core.model import ListingKind
from monitor.service import discovery, trials
from monitor.service.crew import crew
from tests.builders import HOUR, source

TITLES = (
    "Harbour theatre opens again",
    "The novel of the year is a cookbook",
    "Choir of fishermen sings in the cathedral",
    "Museum shows its forgeries at last",
    "Street of painters is to stay",
)
SLUGS = tuple(title.lower().replace(" ", "-") for title in TITLES)
NOW = datetime.now(UTC).replace(microsecond=0)


def rss(links, newest=NOW, title="The Paper"):
    dates = (format_datetime(newest - index * HOUR) for index in range(len(TITLES)))
    items = "".join(
        f"<item><title>{name}</title><link>{link}</link><pubDate>{date}</pubDate></item>"
        for name, link, date in zip(TITLES, links, dates, strict=False)
    )
    return f'<rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'


def news(links):
    entries = "".join(
        f"<url><loc>{link}</loc><n:news><n:publication_date>{(NOW - HOUR).isoformat()}</n:publication_date>"
        f"<n:title>{name}</n:title></n:news></url>"
        for name, link in zip(TITLES, links, strict=False)
    )
    return (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">{entries}</urlset>'
    )


def page(links, head="", foot=""):
    cards = "".join(
        f'<article><h2><a href="{link}">{name}</a></h2></article>' for name, link in zip(TITLES, links, strict=False)
    )
    return f"<html><head><title>The Paper</title>{head}</head><body><main>{cards}</main><footer>{foot}</footer></body>"


class Site:
    """A made-up site: what stands at which path, everything else as `lost` says."""

    def __init__(self, server):
        self.server, self.base = server, f"http://{server.host}:{server.port}"
        self.pages, self.lost = {}, ("", 404, "text/html")
        server.expect_request(re.compile("/.*")).respond_with_handler(self._answer)

    def _answer(self, request):
        body, status, kind = self.pages.get(request.path, self.lost)
        location = {"Location": body} if status in {301, 302, 308} else {}
        return Response(body, status, headers=location, content_type=kind)

    def put(self, path, body, status=200, kind="text/html; charset=utf-8"):
        self.pages[path] = (body, status, kind)

    def at(self, *paths):
        return [f"{self.base}{path}" for path in paths]

    @property
    def asked(self):
        return [request.path for request, _ in self.server.log]


@pytest.fixture
def site(httpserver):
    return Site(httpserver)


@pytest.fixture
async def discover(make_desk, site):
    desk = make_desk((), fetch__allow_private=[site.base.removeprefix("http://")])

    async def search(path="/", **words):
        wanted = source(**{"url": site.base + path, "name": site.base.removeprefix("http://"), **words})
        async with crew(desk) as hands:
            return await trials.propose(desk, wanted, hands)

    return search


@pytest.fixture
async def check(make_desk, site):
    desk = make_desk((), fetch__allow_private=[site.base.removeprefix("http://")])

    async def ask(path, **words):
        async with crew(desk) as hands:
            return await trials.check(desk, source(**{"url": site.base + path, **words}), hands)

    return ask


def paths(trial):
    return {candidate.url.split("/", 3)[3] for candidate in trial.first}


async def test_a_blog_whose_feed_is_named_nowhere_is_found_by_its_usual_place(site, discover):
    links = [f"/2026/03/1{index}/{slug}/" for index, slug in enumerate(SLUGS)]
    site.put("/", page(links))
    site.put("/feed/", rss(site.at(*links), title="A blog of plays"), kind="application/rss+xml")
    trial = await discover()
    assert (trial.source.url, trial.kind, trial.found) == (f"{site.base}/feed/", ListingKind.FEED, 5)
    assert trial.how == "a feed, at a usual place"
    assert trial.source.name == "A blog of plays"


async def test_a_page_that_scripts_fill_is_found_by_the_news_sitemap_of_robots_txt(site, discover):
    site.put("/", "<html><head><script src=app.js></script></head><body><div id=app></div></body></html>")
    site.put("/robots.txt", f"User-agent: *\nAllow: /\nSitemap: {site.base}/maps/news.xml\n", kind="text/plain")
    site.put("/maps/news.xml", news(site.at(*(f"/story/{slug}" for slug in SLUGS))), kind="application/xml")
    trial = await discover()
    assert (trial.source.url, trial.found) == (f"{site.base}/maps/news.xml", 5)
    assert trial.how == "a news sitemap, named by robots.txt"


async def test_an_old_site_that_sends_on_by_meta_refresh_is_found_with_its_numbered_pages(site, discover):
    rows = "".join(f"<tr><td><a href=/page/202603/13300{i}.shtml>{name}</a></td></tr>" for i, name in enumerate(TITLES))
    site.put("/", '<html><head><meta http-equiv="Refresh" content="0; URL=/home/index.shtml"></head></html>')
    site.put("/home/index.shtml", f"<html><title>News</title><body><table>{rows}</table></body></html>")
    trial = await discover()
    assert (trial.source.url, trial.kind) == (f"{site.base}/home/index.shtml", ListingKind.PAGE)
    assert paths(trial) == {f"page/202603/13300{i}.shtml" for i in range(5)}


async def test_a_feed_that_was_given_up_years_ago_loses_against_the_page(site, discover):
    links = [f"/culture/{slug}" for slug in SLUGS]
    site.put("/", page(links, head='<link rel=alternate type="application/rss+xml" href="/old.xml">'))
    dead = rss(site.at("/a-play-of-long-ago", "/a-song-of-long-ago", "/a-tale-of-long-ago"), NOW.replace(year=2016))
    site.put("/old.xml", dead, kind="application/rss+xml")
    trial = await discover()
    assert (trial.source.url, trial.kind, trial.found) == (f"{site.base}/", ListingKind.PAGE, 5)
    assert trial.also == (f"{site.base}/old.xml: a feed, named by the page",)


async def test_a_front_page_without_articles_leads_to_the_culture_section_of_its_menu(site, discover):
    menu = '<a href="/sport/">Sport</a> <a href="/magazin/kultur.html">Kultur</a> <a href="/impressum">Impressum</a>'
    site.put("/", f"<html><body><nav>{menu}</nav><h1>Willkommen</h1></body></html>")
    links = [f"artikel/{slug}.html" for slug in SLUGS]
    site.put("/magazin/kultur.html", page(links, head='<base href="/magazin/">'))
    trial = await discover()
    assert (trial.source.url, trial.found) == (f"{site.base}/magazin/kultur.html", 5)
    assert trial.how == "the article links of a page, in the page's menu"
    assert "magazin/artikel/harbour-theatre-opens-again.html" in paths(trial)


async def test_a_site_that_answers_every_address_with_its_front_page_is_its_front_page(site, discover):
    links = [f"/{slug}-40{index}7{index}1" for index, slug in enumerate(SLUGS)]
    site.put("/", page(links, foot='<a href="/rdf/nieuws.rdf">RSS</a>'))
    site.lost = (page(links), 200, "text/html")
    trial = await discover()
    assert (trial.source.url, trial.kind, trial.found) == (f"{site.base}/", ListingKind.PAGE, 5)


async def test_a_page_that_refuses_us_is_found_by_its_feed(site, discover):
    site.put("/", "no", status=403)
    site.put("/rss.xml", rss(site.at(*(f"/{slug}" for slug in SLUGS))), kind="text/xml")
    trial = await discover()
    assert (trial.source.url, trial.found) == (f"{site.base}/rss.xml", 5)
    assert "answered 403" in trial.remedy


async def test_a_section_keeps_to_itself_where_the_feed_is_of_the_whole_site(site, discover):
    links = [f"/culture/{slug}" for slug in SLUGS]
    site.put("/culture/", page(links, head='<link rel=alternate type="application/rss+xml" href="/all.xml">'))
    others = [f"/sport/a-match-of-the-town-number-{index}" for index in range(5)]
    site.put("/all.xml", rss(site.at(*others)), kind="application/rss+xml")
    trial = await discover("/culture/")
    assert (trial.source.url, trial.kind) == (f"{site.base}/culture/", ListingKind.PAGE)


async def test_a_section_has_its_feed_before_that_of_the_site(site, discover):
    links = [f"/culture/{slug}" for slug in SLUGS]
    foot = '<a href="/rss/all.xml">RSS</a> <a href="/rss/culture.xml">RSS</a>'
    site.put("/culture", page(links, foot=foot))
    site.put("/rss/culture.xml", rss(site.at(*links)), kind="application/rss+xml")
    site.put("/rss/all.xml", rss(site.at("/sport/a-match-of-the-town")), kind="application/rss+xml")
    assert (await discover("/culture")).source.url == f"{site.base}/rss/culture.xml"
    assert "/rss/all.xml" not in site.asked


async def test_a_section_of_which_only_the_sites_sitemap_knows_gets_a_pattern(site, discover):
    site.put("/culture/", "<html><body><div id=app></div></body></html>")
    sports = [f"/sport/a-match-of-the-town-number-{index}" for index in range(9)]
    wanted = [f"/culture/{slug}" for slug in SLUGS]
    locations = "".join(f"<url><loc>{link}</loc></url>" for link in site.at(*sports, *wanted))
    site.put("/sitemap.xml", f"<urlset>{locations}</urlset>", kind="application/xml")
    trial = await discover("/culture/")
    assert (trial.source.url, trial.found) == (f"{site.base}/sitemap.xml", 5)
    assert trial.source.include == (f"*://*{site.base.removeprefix('http://')}/culture/*",)


async def test_a_feed_or_sitemap_that_is_given_is_taken_as_it_is_and_nothing_else_is_asked(site, discover):
    site.put("/culture.atom", rss(site.at(*(f"/{slug}" for slug in SLUGS))), kind="text/xml")
    trial = await discover("/culture.atom")
    assert (trial.source.url, trial.how) == (f"{site.base}/culture.atom", "a feed, at the address itself")
    assert site.asked == ["/robots.txt", "/culture.atom"]


async def test_a_site_with_nothing_is_told_so_after_few_requests(site, discover):
    site.put("/", "<html><body><p>Under construction.</p></body></html>")
    trial = await discover()
    assert trial.error.endswith("lists no articles: it is a page without links to articles")
    assert trial.source.url == f"{site.base}/"
    assert len(site.asked) <= discovery.MOST_REQUESTS + 2


async def test_a_page_that_is_not_there_is_told_as_that(site, discover):
    trial = await discover("/nothing/")
    assert trial.error == str(BadStatus(f"{site.base}/nothing/", 404))
    assert site.asked == ["/robots.txt", "/nothing/"]


async def test_what_robots_txt_forbids_is_not_guessed_at(site, discover):
    site.put("/robots.txt", "User-agent: *\nDisallow: /feed\n", kind="text/plain")
    site.put("/", page([f"/culture/{slug}" for slug in SLUGS]))
    site.put("/feed/", rss(site.at(*(f"/{slug}" for slug in SLUGS))), kind="text/xml")
    assert (await discover()).source.url == f"{site.base}/"
    assert "/feed/" not in site.asked


async def test_a_source_that_works_is_told_with_what_it_offers(site, check):
    site.put("/feed", rss(site.at(*(f"/{slug}" for slug in SLUGS))), kind="text/xml")
    trial = await check("/feed")
    assert (trial.error, trial.found, trial.newest, trial.mend) == (None, 5, NOW, None)


async def test_a_source_that_moved_for_good_is_told_its_new_address(site, check):
    site.put("/feed", "/culture/feed", status=301)
    site.put("/culture/feed", rss(site.at(*(f"/{slug}" for slug in SLUGS))), kind="text/xml")
    trial = await check("/feed")
    assert (trial.found, trial.mend) == (5, f"{site.base}/culture/feed")
    assert f'write url = "{site.base}/culture/feed"' in trial.remedy


async def test_a_source_that_is_sent_elsewhere_for_a_while_stays_where_it_is(site, check):
    site.put("/feed", "/tonight/feed", status=302)
    site.put("/tonight/feed", rss(site.at(*(f"/{slug}" for slug in SLUGS))), kind="text/xml")
    assert (await check("/feed")).mend is None


async def test_for_a_feed_that_is_gone_its_section_is_proposed(site, check):
    site.put("/culture/", page([f"/culture/{slug}" for slug in SLUGS]))
    trial = await check("/culture/rss.xml")
    assert trial.error.endswith("answered 404")
    assert trial.mend == f"{site.base}/culture/"
    assert "listed at another address now" in trial.remedy


async def test_for_a_section_that_is_gone_the_one_in_the_menu_is_proposed(site, check):
    menu = '<nav><a href="/news/">News</a><a href="/arts-and-life/">Arts</a></nav>'
    site.put("/", f"<html><body>{menu}{page([f'/news/{slug}' for slug in SLUGS])}</body></html>")
    site.put("/arts-and-life/", page([f"/arts-and-life/{slug}" for slug in SLUGS]))
    assert (await check("/culture/index.html")).mend == f"{site.base}/arts-and-life/"


async def test_a_source_that_refuses_us_is_told_with_the_feed_that_does_not(site, check):
    site.put("/culture/", "no", status=403)
    site.put("/culture/feed/", rss(site.at(*(f"/{slug}" for slug in SLUGS))), kind="text/xml")
    trial = await check("/culture/")
    assert trial.remedy.startswith("answers 403 to this user agent: ask the publisher, or write url = ")
    assert trial.mend == f"{site.base}/culture/feed/"


async def test_a_source_whose_patterns_let_nothing_through_is_told_so(site, check):
    site.put("/feed", rss(site.at(*(f"/{slug}" for slug in SLUGS))), kind="text/xml")
    trial = await check("/feed", include=("*/nowhere/*",))
    assert (trial.found, trial.error) == (0, None)
    assert trial.remedy == "none of its 5 addresses is let through by its include and exclude patterns"


async def test_a_feed_of_articles_elsewhere_is_taken_at_its_word(site, discover):
    site.put("/feed", rss([f"https://www.paper.example/{slug}" for slug in SLUGS]), kind="text/xml")
    trial = await discover("/feed")
    assert (trial.found, trial.source.include) == (5, ())
