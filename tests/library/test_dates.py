"""Dates in the forms that people and programs write."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.dates import date_in_name, to_datetime

TOKYO = timezone(timedelta(hours=9))
MORNING = datetime(2026, 4, 18, 10, 0, tzinfo=TOKYO)
MIDNIGHT = datetime(2026, 4, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2026-04-18 10:00:00 +0900",
        "2026-04-18 10:00:00 +09:00",
        "2026-04-18T10:00:00+09:00",
        "2026-04-18T10:00:00.000+09",
        "2026-04-18T01:00:00Z",
        "2026-04-18 01:00 UTC",
        "2026-04-18 10:00 JST",
        "2026/4/18 1:00",
        "2026年4月18日 10時00分 JST",
        "2026年4月18日（土）10:00 +0900",
        "２０２６年４月１８日　１０：００ +0900",
        "Sat, 18 Apr 2026 10:00:00 +0900",
        "20260418T010000Z",
        "1776474000",
        "1776474000000",
        1776474000,
        1776474000.0,
        datetime(2026, 4, 18, 1, 0),
        MORNING,
    ],
)
def test_a_moment(text: object) -> None:
    assert to_datetime(text) == MORNING


@pytest.mark.parametrize(
    "text",
    [
        "2026-04-18",
        "2026-4-18",
        "2026/04/18",
        "2026.04.18",
        "20260418",
        "2026年4月18日",
        "2026年4月18日(土)",
        "April 18, 2026",
        "Apr 18, 2026",
        "18 April 2026",
        date(2026, 4, 18),
    ],
)
def test_a_day(text: object) -> None:
    assert to_datetime(text) == MIDNIGHT


@pytest.mark.parametrize(
    "value",
    [
        "2026-02-30",
        "2026-13-01",
        "2026-04-18 25:00",
        "2026-04-18 10:00:00 +99:99",
        "2026-04-18 10:00:00 +09:77",
        "0001-01-01T00:00:00Z",
        "9999-12-31",
        "2026-04",
        "2026",
        "yesterday",
        "",
        "9" * 5000,
        True,
        None,
        ["2026-04-18"],
        float("nan"),
        float("inf"),
    ],
)
def test_what_is_no_date(value: object) -> None:
    with pytest.raises((ValueError, OverflowError)):
        to_datetime(value)


@given(st.text() | st.integers() | st.floats())
def test_anything_is_a_date_with_a_zone_or_a_value_error(value: object) -> None:
    try:
        moment = to_datetime(value)
    except (ValueError, OverflowError, OSError):
        return
    assert moment.utcoffset() is not None
    moment.astimezone(UTC)


@given(st.datetimes(datetime(1000, 1, 2), datetime(9998, 12, 30), timezones=st.timezones()))
def test_iso_text_comes_back(moment: datetime) -> None:
    assert to_datetime(moment.isoformat()).isoformat() == moment.isoformat()
    assert to_datetime(moment.isoformat(" ")).isoformat() == moment.isoformat()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2026-04-18-some-words", (MIDNIGHT, "some-words")),
        ("2026-04-18", (MIDNIGHT, "")),
        ("2026-4-18 words", (MIDNIGHT, "words")),
        ("2026-02-30-words", (None, "2026-02-30-words")),
        ("2026-04-181", (None, "2026-04-181")),
        ("words-2026-04-18", (None, "words-2026-04-18")),
    ],
)
def test_the_date_in_a_file_name(name: str, expected: tuple[datetime | None, str]) -> None:
    assert date_in_name(name) == expected
