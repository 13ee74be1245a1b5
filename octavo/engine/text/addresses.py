"""Web addresses in normal form: which two are the same article, what in them only follows the reader, slugs."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, unquote_to_bytes, urlsplit

import idna

# Parameters that tell a publisher where a click came from. None of them ever chooses the article.
_TRACKING_WORDS = """
fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ysclid twclid ttclid li_fat_id igshid igsh mibextid sfnsn
fb_action_ids fb_action_types fb_source fb_ref fbc __twitter_impression twsrc ref_src ref_url
mc_cid mc_eid mkt_tok _hsenc _hsmi __hstc __hssc __hsfp hsctatracking oly_enc_id oly_anon_id vero_id vero_conv
sfmc_id sfmc_sub sfmc_activityid _openstat wickedid rb_clickid s_cid s_kwcid cmp cmpid cmpgn ncid nlid ocid icid
intcid intcmp int_cid ico ito xtor pnespid dicbo tblci oborigurl cxrecs_s nr_email_referer spotim_referrer
guccounter guce_referrer guce_referrer_sig soc_src soc_trk tsrc .tsrc trk trkinfo trkcampaign spm scm
sharetoken share_token sharetype share_source shared leadsource srnd sref ftag smid smtyp emc
traffic_source rssid rss_id maca taid wt_mc wt_zmc wtmc wtrid wt.mc_id wt.tsrc sc_campaign sc_channel sc_cid
pk_campaign pk_kwd pk_source pk_medium pk_content piwik_campaign piwik_kwd mod_from hootpostid
_ga _gl _gac ga_source ga_medium ga_campaign ga_content ga_term gaa_at gaa_n gaa_ts gaa_sig
irclickid irgwc zanpid ranmid raneaid ransiteid clickid reflink mkwid pcrid amp_gsa amp_js_v usqp amp_ct
"""
_TRACKING = frozenset(_TRACKING_WORDS.split())
_TRACKING_PREFIXES = ("utm_", "utm-", "at_", "itm_", "mtm_", "matomo_", "hmb_", "ns_mchannel", "ns_source", "ns_camp")
# These names choose the article on some sites and only say where the reader came from on others: the value tells.
_VAGUE_WORDS = "ref referrer referer source src from via origin medium campaign partner cid mod share"
_VAGUE = frozenset(_VAGUE_WORDS.split())
_CAME_FROM = re.compile(
    r"""(?:.*[-_.\s])?(?:rss\d?|feeds?|atom|twitter|x|facebook|fb|instagram|linkedin|reddit|whatsapp|telegram|bluesky|mastodon
    |youtube|google|googlenews|gnews|bing|yahoo|msn|flipboard|smartnews|newsbreak|pocket|applenews|apple|taboola|outbrain
    |newsletters?|e?mail|push|notification|social|socialmedia|share|sharing|app|ios|android|home|homepage|hp|nav|menu|topnav
    |footer|header|sidebar|related|recirc|recommended|popular|trending|mostread|most_read|search|internal|widget
    )(?:[-_.\s].*)?|""",
    re.VERBOSE,
)
# "rss" is here and not above: an article's link may end in "?rss", but so may a feed's address, where it must stay.
_RENDERINGS = frozenset({"amp", "_amp", "isamp", "rss"})
# WordPress: a comment to answer. Only the form below the article differs.
_REPLY = "replytocom"
_ON = frozenset({"", "1", "true", "yes"})
_AMP_OUTPUTS = frozenset({"output", "outputtype", "outputtype-amp", "mode", "view", "format", "type"})

_SURROGATE = re.compile(r"[\ud800-\udfff]")  # left over from broken decoding, impossible in UTF-8
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_BARE_HOST = re.compile(
    r"(?:[\w-]+\.)+(?!(?:s?html?|php|aspx?|jsp|xml|rss|atom|json|pdf|jpe?g|png)\b)[^\W\d_]{2,}(?::\d+)?(?:[/?#]|$)"
)
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|shtml|php\d?|aspx?|jsp|cfm)$", re.IGNORECASE)
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#]*", re.IGNORECASE)
_AMP_TAIL = re.compile(r"[._-]amp(?=\.(?:s?html?|cms|php)$)|\.amp$|(?<=/)amp\.html?$", re.IGNORECASE)
_AMP_PAGE = re.compile(r"/amp/1$", re.IGNORECASE)
_AMP_SHOW = re.compile(r"(?<=/)amp_(?=\w+(?:show|blog)/)", re.IGNORECASE)
_FOLLOWING_FRAGMENT = re.compile(r"^(?:xtor=|utm_|ref=|at_|:~:text=|Echobox=|rss|cmpid)", re.IGNORECASE)


def host_of(address: str) -> str:
    """The host of a web address, lower-case ASCII (IDNA), 'www.' kept; '' where there is none."""
    try:
        host = urlsplit(_complete(address)).hostname or ""
    except ValueError:
        return ""
    return ascii_host(host) or host.lower()


@lru_cache(maxsize=4096)
def ascii_host(host: str) -> str | None:
    """A host name in lower-case ASCII as DNS has it (UTS 46), without a trailing dot; None where that cannot be."""
    if host.isascii():
        return host.lower().removesuffix(".")
    try:
        return idna.encode(host, uts46=True, transitional=False).decode("ascii").lower().removesuffix(".")
    except (idna.IDNAError, UnicodeError):
        return _map_numbers(host)


def _map_numbers(host: str) -> str | None:
    """IDNA refuses numeric labels in some forms; what maps to ASCII all the same is judged as that."""
    try:
        mapped = idna.uts46_remap(host, std3_rules=False, transitional=False)
    except (idna.IDNAError, UnicodeError):
        return None
    return mapped.lower().removesuffix(".") if mapped.isascii() else None


def address_key(address: str) -> str:
    """One key for every address of the same article: 'host/path?query', without a scheme.

    Equal for http and https, default ports, letter case of the host, www./m./mobile./amp. hosts, AMP forms and caches,
    tracking parameters and their order, fragments (but '#!'), trailing slashes, index pages, ways to percent-encode.
    What is no web address is returned as it is, without surrounding blanks. Applying it twice changes nothing.
    """
    completed = _unwrap_amp(_complete(address))
    try:
        parts = urlsplit(completed)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return address.strip()
    if parts.scheme not in ("http", "https") or not host:
        return address.strip()
    host = _plain_host(ascii_host(host) or host)
    shown = f"[{host}]" if ":" in host else host
    place = shown if port in (None, 80, 443) else f"{shown}:{port}"
    query = "&".join(sorted(_kept_parameters(parts.query, host)))
    bang = "#" + _recode(parts.fragment) if parts.fragment.startswith("!") else ""
    return place + _plain_path(parts.path) + (f"?{query}" if query else "") + bang


def strip_tracking(address: str) -> str:
    """The address without what only follows the reader: tracking parameters and such fragments.

    Everything else, spelling and order included, stays byte for byte.
    """
    address = address.strip()
    rest, hash_mark, fragment = address.partition("#")
    if _FOLLOWING_FRAGMENT.match(fragment):
        hash_mark = fragment = ""
    base, question, query = rest.partition("?")
    kept = "&".join(pair for pair in query.split("&") if not _is_tracking(pair))
    return base + (question if kept or not query else "") + kept + hash_mark + fragment


def slugify(text: str, max_length: int = 60) -> str:
    """Lower-case words joined by hyphens, for addresses of our own.

    Letters, digits and combining marks of every script stay (NFC); all else parts words, but apostrophes and
    invisible joiners, which vanish. Cut between words where one ends in the second half, never inside a character
    with its marks. '' where nothing is left.
    """
    out: list[str] = []
    for char in unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).lower()):
        kind = unicodedata.category(char)
        if kind[0] in "LM" or kind == "Nd":
            out.append(char)
        elif kind != "Cf" and char not in "'’ʼ`´":
            out.append("-")
    slug = re.sub(r"-{2,}", "-", "".join(out)).strip("-")
    return slug if len(slug) <= max_length else _cut(slug, max_length)


def _cut(slug: str, length: int) -> str:
    if slug[length] == "-":
        return slug[:length]
    between = slug.rfind("-", 0, length)
    if between >= length // 2:
        return slug[:between]
    while length and unicodedata.category(slug[length])[0] == "M":
        length -= 1
    return slug[:length].rstrip("-")


# ---------------------------------------------------------------- parts


def _complete(address: str) -> str:
    """An address with a scheme, where the publisher left it out."""
    address = address.strip()
    if address.startswith("//"):
        return "https:" + address
    return "https://" + address if _BARE_HOST.match(address) else address


def _unwrap_amp(address: str) -> str:
    """What Google's and Bing's AMP caches hold: the publisher's own address is in theirs."""
    match = re.match(
        r"https?://(?:www\.)?(?:google\.[a-z.]+/amp/(?:s/)?|bing-amp\.com/c/(?:s/)?|[a-z0-9-]+\.cdn\.ampproject\.org/[a-z]/(?:s/)?)"
        r"(?P<inside>[^/]+\..+)",
        address,
        re.IGNORECASE,
    )
    return "https://" + match["inside"] if match else address


