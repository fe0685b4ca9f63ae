"""Stories: who told them."""

from __future__ import annotations

from fastapi import APIRouter

from monitor.service import archive
from monitor.web import bodies
from monitor.web.api.paging import Id, missing
from monitor.web.asking import DeskHere

router = APIRouter(tags=["stories"])


@router.get("/stories/{story_id}", responses=missing("story"))
def story(desk: DeskHere, story_id: Id) -> bodies.Story:
    """A story with its lead, its outlets, its timeline, its summary over all articles and where they disagree."""
    return bodies.Story.model_validate(archive.coverage(desk, story_id))
