"""Sentences that lean on what stands around them: who reads them alone asks who, what or why."""

from __future__ import annotations

from collections.abc import Sequence

STARTS = {
    "en": "he she it they this that these those his her their its him them such however but and also so then meanwhile "
    "moreover therefore thus instead still yet or nor because besides furthermore here there another both neither",
    "de": "er sie es dies diese dieser dieses das deshalb daher doch aber jedoch auch außerdem zudem dabei damit dort "
    "danach dann darin daran darauf darüber davon dazu dafür zwar allerdings ihr "
    "ihre sein seine und denn trotzdem hingegen stattdessen",
    "fr": "il elle ils elles cela ça ce cette ces celui celle son sa ses leur leurs mais cependant toutefois pourtant "
    "ainsi donc alors puis ensuite et or aussi néanmoins",
    "es": "él ella ellos ellas esto eso este esta estos estas ese esa esos su sus pero sin además también así entonces "
    "luego después y aunque allí por",
    "it": "egli ella lui lei loro esso essa essi questo questa questi queste ciò suo sua suoi però tuttavia inoltre "
    "anche quindi così poi allora e ma lì",
    "pt": "ele ela eles elas isso isto este esta estes estas esse essa seu sua seus suas mas porém também assim então "
    "depois e ali contudo além",
    "nl": "hij zij ze het dit dat deze die zijn haar hun maar echter ook daarom toen dan daar bovendien en toch",
    "sv": "han hon den det de detta denna dessa hans hennes deras men dock också därför sedan där och",
    "pl": "on ona ono oni one to ten ta te jego jej ich ale jednak także też dlatego potem tam i więc",
    "ru": "он она оно они это этот эта эти его её ее их но однако также поэтому затем потом там и тогда кроме",
    "uk": "він вона воно вони це цей ця ці його її їх але однак також тому потім там і тоді",
    "tr": "o onlar bu şu bunlar onun ama ancak fakat ayrıca böylece sonra ve bunun",
    "vi": "ông bà anh họ nó điều này đó nhưng tuy ngoài sau do vì và theo",
    "id": "dia ia mereka ini itu namun tetapi juga selain kemudian dan",
    "ar": "هو هي هم هذا هذه ذلك تلك لكن ولكن كما وقال وأضاف وأضافت وقالت ثم أيضا",
}
"""Words by language code with which such a sentence begins: pronouns, demonstratives, and what ties it to another."""
HEADS = {
    "zh": (
        "他",
        "她",
        "它",
        "这",
        "那",
        "此",
        "但",
        "然而",
        "不过",
        "因此",
        "所以",
        "而且",
        "此外",
        "同时",
        "另外",
        "其",
    ),
    "ja": ("彼", "これ", "それ", "この", "その", "しかし", "だが", "また", "そして", "さらに", "一方", "そこ", "同"),
    "ko": ("그는", "그녀", "그들", "이는", "이것", "그러나", "하지만", "또한", "또 ", "그리고", "이에", "한편", "이어"),
    "hi": ("वह ", "वे ", "यह ", "ये ", "इस", "उस", "उन", "लेकिन", "हालांकि", "और ", "फिर "),
    "th": ("เขา", "เธอ", "พวกเขา", "แต่", "อย่างไรก็ตาม", "นอกจากนี้", "และ", "ซึ่ง"),
}
"""The same where words run together, or are written with signs: what the text begins with."""
_FIRST = {code: frozenset(words.split()) for code, words in STARTS.items()}


def starts(code: str) -> frozenset[str]:
    """The words with which a leaning sentence begins in a language; none of an unknown one."""
    return _FIRST.get(code, frozenset())


def leans(text: str, words: Sequence[str], code: str) -> bool:
    """Whether the sentence, given also as its words, leans on what stands before it, or by a colon on what follows.

    In brackets it is an aside to something. In an unknown language these alone tell it.
    """
    if text.rstrip().endswith((":", "：")) or text.startswith(("(", "（", "[")):
        return True
    if code in HEADS:
        return text.lstrip('“"「『《 \u3000').startswith(HEADS[code])
    return bool(words) and words[0] in _FIRST.get(code, ())
