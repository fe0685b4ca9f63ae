# ruff: noqa: E501, RUF001 - names of months and forms of dates read by the row, in their own scripts
"""Dates as pages print them -> aware instants in UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta, tzinfo
from datetime import timezone as fixed_zone
from zoneinfo import ZoneInfo

# The months' names and their short forms, January first; a row goes on where it is indented.
_MONTH_NAMES = """
january jan januar jänner janvier janv enero ene gennaio gen janeiro januari ocak oca styczeń stycznia sty leden ledna január januára январь января
    янв січень січня siječnja ianuarie ιανουαρίου ιανουάριος ιαν tammikuu tammikuuta januari̇ يناير जनवरी มกราคม
february feb februar feber février fevrier févr fév febrero febbraio febb fevereiro fev februari şubat şub luty lutego lut únor února február februára
    февраль февраля фев лютий лютого veljače februarie φεβρουαρίου φεβ helmikuu helmikuuta فبراير फरवरी กุมภาพันธ์
march mar märz maerz mär mrz mars marzo março marco maart mrt mart marzec marca březen března marec март марта мар березень березня ožujka martie
    μαρτίου μαρ maret marts maaliskuu maaliskuuta március مارس मार्च มีนาคม
april apr avril avr abril abr aprile nisan nis kwiecień kwietnia kwi duben dubna apríl apríla апрель апреля апр квітень квітня travnja aprilie
    απριλίου απρ huhtikuu huhtikuuta április أبريل ابريل अप्रैल เมษายน
may mai mayo maggio mag maio mei maj maja květen května máj mája май мая травень травня svibnja μαΐου μάιος mayıs toukokuu toukokuuta május مايو मई
    พฤษภาคม
june jun juni juin junio giugno giu junho czerwiec czerwca cze červen června jún júna июнь июня июн червень червня lipnja iunie ιουνίου ιουν haziran
    haz kesäkuu kesäkuuta június يونيو जून มิถุนายน
july jul juli juillet juil julio luglio lug julho lipiec lipca lip červenec července júl júla июль июля июл липень липня srpnja iulie ιουλίου ιουλ
    temmuz tem heinäkuu heinäkuuta július يوليو जुलाई กรกฎาคม
august aug août aout agosto ago augustus sierpień sierpnia sie srpen srpna augusta август августа авг серпень серпня kolovoza αυγούστου αυγ ağustos
    ağu agustus elokuu elokuuta augusti augusztus أغسطس اغسطس अगस्त สิงหาคม
september sep sept septembre septiembre setiembre settembre set sett setembro eylül eyl wrzesień września wrz září zář septembra сентябрь сентября сен
    вересень вересня rujna septembrie σεπτεμβρίου σεπ syyskuu syyskuuta szeptember سبتمبر सितंबर सितम्बर กันยายน
october oct oktober okt octobre octubre ottobre ott outubro out ekim eki październik października paź říjen října október októbra октябрь октября окт
    жовтень жовтня listopada octombrie οκτωβρίου οκτ lokakuu lokakuuta أكتوبر اكتوبر अक्टूबर अक्तूबर ตุลาคม
november nov novembre noviembre novembro kasım kas listopad listopadu lis novembra ноябрь ноября ноя листопад листопада studenoga noiembrie νοεμβρίου
    νοε nopember marraskuu marraskuuta نوفمبر नवंबर नवम्बर พฤศจิกายน
december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro aralık ara grudzień grudnia gru prosinec prosince decembra декабрь
    декабря дек грудень грудня prosinca decembrie δεκεμβρίου δεκ desember des joulukuu joulukuuta ديسمبر दिसंबर दिसम्बर ธันวาคม
