"""What is installed at run time may be used under the MIT licence's terms."""

import re
from importlib.metadata import distribution, metadata

from packaging.requirements import Requirement

FORBIDDEN = re.compile(r"(?<!L)(?<!Lesser )(?:\bA?GPL|GNU (?:Affero )?General Public)", re.IGNORECASE)


def needed(name, extras, seen):
    """The names of all that a distribution with these extras needs at run time, itself among them."""
    seen.add(name.lower())
    for line in distribution(name).requires or ():
        requirement = Requirement(line)
        marked = requirement.marker is None or any(requirement.marker.evaluate({"extra": e}) for e in ("", *extras))
        if marked and (requirement.name.lower() not in seen or requirement.extras):
            needed(requirement.name, requirement.extras, seen)
    return seen


def licence(name):
    told = metadata(name)
    classifiers = [line for line in told.get_all("Classifier") or () if line.startswith("License")]
    return " ".join([told.get("License-Expression") or "", (told.get("License") or "")[:200], *classifiers]).strip()


def test_the_search_for_a_forbidden_licence_knows_one():
    assert FORBIDDEN.search("GPL-3.0-only")
    assert FORBIDDEN.search("AGPL-3.0")
    assert FORBIDDEN.search("License :: OSI Approved :: GNU General Public License v3 (GPLv3)")
    assert not FORBIDDEN.search("LGPL-3.0-only")
    assert not FORBIDDEN.search("GNU Lesser General Public License v2 (LGPLv2)")
    assert not FORBIDDEN.search("GNU Library or Lesser General Public License (LGPL)")


def test_nothing_at_run_time_is_under_the_gpl_or_agpl():
    names = needed("newsmonitor", (), set())
    assert {"httpx", "selectolax", "apscheduler", "sqlalchemy", "sumy", "psycopg-binary", "h2"} <= names
    assert [name for name in sorted(names) if FORBIDDEN.search(licence(name))] == []
