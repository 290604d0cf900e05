"""Material's templates with kbgen's and the site's own above them, and what they may read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from kbgen import resources, signing, wording
from kbgen.articles.addresses import encoded
from kbgen.config import Config
from kbgen.languages import LanguageCode
from kbgen.publish import messages, security
from kbgen.publish.theme_files import ThemeFiles


def theme_folders(config: Config) -> tuple[Path, ...]:
    """Where templates and assets are looked for, first match wins: the site's own, kbgen's, Material's."""
    own = [config.theme.custom_dir] if config.theme.custom_dir else []
    return tuple(dict.fromkeys([*own, resources.theme(), resources.material()]))


def environment(config: Config) -> jinja2.Environment:
    """A Jinja environment for all languages.

    kbgen's own templates (``kb/…``) escape by themselves; Material's, and the site's overrides of them, do not, as
    their authors expect of MkDocs. ``material/base.html`` is Material's and ``kbgen/kb/article.html`` kbgen's, for
    templates that extend their namesake.
    """
    loader = jinja2.ChoiceLoader(
        [
            *(jinja2.FileSystemLoader(folder) for folder in theme_folders(config)),
            jinja2.PrefixLoader(
                {
                    "material": jinja2.FileSystemLoader(resources.material()),
                    "kbgen": jinja2.FileSystemLoader(resources.theme()),
                }
            ),
        ]
    )
    env = jinja2.Environment(
        loader=loader,
        auto_reload=False,
        autoescape=lambda name: bool(name and name.startswith(("kb/", "kbgen/kb/"))),
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        bytecode_cache=_compiled_templates(),
    )
    env.filters["url"] = _url
    env.filters["script_tag"] = _script_tag
    return env


def render(template: jinja2.Template, variables: dict[str, Any]) -> str:
    """As ``template.render``, without two copies of the variables, which must hold the environment's globals too."""
    env = template.environment
    try:
        return "".join(template.root_render_func(Context(env, variables, template.name, template.blocks)))
    except Exception:
        env.handle_exception()


def _compiled_templates() -> jinja2.BytecodeCache | None:
    """Compiled templates, in the user's own cache folder: they are code, so never in one that a checkout brings."""
    folder = signing.user_cache() / "templates"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return None
    return jinja2.FileSystemBytecodeCache(str(folder))


@pass_context
def _url(context: Context, value: Any) -> str:
    """MkDocs' filter: an address from the site's root → a URL that works from this page."""
    text = str(value or "")
    if not text or "://" in text or text.startswith(("#", "//", "mailto:", "tel:", "data:")):
        return text
    base: str = context["base_url"]
    path, mark, fragment = text.lstrip("/").partition("#")
    return f"{base}{encoded(path)}{mark}{fragment}" if path or mark else base


@pass_context
def _script_tag(context: Context, value: Any) -> str:
    """MkDocs' filter: an entry of ``extra_javascript`` → a script element."""
    options = value if isinstance(value, Mapping) else {"path": str(value)}
    path = str(options.get("path", ""))
    attributes = [Markup(' src="{}"').format(_url(context, path))]
    if options.get("type") or path.endswith(".mjs"):
        attributes.append(Markup(' type="{}"').format(options.get("type") or "module"))
    attributes += [Markup(" {}").format(name) for name in ("defer", "async") if options.get(name)]
    return f"<script{''.join(attributes)}></script>"


class Icons(dict[str, Markup]):
    """The drawing of every icon by its name, ``material/email``; nothing where the theme has none of this name."""

    def __init__(self, env: jinja2.Environment) -> None:
        super().__init__()
        self._env = env

    def __missing__(self, name: str) -> Markup:
        try:
            self[name] = Markup(self._env.get_template(f".icons/{name}.svg").render())
        except jinja2.TemplateNotFound:
            self[name] = Markup()
        return self[name]


class _Values(dict[str, Any]):
    """Keys that templates read as attributes; what is absent is undefined, not an error."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


def config_view(config: Config, language: LanguageCode, files: ThemeFiles) -> _Values:
    """What Material's templates read as ``config``, for the readers of a language."""
    theme = _Values(config.theme.values)
    theme |= {
        "language": material_language(language),
        "features": list(config.theme.features),
        "palette": [_Values(p) for p in config.theme.palette]
        if isinstance(config.theme.palette, tuple)
        else _Values(config.theme.palette),
        "icon": _Values(config.theme.values.get("icon") or {}),
        "font": False,
        "favicon": config.theme.values.get("favicon") or files.published("assets/images/favicon.svg"),
        "logo": config.theme.values.get("logo") or "",
        "direction": config.theme.values.get("direction") or "",
    }
    search = SimpleNamespace(config=_Values(enabled=True, lang=[language]))
    return _Values(
        site_name=str(escape(config.name_in(language))),
        site_url=config.site_url,
        site_description=config.description_in(language),
        site_author=config.site_author,
        copyright=config.copyright_in(language),
        repo_url=config.repo_url,
        repo_name="",
        extra=_Values({"generator": False, **config.extra, "alternate": True}),
        extra_css=list(config.extra_css),
        extra_javascript=list(config.extra_javascript),
        mdx_configs=_Values({name.split(".")[-1]: _Values(options) for name, options in config.markdown_extensions}),
        plugins={"material/search": search},
        theme=theme,
    )


def material_language(language: LanguageCode) -> str:
    """The language under which Material has its words; English where it has none."""
    folder = resources.material() / "partials" / "languages"
    for name in (language, language.split("-")[0]):
        if (folder / f"{name}.html").is_file():
            return name
    return "en"


def base_context(config: Config, language: LanguageCode, base_url: str, files: ThemeFiles) -> dict[str, Any]:
    """What every template of a language knows, whatever the page. ``base_url``: from the page to the site's root."""
    words = wording.words(language, config.theme.custom_dir, customs=config.locales.get(language, ""))
    return {
        **messages.for_templates(words),
        "words": words,
        "language": language,
        "base_url": base_url,
        "config": config_view(config, language, files),
        "site": SimpleNamespace(name=escape(config.name_in(language)), url=config.site_url),
        "home": f"{language}/",
        "nav": SimpleNamespace(homepage=SimpleNamespace(url=f"{language}/"), items=()),
        "theme_file": files.published,
        "material_css": files.named("assets/stylesheets/main."),
        "material_palette_css": files.named("assets/stylesheets/palette."),
        "material_js": files.named("assets/javascripts/bundle."),
        "own_font": bool(config.theme.font and config.theme.font.get("text", "Inter") == "Inter"),
        "csp": escape(security.content_security_policy(config)),
        "fallback": list(config.language(language).fallback),
        "report_empty": config.report_empty,
        "language_names": {code: messages.in_language(words, code) for code in config.language_codes},
        "og_locales": {code: messages.open_graph_locale(code) for code in config.language_codes},
        "mkdocs_version": "1.6.1",
    }
