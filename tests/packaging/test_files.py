"""The files beside the code: compose, image, constraints, make."""

import configparser
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from ruamel.yaml import YAML

from monitor.cli import main
from monitor.cli.commands import monitor

ROOT = Path(__file__).resolve().parents[2]


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_compose_file_fits_the_compose_specification():
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    told = subprocess.run([*check, ROOT / "docker-compose.yml"], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr


def test_the_page_is_published_on_loopback_alone():
    assert set(re.findall(r'- "(.*:8765)"', read("docker-compose.yml"))) == {"127.0.0.1:8765:8765"}


def test_the_unit_says_what_the_program_does():
    """The manager is told that the daemon is ready and alive, and its command line is one that there is."""
    unit = configparser.RawConfigParser(strict=False)
    unit.optionxform = str
    unit.read_string(read("docs/monitor.service"))
    service = dict(unit["Service"])
    program, *arguments = service["ExecStart"].split()
    assert (Path(program).name, service["Type"], service["WatchdogSec"]) == ("monitor", "notify", "2min")
    with pytest.raises(SystemExit) as ended:
        main([*arguments, "--help"])
    assert ended.value.code == 0
    assert {"NoNewPrivileges", "ProtectSystem", "SystemCallFilter", "DynamicUser"} <= set(service)


def test_the_profile_scale_has_a_postgresql_a_scheduler_with_the_page_and_workers_all_with_health_checks():
    services = YAML(typ="safe").load(read("docker-compose.yml"))["services"]
    scale = {name: service for name, service in services.items() if "scale" in service.get("profiles", ())}
    assert set(scale) == {"postgres", "scheduler", "worker"}
    assert services["monitor"].get("profiles") is None
    assert {name for name, service in scale.items() if service.get("ports")} == {"scheduler"}
    checked_by_image = "HEALTHCHECK" in read("Dockerfile")
    assert all("healthcheck" in service or checked_by_image for service in scale.values())
    assert "8765" not in str(scale["worker"]["healthcheck"])
    for name in ("scheduler", "worker"):
        assert scale[name]["depends_on"] == {"postgres": {"condition": "service_healthy"}}
        assert scale[name]["environment"]["MONITOR_DATABASE"].startswith("postgresql://")
        assert scale[name]["read_only"] is True
        assert scale[name]["cap_drop"] == ["ALL"]
        assert monitor.main([*scale[name]["command"][1:], "--help"], standalone_mode=False) == 0


def test_the_image_runs_as_an_ordinary_user_and_copies_only_what_there_is():
    lines = read("Dockerfile").splitlines()
    last = max(number for number, line in enumerate(lines) if line.startswith("FROM"))
    assert "USER monitor" in lines[last:]
    copied = [name for line in lines if line.startswith("COPY") and "--from" not in line for name in line.split()[1:-1]]
    assert [name for name in copied if not (ROOT / name).exists()] == []


def test_every_dependency_has_an_exact_version_and_no_address():
    project = tomllib.loads(read("pyproject.toml"))["project"]
    pinned = {line.partition("==")[0].lower().replace("_", "-") for line in read("constraints.txt").splitlines()}
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert [name for line in asked if (name := Requirement(line).name.lower()) not in pinned] == []
    assert "://" not in read("constraints.txt")


def test_every_excuse_has_a_reason_on_its_line():
    told = subprocess.run(
        ["git", "grep", "-nE", "type: ignore|noqa", "--", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    excuse = re.compile(r"(# (?:ruff: )?noqa: [A-Z0-9, ]+ - \S)|(# type: ignore\[[\w, -]+\]  # \S)")
    lines = [line for line in told.stdout.splitlines() if not line.startswith("tests/packaging/test_files.py")]
    assert [line for line in lines if not excuse.search(line)] == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "Makefile", ".ci/run", "LICENSE"])
def test_what_a_new_user_needs_is_there(name):
    assert read(name).strip()
