"""``mkdocs.yml`` → ``Config``, with every mistake named by its line and the nearest right word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kbgen import intervals
from kbgen.config import extensions, schema
from kbgen.config.settings import DEFAULT_REVIEW, Config, NavItem, Place, Support, Theme
from kbgen.config.yaml_lines import Document, YamlError, read
from kbgen.errors import ConfigError
from kbgen.languages import Language, fallback_order, is_code, own_name
from kbgen.problems import Problem, did_you_mean

DEFAULT_LANGUAGES = ("et", "en", "ru", "fi")
# MkDocs turns these on whatever the file says.
BUILT_IN_EXTENSIONS = ("toc", "tables", "fenced_code")
DEFAULT_FONT = "Inter"


def load(path: Path) -> tuple[Config, tuple[Problem, ...]]:
    """Read a configuration file. Returns the configuration and the warnings; raises ConfigError with all errors."""
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        raise ConfigError(
            f"{path}: there is no such file",
            (),
            hint="go to the folder that holds mkdocs.yml, name the file with -f, or make a site with “kbgen init”",
        ) from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: the file is not UTF-8 text (byte {error.start})", ()) from None
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}", ()) from None
    return load_text(text, path)


def load_text(text: str, path: Path) -> tuple[Config, tuple[Problem, ...]]:
    """As ``load``, of text that is to stand in ``path``."""
    path = path.absolute()
    try:
        document = read(text, names=True)
    except YamlError as error:
        problem = Problem(path.name, error.line, "KB001", error.message)
        raise ConfigError(f"{path.name} cannot be read", (problem,)) from None
    reader = _Reader(path, document)
    config = reader.config()
    if any(p.holds_back for p in reader.problems):
        raise ConfigError(f"{path.name} has mistakes", sorted(reader.problems))
    return config, tuple(sorted(reader.problems))


@dataclass(slots=True)
class _Reader:
    """Collects problems while the settings are read; every setting falls back to its default."""

    path: Path
    document: Document
    problems: list[Problem] = field(default_factory=list)

    def config(self) -> Config:
        data = self.document.value
        if not isinstance(data, dict):
            self._problem((), "KB001", "the file should hold settings such as “site_name: …”")
            data = {}
        self._top_level(data)
        own = self._own_settings(data.get("plugins"))
        languages = self._languages(own)
        codes = [language.code for language in languages]
        source = self._language_choice(own, "source_language", codes, codes[0])
        root = self.path.parent
        per_language = _mapping(own.get("languages"))
        home = _mapping(own.get("home"))
        return Config(
            path=self.path,
            site_name=_text(data.get("site_name")) or "Help",
            site_url=self._site_url(data),
            site_description=_text(data.get("site_description")),
            site_author=_text(data.get("site_author")),
            copyright=_text(data.get("copyright")),
            content_dir=root / (_text(data.get("docs_dir")) or "content"),
            site_dir=root / (_text(data.get("site_dir")) or "site"),
            theme=self._theme(data.get("theme")),
            markdown_extensions=self._extensions(data.get("markdown_extensions")),
            nav=self._nav(data.get("nav")),
            extra=_mapping(data.get("extra")),
            extra_css=tuple(_texts(data.get("extra_css"))),
            extra_javascript=tuple(_list(data.get("extra_javascript"))),
            repo_url=_text(data.get("repo_url")),
            edit_uri=_text(data.get("edit_uri")),
            languages=languages,
            source_language=source,
            x_default=self._language_choice(own, "x_default", codes, source),
            site_names=_per_language(per_language, "site_name"),
            site_descriptions=_per_language(per_language, "site_description"),
            copyrights=_per_language(per_language, "copyright"),
            nav_titles=self._nav_titles(own, codes),
            support=self._support(own),
            popular=_count(home.get("popular"), 6),
            new=_count(home.get("new"), 6),
            review_interval=intervals.parse(own.get("review_interval")) or DEFAULT_REVIEW,
            content_security_policy=own.get("content_security_policy") is not False,
            report_empty=self._report_empty(own),
            publish=self._places(own),
            strict=data.get("strict") is True,
        )

    # -- what the file may say ---------------------------------------------------------------------------------

    def _problem(self, path: Sequence[str | int], code: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.path.name, self.document.line(*path), code, message, hint))

    def _known(self, data: Mapping[Any, Any], known: Mapping[str, schema.Accepts], at: tuple[str | int, ...]) -> None:
        """Report keys that do not exist and values of a wrong type."""
        for key, value in data.items():
            if key not in known:
                place = f" in {at[-1]}" if at and isinstance(at[-1], str) else ""
                self._problem((*at, key), "KB002", f"unknown setting “{key}”{place}", did_you_mean(str(key), known))
            elif wrong := known[key](value):
                self._problem((*at, key), "KB003", f"“{key}” {wrong}")

    def _top_level(self, data: Mapping[Any, Any]) -> None:
        if "INHERIT" in data:
            self._problem(("INHERIT",), "KB003", "kbgen does not read inherited files", "put all settings here")
        known = {**schema.USED, **dict.fromkeys(schema.UNUSED, schema.anything), "INHERIT": schema.anything}
        self._known(data, known, ())
        for key, instead in schema.UNUSED.items():
            if key in data:
                self._problem((key,), "KB004", f"kbgen does not use “{key}”", instead)
        if not _text(data.get("site_name")):
            self._problem(("site_name",), "KB003", "“site_name” is missing", "give the help site a name")
        if data.get("use_directory_urls") is False:
            self._problem(
                ("use_directory_urls",), "KB004", "kbgen's addresses are always folders, such as /en/domains/"
            )

    def _site_url(self, data: Mapping[Any, Any]) -> str:
        url = _text(data.get("site_url"))
        if not url:
            return ""
        if not _is_web_address(url):
            self._problem(("site_url",), "KB003", f"“site_url” is no web address: {url}", "https://help.example.com/")
            return ""
        return url if url.endswith("/") else url + "/"

    def _own_settings(self, plugins: Any) -> Mapping[str, Any]:
        """The settings under ``plugins: - kbgen:``; other plugins get a warning."""
        found: Mapping[str, Any] = {}
        for place, name, options in self._plugins(plugins):
            if name == "kbgen":
                if options is not None and not isinstance(options, dict):
                    self._problem(place, "KB003", "the settings of the kbgen plugin should be keys with values")
                    continue
                found = options or {}
                self._known(found, schema.KBGEN, place)
                self._known(_mapping(found.get("support")), schema.SUPPORT, (*place, "support"))
                self._known(_mapping(found.get("home")), schema.HOME, (*place, "home"))
                self._known(_mapping(found.get("search")), schema.SEARCH, (*place, "search"))
                self._own_place = place
            elif name not in ("search", "material/search"):
                self._problem(
                    place,
                    "KB005",
                    f"kbgen does not run the plugin “{name}”",
                    "“mkdocs build” leaves it out too",
                )
        return found

    _own_place: tuple[str | int, ...] = field(default=("plugins",), init=False)

    def _plugins(self, plugins: Any) -> Iterable[tuple[tuple[str | int, ...], str, Any]]:
        if isinstance(plugins, dict):
            yield from ((("plugins", name), str(name), options) for name, options in plugins.items())
            return
        if plugins is not None and not isinstance(plugins, list):
            self._problem(("plugins",), "KB003", "“plugins” should be a list")
            return
        for i, item in enumerate(plugins or ()):
            if isinstance(item, str):
                yield ("plugins", i), item, None
            elif isinstance(item, dict) and len(item) == 1:
                name, options = next(iter(item.items()))
                yield ("plugins", i, name), str(name), options
            else:
                self._problem(("plugins", i), "KB003", "a plugin should be a name, or a name with settings")

    def _support(self, own: Mapping[str, Any]) -> Support:
        given = _mapping(own.get("support"))
        line = self.document.line(*self._own_place, "support", "article") if "article" in given else 0
        return Support(**{k: _text(v) for k, v in given.items() if k in schema.SUPPORT}, line=line)

    def _report_empty(self, own: Mapping[str, Any]) -> str:
        """Where searches without results are reported: a web address, or a path of the site's own host."""
        url = _text(_mapping(own.get("search")).get("report_empty"))
        if not url or _is_web_address(url) or (url.startswith("/") and not url.startswith("//")):
            return url
        at = (*self._own_place, "search", "report_empty")
        self._problem(at, "KB003", f"“report_empty” is no web address: {url}", "such as https://example.com/empty")
        return ""

    def _places(self, own: Mapping[str, Any]) -> tuple[Place, ...]:
        """Where the site is published: one address, or several by name."""
        at = (*self._own_place, "publish")
        given = own.get("publish")
        if given is None:
            return ()
        if isinstance(given, str) and given.strip():
            return (Place("", given.strip(), line=self.document.line(*at)),)
        if isinstance(given, dict) and given:
            return tuple(p for name, value in given.items() if (p := self._place(str(name), value, (*at, name))))
        self._problem(at, "KB003", "“publish” should be an address, or names with addresses", "such as s3://acme-help")
        return ()

    def _place(self, name: str, value: Any, at: tuple[str | int, ...]) -> Place | None:
        options = value if isinstance(value, dict) else {"to": value}
        if set(name) & set("/:\\") or name.startswith("-"):
            self._problem(at, "KB003", f"“{name}” is no name of a destination", "such as “live: s3://acme-help”")
            return None
        self._known(options, schema.PUBLISH, at)
        to, endpoint = _text(options.get("to")), _text(options.get("endpoint"))
        if not to:
            self._problem(at, "KB003", f"“{name}” does not say where to publish", "such as “to: s3://acme-help”")
            return None
        if endpoint and not _is_web_address(endpoint):
            self._problem((*at, "endpoint"), "KB003", f"“endpoint” is no web address: {endpoint}", "https://…")
            return None
        return Place(name, to, endpoint, _text(options.get("region")), self.document.line(*at))

    def _languages(self, own: Mapping[str, Any]) -> tuple[Language, ...]:
        at = (*self._own_place, "languages")
        good: dict[str, Mapping[str, Any]] = {}
        for place, code, options in self._language_entries(own.get("languages"), at):
            if not isinstance(code, str) or not is_code(code):
                hint = "in YAML “no” needs quotation marks" if code is False else "such as “et” or “pt-BR”"
                self._problem(place, "KB003", f"“{'no' if code is False else code}” is no language code", hint)
                continue
            if options is not None and not isinstance(options, dict):
                self._problem(place, "KB003", f"the settings of “{code}” should be keys with values")
                options = None
            good[code] = options or {}
            self._known(good[code], schema.LANGUAGE, place)
        good = good or {code: {} for code in DEFAULT_LANGUAGES}
        return tuple(self._language(code, options, good, at) for code, options in good.items())

    def _language_entries(self, given: Any, at: tuple[str | int, ...]) -> list[tuple[tuple[str | int, ...], Any, Any]]:
        """The languages, each with its place and its settings, of a list or of keys with values."""
        given = given or dict.fromkeys(DEFAULT_LANGUAGES)
        if isinstance(given, list):
            return [((*at, i), code, None) for i, code in enumerate(given)]
        if isinstance(given, dict):
            return [((*at, code), code, options) for code, options in given.items()]
        self._problem(at, "KB003", "“languages” should name languages, such as “et:” and “en:”")
        return []

    def _language(
        self, code: str, options: Mapping[str, Any], all_of_them: Iterable[str], at: tuple[str | int, ...]
    ) -> Language:
        fallback = _texts(options.get("fallback"))
        for other in fallback:
            if other not in all_of_them:
                self._problem(
                    (*at, code, "fallback"),
                    "KB003",
                    f"the site has no language “{other}”",
                    did_you_mean(other, all_of_them),
                )
        known = [other for other in fallback if other in all_of_them]
        name = _text(options.get("name")) or own_name(code)
        return Language(code, name, fallback_order(code, known, all_of_them))

    def _language_choice(self, own: Mapping[str, Any], key: str, codes: Sequence[str], default: str) -> str:
        code = _text(own.get(key)) or default
        if code in codes:
            return code
        self._problem((*self._own_place, key), "KB003", f"the site has no language “{code}”", did_you_mean(code, codes))
        return default

    def _nav_titles(self, own: Mapping[str, Any], codes: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
        at = (*self._own_place, "nav_titles")
        titles: dict[str, Mapping[str, str]] = {}
        for title, by_language in _mapping(own.get("nav_titles")).items():
            if not isinstance(by_language, dict):
                self._problem((*at, title), "KB003", f"“{title}” should have a title for each language, “et: …”")
                continue
            for code in by_language:
                if code not in codes:
                    self._problem(
                        (*at, title, code),
                        "KB003",
                        f"the site has no language “{code}”",
                        did_you_mean(str(code), codes),
                    )
            titles[str(title)] = {code: _text(value) for code, value in by_language.items()}
        return titles

    def _theme(self, given: Any) -> Theme:
        if isinstance(given, str):
            given = {"name": given}
        if given is not None and not isinstance(given, dict):
            self._problem(("theme",), "KB003", "“theme” should be keys with values")
            given = None
        values: dict[str, Any] = dict(given or {"name": "material"})
        self._known(values, schema.THEME, ("theme",))
        if values.get("name", "material") != "material":
            self._problem(("theme", "name"), "KB003", f"kbgen's theme is “material”, not “{values['name']}”")
        if values.get("language"):
            self._problem(("theme", "language"), "KB004", "each language of the site has its own “theme: language”")
        features = _texts(values.get("features"))
        for i, feature in enumerate(features):
            # A feature that nobody knows may belong to the site's own templates; one that is nearly right is a slip.
            if feature not in schema.FEATURES and (hint := did_you_mean(feature, schema.FEATURES, cutoff=0.8)):
                self._problem(("theme", "features", i), "KB002", f"unknown feature “{feature}”", hint)
        custom_dir = _text(values.get("custom_dir"))
        if custom_dir and not (self.path.parent / custom_dir).is_dir():
            self._problem(("theme", "custom_dir"), "KB003", f"there is no folder “{custom_dir}”")
            custom_dir = ""
        return Theme(
            features=tuple(features),
            palette=self._palette(values.get("palette")),
            font=self._font(values.get("font")),
            custom_dir=self.path.parent / custom_dir if custom_dir else None,
            values=values,
        )

    def _palette(self, given: Any) -> Mapping[str, Any] | tuple[Mapping[str, Any], ...]:
        if given is None:
            return {}
        if isinstance(given, dict):
            return given
        if isinstance(given, list) and all(isinstance(option, dict) for option in given):
            return tuple(given)
        self._problem(("theme", "palette"), "KB003", "“palette” should be one scheme or a list of schemes")
        return {}

    def _font(self, given: Any) -> Mapping[str, str] | None:
        if given is False:
            return None
        if given is None:
            return {"text": DEFAULT_FONT}
        if isinstance(given, dict):
            return {str(k): _text(v) for k, v in given.items()}
        self._problem(("theme", "font"), "KB003", "“font” should be false, or name a “text” and a “code” font")
        return None

    def _extensions(self, given: Any) -> tuple[tuple[str, Mapping[str, Any]], ...]:
        at = "markdown_extensions"
        pairs: dict[str, Mapping[str, Any]] = {name: {} for name in BUILT_IN_EXTENSIONS}
        entries: list[tuple[tuple[str | int, ...], str, Any]] = []
        if isinstance(given, dict):
            entries = [((at, str(name)), str(name), options) for name, options in given.items()]
        elif isinstance(given, list):
            entries = [entry for i, item in enumerate(given) if (entry := self._extension(i, item))]
        elif given is not None:
            self._problem((at,), "KB003", f"“{at}” should be a list")
        for place, name, options in entries:
            if options is not None and not isinstance(options, dict):
                self._problem(place, "KB003", f"the options of “{name}” should be keys with values")
                options = None
            pairs[name] = {str(k): v for k, v in (options or {}).items()}
            try:
                extensions.require(name, pairs[name])
            except extensions.WrongExtension as error:
                self._problem((*place, error.option) if error.option else place, "KB003", error.message, error.hint)
        return tuple(pairs.items())

    def _extension(self, i: int, item: Any) -> tuple[tuple[str | int, ...], str, Any] | None:
        at = "markdown_extensions"
        if isinstance(item, str):
            return (at, i), item, None
        if isinstance(item, dict) and len(item) == 1:
            name, options = next(iter(item.items()))
            return (at, i, name), str(name), options
        self._problem((at, i), "KB003", "an extension should be a name, or a name with options")
        return None

    def _nav(self, given: Any, at: tuple[str | int, ...] = ("nav",)) -> tuple[NavItem, ...] | None:
        if not isinstance(given, list):
            return None
        return tuple(item for i, value in enumerate(given) if (item := self._nav_item(value, (*at, i))))

    def _nav_item(self, value: Any, at: tuple[str | int, ...]) -> NavItem | None:
        line = self.document.line(*at)
        if isinstance(value, str):
            return NavItem(None, value, line=line)
        if isinstance(value, dict) and len(value) == 1:
            title, inside = next(iter(value.items()))
            if isinstance(inside, str):
                return NavItem(str(title), inside, line=line)
            if isinstance(inside, list):
                return NavItem(str(title), None, self._nav(inside, (*at, title)) or (), line)
        self._problem(at, "KB003", "a line of “nav” should be a path, “Title: path”, or “Title:” with a list")
        return None


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _text(value: Any) -> str:
    return "" if value is None or isinstance(value, (dict, list, bool)) else str(value).strip()


def _texts(value: Any) -> list[str]:
    return [v for v in value if isinstance(v, str)] if isinstance(value, list) else []


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _count(value: Any, default: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else default


def _per_language(languages: Mapping[str, Any], key: str) -> Mapping[str, str]:
    return {code: text for code, options in languages.items() if (text := _text(_mapping(options).get(key)))}
