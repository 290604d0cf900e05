"""``mkdocs.yml`` → ``Config``, with every mistake named by its line and the nearest right word."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kbgen import intervals
from kbgen.config import schema
from kbgen.config.reading import Reading
from kbgen.config.sections import languages, navigation
from kbgen.config.sections.destinations import destinations
from kbgen.config.sections.markdown import markdown_extensions
from kbgen.config.sections.plugins import Own, own_settings
from kbgen.config.sections.report import report
from kbgen.config.sections.theme import theme
from kbgen.config.sections.tickets import tickets, timezone
from kbgen.config.settings import DEFAULT_REVIEW, Config, Support
from kbgen.config.values import count, is_web_address, listed, mapping, text, texts
from kbgen.config.yaml_lines import YamlError, read
from kbgen.errors import ConfigError
from kbgen.problems import Problem


def load(path: Path) -> tuple[Config, tuple[Problem, ...]]:
    """Read a configuration file. Returns the configuration and the warnings; raises ConfigError with all errors."""
    try:
        content = path.read_text("utf-8")
    except FileNotFoundError:
        raise ConfigError(
            f"{path}: there is no such file",
            (),
            hint=_where_else(path),
        ) from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: the file is not UTF-8 text (byte {error.start})", ()) from None
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}", ()) from None
    return load_text(content, path)


def _where_else(path: Path) -> str:
    """Where the settings are that were not found: often somebody is in a folder of the site, such as its articles."""
    above = [folder for folder in Path.cwd().parents if (folder / path.name).is_file()]
    if path.parent == Path() and above:
        return f"it is in {above[0]}: go there first"
    return "go to the folder that holds mkdocs.yml, name the file with -f, or make a site with “kbgen init”"


def load_text(text: str, path: Path) -> tuple[Config, tuple[Problem, ...]]:
    """As ``load``, of text that is to stand in ``path``."""
    path = path.absolute()
    try:
        document = read(text, names=True)
    except YamlError as error:
        problem = Problem(path.name, error.line, "KB001", error.message)
        raise ConfigError(f"{path.name} cannot be read", (problem,)) from None
    reading = Reading(path, document)
    config = _config(reading)
    if any(p.holds_back for p in reading.problems):
        raise ConfigError(f"{path.name} has mistakes", sorted(reading.problems))
    return config, tuple(sorted(reading.problems))


def _config(reading: Reading) -> Config:
    data = reading.document.value
    if not isinstance(data, dict):
        reading.problem((), "KB001", "the file should hold settings such as “site_name: …”")
        data = {}
    _top_level(reading, data)
    own = own_settings(reading, data.get("plugins"))
    spoken = languages.languages(reading, own)
    codes = [language.code for language in spoken]
    source = languages.choice(reading, own, "source_language", codes, codes[0])
    home = mapping(own.values.get("home"))
    return Config(
        path=reading.path,
        site_name=text(data.get("site_name")) or "Help",
        site_url=_site_url(reading, data),
        site_description=text(data.get("site_description")),
        site_author=text(data.get("site_author")),
        copyright=text(data.get("copyright")),
        content_dir=reading.root / (text(data.get("docs_dir")) or "content"),
        site_dir=reading.root / (text(data.get("site_dir")) or "site"),
        theme=theme(reading, data.get("theme")),
        markdown_extensions=markdown_extensions(reading, data.get("markdown_extensions")),
        nav=navigation.nav(reading, data.get("nav")),
        extra=mapping(data.get("extra")),
        extra_css=tuple(texts(data.get("extra_css"))),
        extra_javascript=tuple(listed(data.get("extra_javascript"))),
        repo_url=text(data.get("repo_url")),
        edit_uri=text(data.get("edit_uri")),
        languages=spoken,
        source_language=source,
        x_default=languages.choice(reading, own, "x_default", codes, source),
        site_names=languages.in_each(own, "site_name"),
        site_descriptions=languages.in_each(own, "site_description"),
        copyrights=languages.in_each(own, "copyright"),
        locales=languages.locales(reading, own),
        nav_titles=navigation.titles(reading, own, codes),
        support=_support(reading, own),
        popular=count(home.get("popular"), 6),
        new=count(home.get("new"), 6),
        review_interval=intervals.parse(own.values.get("review_interval")) or DEFAULT_REVIEW,
        content_security_policy=own.values.get("content_security_policy") is not False,
        report_empty=_report_empty(reading, own),
        publish=destinations(reading, own),
        timezone=timezone(own),
        tickets=tickets(reading, own, codes),
        report=report(reading, own),
        strict=data.get("strict") is True,
    )


def _top_level(reading: Reading, data: Mapping[Any, Any]) -> None:
    """What the file may say at its top, and what it has to."""
    if "INHERIT" in data:
        reading.wrong(("INHERIT",), "kbgen does not read inherited files", "put all settings here")
    known = {**schema.USED, **dict.fromkeys(schema.UNUSED, schema.anything), "INHERIT": schema.anything}
    reading.known(data, known, ())
    for key, instead in schema.UNUSED.items():
        if key in data:
            reading.problem((key,), "KB004", f"kbgen does not use “{key}”", instead)
    if not text(data.get("site_name")):
        reading.wrong(("site_name",), "“site_name” is missing", "give the help site a name")
    if data.get("use_directory_urls") is False:
        at = ("use_directory_urls",)
        reading.problem(at, "KB004", "kbgen's addresses are always folders, such as /en/domains/")


def _site_url(reading: Reading, data: Mapping[Any, Any]) -> str:
    url = text(data.get("site_url"))
    if not url:
        return ""
    if not is_web_address(url):
        reading.wrong(("site_url",), f"“site_url” is no web address: {url}", "https://help.example.com/")
        return ""
    return url if url.endswith("/") else url + "/"


def _support(reading: Reading, own: Own) -> Support:
    given = mapping(own.values.get("support"))
    line = reading.line(own.place("support", "article")) if "article" in given else 0
    return Support(**{k: text(v) for k, v in given.items() if k in schema.SUPPORT}, line=line)


def _report_empty(reading: Reading, own: Own) -> str:
    """Where searches without results are reported: a web address, or a path of the site's own host."""
    url = text(mapping(own.values.get("search")).get("report_empty"))
    if not url or is_web_address(url) or (url.startswith("/") and not url.startswith("//")):
        return url
    at = own.place("search", "report_empty")
    reading.wrong(at, f"“report_empty” is no web address: {url}", "such as https://example.com/empty")
    return ""
