"""Addresses of the network: URLs, hosts, IP addresses, e-mail addresses.

The part of a web address that chooses a language is no difference between languages, and leads to the same page:
``/et/``, ``/en-us/``, ``?hl=fi``, ``ru.`` before a host. So is a fragment, which is often made of a heading's words.
"""

from __future__ import annotations

import posixpath
import re
from functools import cache, lru_cache
from ipaddress import IPv6Address, ip_network
from urllib.parse import unquote, urlsplit

from kbgen.languages import is_known

URL = re.compile(r"[^\s<>\"`|“”„«»]{1,2000}")
IPV4 = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}(?:/\d{1,2})?(?::\d{1,5})?(?![\w]|\.\d)")
EMAIL_HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,62})\.){1,8}[^\W\d_]{2,24}(?!\w)")
HOST = re.compile(
    r"(?<![\w@./-])(?:[a-z0-9][a-z0-9_-]{0,62}\.){1,8}[a-z]{2,24}(?![\w])(?::\d{1,5}(?!\d)|/[^\s<>\"`|“”«»,;]{0,2000})?",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][a-zA-Z]{2,4})?")
_PARAMETERS = re.compile(r"(?:hl|lang|language|locale|lng)=[\w-]*&?")
_TRAILING = ".,;:!?…*_'’\"”"

_FILES = """
    html htm php js ts css json xml yml yaml toml ini cfg conf config log txt md csv tsv sql db py rb sh bat ps1 exe
    msi dmg pkg deb rpm apk zip gz tar tgz rar 7z pdf doc docx xls xlsx ppt pptx odt ods eml mbox pst ics vcf jpg jpeg
    png gif svg webp avif ico bmp tif tiff mp3 mp4 mov avi mkv webm woff woff2 ttf otf pem key crt cer csr p12 pfx p7b
    htaccess htpasswd user bak old tmp lock env pub
"""
FILES = frozenset(_FILES.split())
_GENERIC = """
    com org net edu gov mil int info biz name pro mobi eu uk app dev io ai co me tv online shop store site blog cloud
    tech page xyz club host email wiki zone example test invalid localhost local internal lan onion arpa wordpress
"""
GENERIC = frozenset(_GENERIC.split())


@cache
def _countries() -> frozenset[str]:
    from babel import Locale

    return frozenset(code.lower() for code in map(str, Locale("en").territories) if len(code) == 2)


@lru_cache(maxsize=4096)
def kind_of_name(name: str) -> str:
    """``host`` or ``file`` by what stands behind the last point; empty for other words with points in them."""
    last = name.partition("/")[0].partition(":")[0].rpartition(".")[2]
    if last != last.lower() and last != last.upper():
        return ""
    last = last.lower()
    if last in FILES:
        return "file"
    return "host" if last in GENERIC or last in _countries() else ""


def without_punctuation(url: str) -> str:
    """A web address without what the sentence around it adds."""
    while url:
        if url[-1] in _TRAILING:
            url = url.rstrip(_TRAILING)
        elif url[-1] in ")]}" and url.count(url[-1]) > url.count("([{"[")]}".index(url[-1])]):
            url = url[:-1]
        else:
            break
    return url


@lru_cache(maxsize=4096)
def url_value(url: str) -> str:
    """A web address without its language."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    host = parts.netloc.lower()
    first, _, rest = host.partition(".")
    if rest.count(".") >= 1 and _is_language(first):
        host = rest
    below = [part for part in unquote(parts.path).split("/") if part]
    for place in (0, 1):
        if len(below) > place and _is_language(below[place]):
            del below[place]
            break
    query = _PARAMETERS.sub("", parts.query).rstrip("&")
    fragment = f"#{parts.fragment}" if parts.fragment[:1] in ("/", "!") else ""
    path = "".join(f"/{part}" for part in below)
    return f"{parts.scheme.lower()}://{host}{path}" + (f"?{query}" if query else "") + fragment


def _is_language(part: str) -> bool:
    return _LANGUAGE.fullmatch(part) is not None and is_known(part[:2])


@lru_cache(maxsize=4096)
def link_value(target: str) -> str:
    """A link within the site as an article's path, still relative where it is written so."""
    path = unquote(target.partition("#")[0].partition("?")[0]).strip()
    if not path:
        return ""
    path = posixpath.normpath(path).removesuffix(".md")
    parts = path.split("/")
    place = next((i for i, part in enumerate(parts) if part not in ("..", "")), len(parts))
    if place < len(parts) - 1 and parts[0] in ("..", "") and _is_language(parts[place]):
        # “../../en/dns/records.md” names the language of an article that counts from the content folder.
        return "/" + "/".join(parts[place + 1 :])
    return path


@lru_cache(maxsize=4096)
def image_value(target: str, language: str) -> str:
    """A picture without the language in its name: ``x.et.svg`` and ``x.en.svg``, ``et/x.svg`` and ``en/x.svg``."""
    path = unquote(target.partition("#")[0].partition("?")[0]).strip()
    if "://" in path:
        return path
    folder, _, name = posixpath.normpath(path).rpartition("/")
    parts = [part for part in folder.split("/") if part not in ("..", ".", "") and not _is_language(part)]
    stem, dot, ending = name.rpartition(".")
    base, mark, code = stem.rpartition(".")
    if mark and _is_language(code):
        stem = base
    else:
        stem = re.sub(rf"[-_]{re.escape(language)}$", "", stem, flags=re.IGNORECASE)
    return "/".join([*parts, stem + dot + ending])


def ipv4_value(written: str) -> str:
    """An IPv4 address or network as it is; empty for numbers that are none."""
    address = written.partition(":")[0]
    try:
        ip_network(address, strict=False)
    except ValueError:
        return ""
    return written


def ipv6_value(written: str) -> str:
    """An IPv6 address in its shortest form; empty for what is none."""
    address, slash, mask = written.partition("/")
    try:
        return f"{IPv6Address(address)}{slash}{mask}"
    except ValueError:
        return ""