def _plain_host(host: str) -> str:
    """Without the labels that only choose a rendering, as long as a name with a dot remains."""
    labels = host.split(".")
    while len(labels) > 2 and labels[0] in ("www", "www2", "m", "mobile", "amp", "touch", "wap"):
        del labels[0]
    if len(labels) > 3 and labels[1] == "m":  # en.m.wikipedia.org
        del labels[1]
    return ".".join(labels)


def _plain_path(path: str) -> str:
    path = _SESSION.sub("", _recode(path))
    path = _AMP_SHOW.sub("", _AMP_PAGE.sub("", path))
    path = "/" + "/".join(_resolve_dots(path))
    path = _INDEX.sub("/", path).rstrip("/")
    return _AMP_TAIL.sub("", path).rstrip("/")


def _resolve_dots(path: str) -> list[str]:
    """The path's segments without '.', '..', empty ones and those that say AMP."""
    out: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            del out[-1:]
        elif segment not in ("", ".") and segment.lower() not in ("amp", "amphtml"):
            out.append(segment)
    return out


def _recode(text: str) -> str:
    """One way to percent-encode: unreserved characters plain, hex digits in capitals, all else as it was."""

    def one_way(match: re.Match[str]) -> str:
        char = chr(int(match.group()[1:], 16))
        return char if char.isascii() and (char.isalnum() or char in "-._~") else match.group().upper()

    text = _SURROGATE.sub("\ufffd", _ESCAPE.sub(one_way, text))
    return quote(text, safe="%/:=&?~#+!$,;'@()*[]|-._")


