"""Parameters of an address that say how one came or how the article is shown, not which article it is.

A parameter that no table here names is never dropped: two articles under one key are worse than one article under two.
"""

from __future__ import annotations

import re


def _names(table: str) -> frozenset[str]:
    """The words of a table written as text."""
    return frozenset(table.split())


# Names that carry nothing but the way to a page: campaigns, mailings, social networks, click counters.
_TRACKING_PREFIXES = tuple(
    _names("""
    utm_ at_ ns_ mtm_ matomo_ piwik_ hsa_ __hs _hs oly_ vero_ wt_ wt. cx_ fb_action fb_ref fb_source amp_ guce_
    trk_ sc_c stm_ itm_ _branch_ bsft_ vgo_""")
)
_TRACKING = _names("""
    gclid gclsrc dclid gbraid wbraid fbclid msclkid twclid ttclid yclid ysclid igshid igsh li_fat_id epik
    irclickid rb_clickid wickedid obclid dicbo tblci outbrainclickid s_kwcid ef_id _openstat _ga _gl _ke mkt_tok
    hsctatracking mc_cid mc_eid mc_tc mc_ev ml_subscriber ml_subscriber_hash ck_subscriber_id dm_i dm_t bxid cndid
    nr_email_referer pk_campaign pk_kwd pk_keyword pk_source pk_medium pk_content pk_cid pk_vid smid smtyp smvar
    emc unlocked_article_code regi_id cmp cmpid ito icid intcid int_cid ncid ocid wprov xtor wtmc wtrid s_cid
    s_campaign spm srnd taid soc_src soc_trk guccounter trk trkcampaign trkinfo __tn__ __twitter_impression usqp
    aoh ampshare ref_src ref_url referrer referer traffic_source hootpostid isappinstalled share_source sharetype
    replytocom""")
# Names that elsewhere choose a page: dropped only with a value that is plainly the name of a way.
_GENERAL = _names(
    "ref refer source src from via origin share shared partner feature mod medium channel cid mbid link_source"
)
_WAYS = _names("""
    feed feeds rss atom rdf syndication twitter tw facebook fb instagram linkedin reddit pinterest whatsapp
    telegram tumblr vk weibo wechat youtube mastodon bluesky threads social share sharing sharebar sharebutton
    button google bing yahoo msn duckduckgo flipboard smartnews upday applenews feedly feedburner pocket hootsuite
    buffer ifttt dlvrit taboola outbrain home homepage front frontpage hp top nav navigation menu header footer
    sidebar teaser ticker widget banner related recommended mostread newsletter mail email push notification app
    ios android timeline singlemessage groupmessage referral""")
_WAY_BREAK = re.compile(r"[-_.:+ ]+")
_ELSEWHERE = re.compile(r"(?i)(?:https?://)?(?:[a-z0-9-]+\.)+(?!html?|php|aspx?|jpe?g|png|pdf)[a-z]{2,}/?")
_SESSIONS = _names("phpsessid jsessionid cfid cftoken oscsid zenid")
_MAYBE_SESSIONS = _names("sid session session_id sessionid s sess")
_LONG_HEX = re.compile(r"[0-9a-fA-F]{16,}")
# Switches to another form of the same article, and names that choose a form by its own name.
_SWITCHES = _names("""
    amp _amp __amp isamp is_amp print printable printerfriendly printer_friendly printpage print_view print-view
    printview mobile""")
_ON = frozenset(["", "0", "1", "true", "false", "yes", "on", "y", "html", "amp", "print"])
_FORM_NAMES = _names("outputtype output view format mode layout pagewanted")
_FORMS = _names("amp amphtml amp-type print printable printer printerfriendly printview mobile")


def say_how(name: str, value: str) -> bool:
    """Whether a parameter says how one came or how the article is shown, not which article it is."""
    if name in _TRACKING or name in _SESSIONS or name.startswith(_TRACKING_PREFIXES):
        return True
    if name in _SWITCHES:
        return value.lower() in _ON
    if name in _FORM_NAMES:
        return value.lower() in _FORMS
    if name in _MAYBE_SESSIONS:
        return _LONG_HEX.fullmatch(value) is not None
    return name in _GENERAL and _is_way(name, value)


def _is_way(name: str, value: str) -> bool:
    """Whether a value names a way to the page: words for ways only, or for `ref` the host that one came from."""
    if name == "ref" and _ELSEWHERE.fullmatch(value):
        return True
    return bool(value) and all(word in _WAYS for word in _WAY_BREAK.split(value.lower()))
