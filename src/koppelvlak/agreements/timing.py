"""What a text says of time: the limit within which something is done, or how often it returns.

Plain Python. People write "binnen een half uur", "within 5 working days" or "4-jaarlijks"; the text
is always kept as they wrote it, and what can be understood of it becomes comparable.
"""

from __future__ import annotations

import re

MINUTE, HOUR, DAY, WEEK = 1, 60, 24 * 60, 7 * 24 * 60
MONTH, YEAR = 30 * DAY, 365 * DAY
# Five working days are a week of the calendar.
WORKING_DAY = WEEK // 5
MONTHS_A_YEAR = 12
# Whoever writes a longer number made a slip of the keyboard.
LONGEST = 100 * YEAR

UNITS: tuple[tuple[str, int], ...] = (
    (r"werkdag(?:en)?|working days?|business days?", WORKING_DAY),
    (r"kwartier(?:en)?|quarters? of an hour", 15 * MINUTE),
    (r"min(?:uten|uut|utes|ute|s)?\.?", MINUTE),
    (r"uren|uur|hours?|hrs?|u|h", HOUR),
    (r"dagen|dag|etma(?:al|len)|days?|d", DAY),
    (r"weken|week|weeks", WEEK),
    (r"maanden|maand|months?", MONTH),
    (r"jaren|jaar|years?", YEAR),
)
WORDS = {
    "een": 1.0, "één": 1.0, "a": 1.0, "an": 1.0, "one": 1.0, "anderhalf": 1.5, "anderhalve": 1.5,
    "half": 0.5, "halve": 0.5, "een half": 0.5, "een halve": 0.5, "half a": 0.5, "half an": 0.5,
    "twee": 2.0, "two": 2.0, "drie": 3.0, "three": 3.0, "vier": 4.0, "four": 4.0,
    "vijf": 5.0, "five": 5.0, "zes": 6.0, "six": 6.0, "acht": 8.0, "eight": 8.0,
    "tien": 10.0, "ten": 10.0, "twaalf": 12.0, "twelve": 12.0,
}  # fmt: skip
_WORD = "|".join(sorted(WORDS, key=len, reverse=True))
_UNIT = "|".join(f"(?:{unit})" for unit, _size in UNITS)
_NUMBER = rf"(?:\d{{1,7}}(?:[.,]\d{{1,3}})?(?:\s*(?:-|–|tot|to|à)\s*\d{{1,7}})?|{_WORD})"
_ONE = rf"{_NUMBER}\s*(?:{_UNIT})(?!\w)"
_SPAN = rf"(?P<span>{_ONE}(?:\s*(?:,|en|and)?\s*{_ONE})*)"
_LIMIT = (
    r"binnen|within|uiterlijk(?: na)?|hoogstens|ten hoogste|maximaal|max\.?|at most|up to|"
    r"no later than|not later than|niet later dan|<=|≤|<"
)
WITHIN = re.compile(rf"(?<!\w)(?:{_LIMIT})\s*{_SPAN}", re.IGNORECASE)
BARE = re.compile(rf"\s*{_SPAN}\s*\.?\s*", re.IGNORECASE)
PIECE = re.compile(rf"(?P<number>{_NUMBER})\s*(?P<unit>{_UNIT})(?!\w)", re.IGNORECASE)
AT_ONCE = re.compile(
    r"(?<!\w)(?:at once|immediately|instantly|directly|directe?|meteen|onmiddellijk|terstond|"
    r"per direct|zo snel mogelijk|asap|as soon as possible)(?!\w)",
    re.IGNORECASE,
)

# "99.9 % monthly availability" returns no more often than anything else: an adverb counts only
# where a clause begins with it.
_BEGUN = r"(?:^|[;,]\s*)(?:(?:at least|minstens|ten ?minste|once|eens)\s+)*"
_PERIODS: tuple[tuple[str, int], ...] = (
    (rf"{_BEGUN}(?:halfjaarlijks|half-?yearly)|twice a year|elk half ?jaar|twee ?x per jaar", 6),
    (rf"{_BEGUN}(?:quarterly|driemaandelijks)|(?:per|elk) kwartaal|every quarter", 3),
    (rf"{_BEGUN}(?:jaarlijks|yearly|annual(?:ly)?)|(?:per|elk|ieder) jaar|(?:a|every) year\b", 12),
    (rf"{_BEGUN}(?:maandelijks|monthly)|(?:per|elke) maand|(?:a|every) month\b", 1),
)
_EVERY = re.compile(
    r"(?:every|elke|iedere|om de|per|de)\s*(?P<number>\d{1,3})\s*"
    r"(?P<unit>years?|jaar|months?|maand(?:en)?)"
    r"|(?P<number2>\d{1,3})[- ](?P<unit2>yearly|jaarlijks\w?|monthly|maandelijks\w?)",
    re.IGNORECASE,
)


def limit(text: str) -> int | None:
    """Return the first limit a text sets, in minutes (0: at once); None when it sets none.

    What is held out "at least" so long, and what returns every so often, is no limit.
    """
    bare = BARE.fullmatch(text)
    if bare is not None:
        return _minutes(bare["span"])
    found = [match for match in (WITHIN.search(text), AT_ONCE.search(text)) if match]
    if not found:
        return None
    first = min(found, key=lambda match: match.start())
    return _minutes(first["span"]) if first.re is WITHIN else 0


def is_bare(text: str) -> bool:
    """Say whether a text is a time and nothing else, such as "24 uur"."""
    return BARE.fullmatch(text) is not None


def every(text: str) -> int | None:
    """Return after how many months something is due again; None when the text does not say."""
    found = _EVERY.search(text)
    if found is not None:
        number = int(found["number"] or found["number2"])
        yearly = (found["unit"] or found["unit2"]).lower().startswith(("y", "j"))
        return (number * MONTHS_A_YEAR if yearly else number) or None
    for pattern, months in _PERIODS:
        if re.search(pattern, text, re.IGNORECASE):
            return months
    return None


def spoken(minutes: int, language: str) -> str:
    """Return a time in words, in the largest unit that is exact: "30 minuten", "2 days"."""
    for name, size in _SPOKEN[language]:
        if minutes and minutes % size == 0:
            count = minutes // size
            one, many = name
            return f"{count} {one if count == 1 else many}"
    return {"nl": "direct"}.get(language, "at once")


_SPOKEN: dict[str, tuple[tuple[tuple[str, str], int], ...]] = {
    "nl": (
        (("jaar", "jaar"), YEAR),
        (("week", "weken"), WEEK),
        (("dag", "dagen"), DAY),
        (("uur", "uur"), HOUR),
        (("minuut", "minuten"), MINUTE),
    ),
    "en": (
        (("year", "years"), YEAR),
        (("week", "weeks"), WEEK),
        (("day", "days"), DAY),
        (("hour", "hours"), HOUR),
        (("minute", "minutes"), MINUTE),
    ),
}


def _minutes(span: str) -> int | None:
    total = sum(_number(piece["number"]) * _size(piece["unit"]) for piece in PIECE.finditer(span))
    return round(total) if total <= LONGEST else None


def _number(text: str) -> float:
    """Return what a number says; of "2-4" the upper end."""
    word = WORDS.get(" ".join(text.lower().split()))
    if word is not None:
        return word
    last = re.split(r"\s*(?:-|–|tot|to|à)\s*", text)[-1]
    return float(last.replace(",", "."))


def _size(unit: str) -> int:
    return next(size for name, size in UNITS if re.fullmatch(name, unit, re.IGNORECASE))
