from __future__ import annotations

import re

_DATELINE = re.compile(
    r"""(?:
    (?:[^\W\d_a-zß-öø-ÿ][\w.'’-]*[,/ ]{1,2}){0,6}      # places, with a capital: "HONG KONG", "Washington, D.C."
    (?:(?:[^\W\d_]+\.?[ ])?\d{1,2}\.?(?:[ ][^\W\d_]+\.?)?[ ,]*)?    # a day: "Aug. 5", "5 août"
    \([^()\n]{2,30}\)[ ]*(?:--|[-–—:])[ \n]+(?![a-zß-öø-ÿ])  # an agency in brackets: "(AP) -"
    |[^\W\d_a-zß-öø-ÿ]{2,}[.'’]?(?:[, /-]{1,2}[^\W\d_a-zß-öø-ÿ]{2,}[.'’]?){0,5}    # "LONDON —", "LONDON, May 3 —"
    (?:[, ]{1,2}[^\W\d_]+\.?[ ]\d{1,2})?[ ]?(?:--|[–—])[ \n]+
    # 新华社北京8月5日电
    |[^\s。，,.]{2,12}(?:\d{1,2}月)?\d{1,2}日(?:电|電|讯|訊)[ ]*(?:[（(][^（）()\n]{2,40}[）)])?[ ]*
    )""",
    re.VERBOSE,
)
_OPENING = re.compile(
    r"""(?:[^\W\d_a-zß-öø-ÿ]{3,}(?:[ ,/][^\W\d_a-zß-öø-ÿ]{2,}){0,2}:[ ](?=["“‘«]?[^\W\d_a-zß-öø-ÿ])     # "KARACHI: A"
    |[^\W\d_a-zß-öø-ÿ][^\W\d_]{2,}(?:/[^\W\d_a-zß-öø-ÿ][^\W\d_]{2,}){0,2}[ ][-–—][ ](?=["“„‘«]?[^\W\d_a-zß-öø-ÿ])
    )""",  # and "Köln/Bonn" before a dash
    re.VERBOSE,
)
"""Datelines that are none but at the start of an article: elsewhere a speaker's name is written so."""
LONGEST = 80
"""Characters that a dateline takes at most."""
REST = 20
"""Characters that must follow it; what is shorter was no sentence after a dateline."""


def length(text: str, *, opens: bool = False) -> int:
    """How many characters of a paragraph's first sentence are its dateline: "HONG KONG (AP) - "; 0 without one.

    Places have capitals; a place in small letters counts before an agency in brackets only, so that an aside between
    dashes is none. A sentence that `opens` its article may have one without capitals or with a colon.
    """
    head = text[: LONGEST + REST]
    found = _DATELINE.match(head) or (_OPENING.match(head) if opens else None)
    if not found or found.end() > LONGEST or len(text) - found.end() < REST or not found.group().strip(" -–—:"):
        return 0
    return found.end()
