"""Dates as people and programs write them in front matter and file names."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

_NUMERIC = re.compile(
    r"""(?P<year>\d{4}) \s? [-/.年] \s? (?P<month>\d{1,2}) \s? [-/.月] \s? (?P<day>\d{1,2}) \s? 日?
    (?: \s? \([^)]{1,3}\) )?
    (?: (?: T | \s{0,3} )
        (?P<hour>\d{1,2}) [:時] (?P<minute>\d{1,2})
        (?: [:分] (?: (?P<second>\d{1,2}) (?: [.,](?P<fraction>\d{1,9}) )? 秒? )? )?
        \s? (?P<zone> Z | UTC | GMT | JST | [+-]\d{2} (?: :?\d{2} (?: :?\d{2} )? )? )?
    )?""",
    re.VERBOSE | re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2}))?Z?")
_EPOCH = re.compile(r"\d{9,10}(?:\d{3})?(?:\.\d{1,9})?")
_WORDS = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y")
_ZONES = {"z": 0, "utc": 0, "gmt": 0, "jst": 9}
_IN_NAME = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")

LONGEST = 64
"""No date is written with more characters."""


def to_datetime(value: object) -> datetime:
    """The moment that `value` names, with a zone (UTC where it names none); midnight where it names no time.

    Takes text in numeric, ISO 8601, Japanese, RFC 5322 and English forms, seconds or milliseconds since 1970,
    and date or datetime objects. Raises ValueError for anything else, for a date that the calendar does not
    have, and outside the years 1000 to 9998 (beyond them a change of zone can overflow).
    """
    moment = _moment(value)
    if not 1000 <= moment.year <= 9998:
        raise ValueError("year out of range")
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def date_in_name(name: str) -> tuple[datetime | None, str]:
    """The date at the start of a file name (`2026-04-18-words` or `2026-04-18`), and the rest of the name."""
    found = _IN_NAME.match(name)
    if found is None:
        return None, name
    try:
        moment = to_datetime(datetime(*map(int, found.groups()), tzinfo=UTC))  # type: ignore[arg-type, misc]
    except ValueError:
        return None, name
    return moment, name[found.end() :].lstrip("-_ ")


def _moment(value: object) -> datetime:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError("no date")
    text = unicodedata.normalize("NFKC", str(value)[: LONGEST + 1]).strip()
    if len(text) > LONGEST:
        raise ValueError("no date")
    for form in (_numeric, _compact, _epoch, _words):
        moment = form(text)
        if moment is not None:
            return moment
    try:
        return parsedate_to_datetime(text)
    except (TypeError, IndexError, OverflowError) as error:
        raise ValueError("no date") from error


def _numeric(text: str) -> datetime | None:
    found = _NUMERIC.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute, second = (
        int(found[name] or 0) for name in ("year", "month", "day", "hour", "minute", "second")
    )
    microsecond = int((found["fraction"] or "")[:6].ljust(6, "0"))
    return datetime(year, month, day, hour, minute, second, microsecond, tzinfo=_zone(found["zone"]))


def _zone(text: str | None) -> timezone:
    if not text:
        return UTC
    if text.lower() in _ZONES:
        hours = _ZONES[text.lower()]
        return timezone(timedelta(hours=hours)) if hours else UTC
    digits = text[1:].replace(":", "").ljust(6, "0")
    hours, minutes, seconds = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    if minutes > 59 or seconds > 59:
        raise ValueError("no time zone")
    offset = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return timezone(-offset if text[0] == "-" else offset)  # raises ValueError from 24 hours on


def _compact(text: str) -> datetime | None:
    found = _COMPACT.fullmatch(text)
    if found is None:
        return None
    return datetime(*(int(part or 0) for part in found.groups()), tzinfo=UTC)  # type: ignore[arg-type, misc]


def _epoch(text: str) -> datetime | None:
    if not _EPOCH.fullmatch(text):
        return None
    seconds = float(text)
    return datetime.fromtimestamp(seconds / 1000 if seconds >= 1e11 else seconds, UTC)


def _words(text: str) -> datetime | None:
    for form in _WORDS:
        try:
            return datetime.strptime(text, form).replace(tzinfo=UTC)
        except ValueError:
            continue
    return None