"""
_MONTH_ROW = re.compile(r"\n(?=\S)")
_MONTHS = {
    name: month for month, row in enumerate(_MONTH_ROW.split(_MONTH_NAMES.rstrip())[1:], 1) for name in row.split()
}
# Names that mean another month in another language.
_MONTHS_IN = {("cs", "listopad"): 11, ("cs", "listopadu"): 11, ("pl", "listopada"): 11, ("hr", "listopada"): 10}
_HOURS = {
    "utc": 0, "gmt": 0, "z": 0, "ut": 0, "wet": 0, "bst": 1, "cet": 1, "mez": 1, "west": 1, "cest": 2, "mesz": 2, "eet": 2, "sast": 2, "cat": 2,
    "eest": 3, "msk": 3, "eat": 3, "trt": 3, "gst": 4, "pkt": 5, "ist": 5.5, "wib": 7, "ict": 7, "hkt": 8, "sgt": 8, "myt": 8, "awst": 8, "wita": 8,
    "jst": 9, "kst": 9, "wit": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13, "edt": -4, "est": -5, "cdt": -5, "cst": -6, "mdt": -6,
    "mst": -7, "pdt": -7, "pst": -8, "akdt": -8, "akst": -9, "hst": -10, "ast": -4, "adt": -3, "brt": -3, "art": -3,
}  # fmt: skip
# These stand for standard or summer time, whichever the day has.
_PLACES = {"et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles"}

_ISO = re.compile(
    r"(?<!\d)(?P<y>\d{4})(?P<s>[-/.])\s?(?P<m>\d{1,2})(?P=s)\s?(?P<d>\d{1,2})\.?(?!\d)"
    r"|(?<!\d)(?P<y2>(?:19|20)\d\d)(?P<m2>[01]\d)(?P<d2>[0-3]\d)(?=T|$|\s|\d{6}\b)"
    r"|(?P<y3>\d{4})\s*[年년]\s*(?P<m3>\d{1,2})\s*[月월]\s*(?P<d3>\d{1,2})\s*[日일]?"
)
_WHOLE_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)", re.ASCII)
_NUMERIC = re.compile(r"(?<![\d.])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d)")
_DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|ª)?[.\s,-]{0,3}\s?(?:de |d'|di |of )?([^\s\d.,/:-]{2,})\.?[\s,-]{0,3}(?:de |del |do )?(\d{4})(?!\d)"
)
_MONTH_DAY = re.compile(r"([^\s\d.,/:-]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,|\s|\.)\s*(?:at\s+)?(\d{4})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[.,]?\s+([^\s\d.,/:-]{3,})\.?\s+(\d{1,2})(?!\d)")
_NO_YEAR_FIRST = re.compile(r"([^\s\d.,/:-]{3,})\s+(\d{1,2})\s+\d\d?:\d\d(?::\d\d)?\s+(?:[A-Z]{3,4}\s+)?(\d{4})(?!\d)")
_VIETNAMESE = re.compile(r"(\d{1,2})\s+tháng\s+(\d{1,2}),?\s+(?:năm\s+)?(\d{4})", re.IGNORECASE)
_TIME = re.compile(
    r"(?P<before>午前|午後|上午|下午|오전|오후|am|pm)?\s*(?<![\d.])(?P<h>\d{1,2})\s*(?::|[时時点點시]\s*|(?<=\d)[hH.](?=[0-5]\d(?!\d|[./-]\d)))(?P<min>[0-5]\d)?\s*[分분]?(?::(?P<sec>[0-5]\d)(?:[.,]\d+)?)?"
    r"\s*(?P<after>[ap]\.?\s?m\b\.?|ÖS\b|ÖÖ\b)?\s*\(?(?P<zone>(?:GMT|UTC)?\s?[+\u2212-]\d{1,2}(?::?\d\d)?(?!\d)|[A-Za-z]{1,5}\b)?",
    re.IGNORECASE,
)
_HOUR_ONLY = re.compile(
    r"(?<!\d)(?P<h>1[0-2]|0?[1-9])\s?(?P<after>[ap]\.?m\b)(?P<min>)(?P<sec>)(?P<before>)\s*(?P<zone>[A-Za-z]{1,5}\b)?",
    re.IGNORECASE,
)
_COMPACT_TIME = re.compile(
    r"T?(?P<h>[0-2]\d)(?P<min>[0-5]\d)(?P<sec>[0-5]\d)?(?P<zone>Z|[+-]\d\d:?\d\d)?(?P<before>)(?P<after>)"
)
_OFFSET = re.compile(r"(?:GMT|UTC)?\s?([+\u2212-])(\d{1,2}):?(\d\d)?", re.IGNORECASE)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?$")
_AGO = re.compile(r"(\d{1,3})\s*(second|sec|minute|min|hour|hr|day|week)s?\.?\s+ago", re.IGNORECASE)
_AGO_UNITS = {"sec": "seconds", "min": "minutes", "hou": "hours", "hr": "hours", "day": "days", "wee": "weeks"}
_LONGEST = 300
_MAYBE_DATE = re.compile(r"\d")


def parse(
    text: str, *, timezone: str | None = None, language: str | None = None, now: datetime | None = None
) -> datetime | None:
    """The instant that a text names, aware and in UTC, or None if it names none.

    ISO 8601, RFC 822, seconds since 1970 and dates printed in many languages; words around the date do not matter. A
    time without a zone is taken in `timezone` (an IANA name), else UTC; a date without a time is its midnight there.
    `language` decides 3/4/2025 (April but in English); "2 hours ago" counts from `now`, and is None without it.
    """
    text = text[:_LONGEST].strip()
    if not _MAYBE_DATE.search(text):
        return None
    if _WHOLE_ISO.fullmatch(text):
        try:  # what nearly all data say, in a tenth of the time
            return _believable(datetime.fromisoformat(text).replace(microsecond=0))
        except ValueError:
            pass  # 24:00 and the like, as below
    zone = _zone(timezone)
    try:
        if _EPOCH.match(text):
            return _believable(datetime.fromtimestamp(int(text[:10]), UTC))
        ago = _AGO.search(text)
        if ago and now is not None:
            unit = _AGO_UNITS[ago.group(2).lower()[:3].rstrip("r") if ago.group(2).lower() != "hr" else "hr"]
            return now.astimezone(UTC) - timedelta(**{unit: int(ago.group(1))})
        return _printed(text, zone, language)
    except (ValueError, OverflowError, KeyError):
        return None


def _printed(text: str, zone: tzinfo, language: str | None) -> datetime | None:
    found = _day(text, (language or "").lower()[:2])
    if found is None:
        return None
    (year, month, day), (start, end) = found
    time = _time_near(text, start, end)
    if time is None:
        return _believable(datetime(year, month, day, tzinfo=zone))
    hour, minute, second = _clock(time)
    own = _named_zone(time.group("zone"))
    return _believable(datetime(year, month, day, hour, minute, second, tzinfo=own or zone))


def _believable(moment: datetime) -> datetime | None:
    return moment.astimezone(UTC) if 1900 <= moment.year <= 2100 else None


def _zone(name: str | None) -> tzinfo:
    """The zone of that name; UTC for none and for a name that does not exist."""
    if not name:
        return UTC
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC


Day = tuple[tuple[int, int, int], tuple[int, int]]


def _day(text: str, language: str) -> Day | None:
    """Year, month and day of the first date in a text, and where it stands."""
    match = _ISO.search(text)
    if match:
        year, month, day = (group for group in match.group("y", "m", "d", "y2", "m2", "d2", "y3", "m3", "d3") if group)
        return (int(year), int(month), int(day)), match.span()
    return _named_day(text, language) or _numeric_day(text, language)


def _named_day(text: str, language: str) -> Day | None:
    match = _VIETNAMESE.search(text)
    if match:
        return (int(match.group(3)), int(match.group(2)), int(match.group(1))), match.span()
    for pattern, (y, m, d) in (
        (_DAY_MONTH, (3, 2, 1)), (_MONTH_DAY, (3, 1, 2)), (_NO_YEAR_FIRST, (3, 1, 2)), (_YEAR_FIRST, (1, 2, 3)),
    ):  # fmt: skip
        for match in pattern.finditer(text):
            month = _month(match.group(m), language)
            if month:
                year = int(match.group(y))
                # Thai years count from 543 before ours.
                year -= 543 if 2400 < year < 2700 else 0
                end = match.end(d) if pattern is _NO_YEAR_FIRST else match.end()
                return (year, month, int(match.group(d))), (match.start(), end)
    return None


def _month(name: str, language: str) -> int | None:
    folded = name.casefold().rstrip(".").replace("i̇", "i")
    return (
        _MONTHS_IN.get((language, folded))
        or _MONTHS.get(folded)
        or _MONTHS.get(folded[:3] if folded.isascii() and len(folded) == 4 else "")
    )


def _numeric_day(text: str, language: str) -> Day | None:
    match = _NUMERIC.search(text)
    if not match:
        return None
    first, second, year = int(match.group(1)), int(match.group(3)), int(match.group(4))
    year += 2000 if year < 100 else 0
    month_first = second > 12 or (match.group(2) == "/" and language == "en" and first <= 12)
    day, month = (second, first) if month_first else (first, second)
    return (year, month, day), match.span()


def _time_near(text: str, start: int, end: int) -> re.Match[str] | None:
    """The time of day that belongs to a date: after it, else before it."""
    after = text[end:]
    if after[:1] == "T" or (after[:1].isdigit() and end > 7):
        compact = _COMPACT_TIME.match(after)
        if compact:
            return compact
    for part in (after.removeprefix("T"), text[:start]):
        for match in _TIME.finditer(part):
            if int(match.group("h")) < 25 and (
                match.group("min")
                or match.group("before")
                or "時" in match.group()
                or "时" in match.group()
                or "시" in match.group()
            ):
                return match
        hour = _HOUR_ONLY.search(part)
        if hour:
            return hour
    return None


def _clock(match: re.Match[str]) -> tuple[int, int, int]:
    hour, minute, second = int(match.group("h")), int(match.group("min") or 0), int(match.group("sec") or 0)
    half = ((match.group("before") or "") + (match.group("after") or "")).lower().replace(".", "").replace(" ", "")
    if half in {"pm", "午後", "下午", "오후", "ös"}:
        hour += 12 if hour < 12 else 0
    elif half in {"am", "午前", "上午", "오전", "öö"}:
        hour -= 12 if hour == 12 else 0
    return (0 if hour == 24 else hour), minute, second


def _named_zone(name: str | None) -> tzinfo | None:
    """The zone that is printed beside a time, or None for a word that is none."""
    if not name:
        return None
    offset = _OFFSET.fullmatch(name)
    if offset:
        hours, minutes = int(offset.group(2)), int(offset.group(3) or 0)
        shift = timedelta(hours=hours, minutes=minutes)
        return fixed_zone(-shift if offset.group(1) != "+" else shift) if hours <= 15 else None
    if name.lower() in _PLACES:
        return _zone(_PLACES[name.lower()])
    hours_east = _HOURS.get(name.lower())
    return None if hours_east is None else fixed_zone(timedelta(hours=hours_east))


def is_day_alone(instant: datetime) -> bool:
    """Whether a day is all that is known: midnight in UTC is nearly always a date that was printed without a time."""
    return instant.astimezone(UTC).time() == time()
