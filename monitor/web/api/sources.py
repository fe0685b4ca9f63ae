"""Sources, hosts and the whole: how they do."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from monitor.service import doctor, sources, upkeep
from monitor.web import bodies
from monitor.web.api.paging import missing
from monitor.web.asking import DeskHere

router = APIRouter(tags=["sources"])


@router.get("/sources")
def health(desk: DeskHere) -> bodies.Sources:
    """Every source, how it does, and the remedy where it does not."""
    return bodies.Sources(
        sources=tuple(bodies.Source.model_validate(sources.row(one)) for one in sources.overview(desk))
    )


@router.get("/sources/{source_id}", responses=missing("source"))
def one(desk: DeskHere, source_id: str) -> bodies.Source:
    """One source."""
    return bodies.Source.model_validate(sources.row(sources.health(desk, source_id)))


@router.get("/doctor")
def hosts(
    desk: DeskHere,
    host: Annotated[
        str | None, Query(max_length=500, description="A host's name, an address on it, or the id of a source.")
    ] = None,
) -> bodies.Doctor:
    """What hosts allow and answer, when they are asked next, and what helps."""
    return bodies.Doctor(hosts=tuple(map(_host, doctor.examine(desk, host or None))))


@router.get("/status")
def status(desk: DeskHere) -> bodies.Status:
    """Counts, the last round and the next digest."""
    return bodies.Status.model_validate(upkeep.status(desk))


def _host(health: doctor.HostHealth) -> bodies.Host:
    failures = tuple(bodies.sources.Failures(kind=kind, times=times) for kind, times in health.errors)
    return bodies.Host(
        host=health.host,
        verdict=health.verdict,
        robots=bodies.sources.Robots.model_validate(health.robots) if health.robots else None,
        next_allowed=health.next_allowed,
        asked=health.asked,
        not_modified=health.not_modified,
        errors=failures,
        sources=tuple(map(bodies.sources.Visits.model_validate, health.sources)),
        remedies=health.remedies,
    )
