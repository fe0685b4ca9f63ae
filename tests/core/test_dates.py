from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from monitor.core import dates

EVENING = datetime(2025, 3, 17, 23, 15, tzinfo=UTC)
MIDNIGHT = datetime(2025, 3, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2025-03-17T23:15:00Z",
        "2025-03-17T23:15:00.123456Z",
        "2025-03-18T07:15:00+08:00",
        "2025-03-17T18:15:00-0500",
        "20250317T231500Z",
        "2025-03-17 23:15:00 +0000 UTC",
        "Mon, 17 Mar 2025 23:15:00 GMT",
        "Tue, 18 Mar 2025 07:15:00 +0800",
        "Tue Mar 18 2025 07:15:00 GMT+0800 (CST)",
        "Tue Mar 18 00:15:00 CET 2025",
        "1742253300",
        "1742253300000",
        "Published: Mar 17, 2025 11:15 PM",
        "Updated 7:15 p.m. ET March 17, 2025",
        "March 17th, 2025 at 11:15pm",
        "23:15, 17 Mar 2025",
        "17. März 2025, 23:15 Uhr",
        "17.03.2025 - 23.15 Uhr",
        "17 de marzo de 2025 a las 23:15",
        "Publié le 17 mars 2025 à 23h15",
        "17 Mart 2025 - 23:15",
        "17 марта 2025, 23:15",
        "2025年3月17日 午後11時15分",
        "2025-03-17 23:15 来源",
        "2025년 3월 17일 오후 11:15",
        "2025.03.17 23:15",
        "2025. 03. 17. 23:15",
        "17/03/2025 23:15",
    ],
)
def test_a_time_is_read_however_it_is_written(text):
    assert dates.parse(text) == EVENING


@pytest.mark.parametrize(
    "text",
    [
        *("2025-03-17", "20250317", "2025/3/17", "17.3.25", "17-Mar-2025", "17 tháng 3, 2025", "١٧ مارس ٢٠٢٥"),
        *("17 มีนาคม 2568", "Montag, 17. März 2025", "17. března 2025", "17 marca 2025", "lunedì 17 marzo 2025"),
    ],
)
def test_a_day_without_a_time_is_its_midnight(text):
    assert dates.parse(text) == MIDNIGHT


def test_a_time_without_a_zone_takes_the_given_one_and_its_summer_time():
    assert dates.parse("Mar 17, 2025 11:15 PM", timezone="Asia/Shanghai") == datetime(2025, 3, 17, 15, 15, tzinfo=UTC)
    assert dates.parse("2025-07-01 12:00", timezone="Europe/Berlin") == datetime(2025, 7, 1, 10, tzinfo=UTC)


def test_a_zone_that_is_printed_wins_over_the_given_one():
    assert dates.parse("2025-03-17T23:15:00Z", timezone="Asia/Shanghai") == EVENING


def test_a_zone_that_does_not_exist_is_utc():
    assert dates.parse("2025-03-17 23:15", timezone="Nowhere/Town") == EVENING


def test_the_language_decides_between_day_and_month():
    assert dates.parse("3/4/2025", language="en") == datetime(2025, 3, 4, tzinfo=UTC)
    assert dates.parse("3/4/2025", language="fr") == datetime(2025, 4, 3, tzinfo=UTC)
    assert dates.parse("3/17/2025", language="fr") == MIDNIGHT


def test_the_language_decides_between_months_of_one_name():
    assert dates.parse("5. listopadu 2025", language="cs") == datetime(2025, 11, 5, tzinfo=UTC)
    assert dates.parse("5. listopada 2025", language="hr") == datetime(2025, 10, 5, tzinfo=UTC)


def test_an_age_counts_from_now_and_means_nothing_without_it():
    assert dates.parse("2 hours ago", now=EVENING) == EVENING - timedelta(hours=2)
    assert dates.parse("35 mins ago", now=EVENING) == EVENING - timedelta(minutes=35)
    assert dates.parse("2 hours ago") is None


@pytest.mark.parametrize(
    "text", ["", "soon", "2025-02-30", "2025-13-01", "0000-00-00", "17 tables 2025", "9" * 400, "12:30"]
)
def test_what_is_no_date_is_none(text):
    assert dates.parse(text) is None