def _kept_parameters(query: str, host: str) -> list[str]:
    kept = set()
    for pair in query.split("&"):
        if pair and not _is_tracking(pair) and not _is_rendering(pair):
            name, _, value = pair.removeprefix("amp;").replace("+", "%20").partition("=")
            kept.add(f"{_recode(name)}={_recode(value)}" if value else _recode(name))
    if ".blogspot." in host:
        kept.discard("m=1")
    return list(kept)


def _is_tracking(pair: str) -> bool:
    name, value = _read_pair(pair)
    if name in _TRACKING or name.startswith(_TRACKING_PREFIXES):
        return True
    return name in _VAGUE and len(value) < 100 and _CAME_FROM.fullmatch(value) is not None


def _is_rendering(pair: str) -> bool:
    name, value = _read_pair(pair)
    if name in _RENDERINGS:
        return value in _ON
    return name == _REPLY or (name in _AMP_OUTPUTS and value in ("amp", "amp-type", "amphtml"))


def _read_pair(pair: str) -> tuple[str, str]:
    """Name and value in lower case; "amp;" before a name is what is left of an ampersand escaped twice."""
    plain = unquote_to_bytes(pair.removeprefix("amp;").replace("+", " ")).decode("utf-8", "replace").lower()
    name, _, value = plain.partition("=")
    return name, value
