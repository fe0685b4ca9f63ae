import json
import logging

import pytest

from monitor.telemetry import logs


@pytest.fixture(autouse=True)
def _root_logger_as_it_was():
    logger = logging.getLogger()
    before, level = logger.handlers[:], logger.level
    yield
    logger.handlers[:] = before
    logger.setLevel(level)


def lines(capsys):
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_a_line_for_machines_names_time_level_logger_and_message(capsys):
    logs.set_up(logging.INFO, as_json=True)
    logging.getLogger("monitor.round").info("%s: %d new", "paper", 3)
    (line,) = lines(capsys)
    assert line.pop("time").endswith("Z")
    assert line == {"level": "info", "logger": "monitor.round", "message": "paper: 3 new"}


def test_what_comes_from_outside_begins_no_line_of_its_own(capsys):
    logs.set_up(logging.INFO, as_json=True)
    logging.getLogger("monitor").warning("a title\n2026-03-17 ERROR forged\r\x1b[31m")
    (line,) = lines(capsys)
    assert line["message"] == "a title\n2026-03-17 ERROR forged\r\x1b[31m"


def test_an_error_brings_its_trace_in_the_same_line(capsys):
    logs.set_up(logging.INFO, as_json=True)
    try:
        int("a surprise")
    except ValueError:
        logging.getLogger("monitor").exception("unexpected failure")
    (line,) = lines(capsys)
    assert line["trace"].endswith("ValueError: invalid literal for int() with base 10: 'a surprise'")


@pytest.mark.parametrize("as_json", [True, False])
def test_libraries_that_talk_much_only_warn(capsys, as_json):
    logs.set_up(logging.DEBUG, as_json=as_json)
    logging.getLogger("httpcore").info("a request")
    logging.getLogger("httpcore").warning("a warning")
    told = capsys.readouterr().err
    assert "a request" not in told
    assert "a warning" in told
