"""The corpus as a project for Hugo, with about what kbgen's pages have.

Navigation by section (``nav="current"`` renders the open section for each page, ``"cached"`` once a section), contents,
previous and next, language switch, hreflang, sitemap, code in colours, boxes. Its search index is a JSON per language.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from bench.corpus import LANGUAGES

LABELS = {"et": "Eesti", "en": "English", "ru": "Русский", "fi": "Suomi"}

CONFIG = """baseURL = "https://help.example.com/"
title = "Help"
defaultContentLanguage = "et"
defaultContentLanguageInSubdir = true
disableKinds = ["taxonomy", "term", "RSS"]
enableRobotsTXT = true
[markup.highlight]
noClasses = false
[markup.tableOfContents]
endLevel = 3
"""

BASE = """<!doctype html>
<html lang="{{ .Site.Language.Lang }}"><head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>{{ .Title }} – {{ .Site.Title }}</title>
<meta name="description" content="{{ .Description }}"><link rel="canonical" href="{{ .Permalink }}">
{{ range .AllTranslations }}<link rel="alternate" hreflang="{{ .Language.Lang }}" href="{{ .Permalink }}">
{{ end }}<meta property="og:title" content="{{ .Title }}"><meta property="og:url" content="{{ .Permalink }}">
</head><body><a class="skip" href="#main">Skip</a>
<header><a class="logo" href="{{ "" | relLangURL }}">{{ .Site.Title }}</a>
<nav class="lang">{{ range .AllTranslations }}<a href="{{ .RelPermalink }}" hreflang="{{ .Language.Lang }}"
{{ if eq .Language.Lang $.Language.Lang }} aria-current="true"{{ end }}>{{ .Language.Label }}</a> {{ end }}</nav>
</header>
<div class="cols"><nav class="side">SIDE</nav>
<main id="main">{{ block "main" . }}{{ end }}</main>
<aside class="toc">{{ if not .IsHome }}{{ .TableOfContents }}{{ end }}</aside></div>
<footer>{{ .Site.Title }}</footer></body></html>
"""

SIDE = {
    "current": """<ul>{{ $p := . }}{{ range .Site.Home.Sections }}
{{ $open := or (eq $p .) (eq $p.CurrentSection .) }}
<li><a href="{{ .RelPermalink }}"{{ if eq $p . }} class="on"{{ end }}>{{ .LinkTitle }}</a>{{ if $open }}<ul>
{{ range .RegularPages }}<li><a href="{{ .RelPermalink }}"{{ if eq $p . }} class="on"{{ end }}>{{ .LinkTitle }}</a></li>
{{ end }}</ul>{{ end }}</li>{{ end }}</ul>""",
    "cached": """<ul>{{ $s := .CurrentSection }}{{ range .Site.Home.Sections }}
<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a>{{ if eq $s . }}<ul>{{ range .RegularPages }}
<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>{{ end }}</ul>{{ end }}</li>{{ end }}</ul>""",
}
CALL = {
    "current": '{{ partial "side.html" . }}',
    "cached": '{{ partialCached "side.html" . .CurrentSection.Path .Language.Lang }}',
}

LAYOUTS = {
    "page.html": """{{ define "main" }}<nav class="bc">{{ range .Ancestors.Reverse }}<a href="{{ .RelPermalink }}">
{{ .LinkTitle }}</a> / {{ end }}</nav><h1>{{ .Title }}</h1>{{ .Content }}
<p class="tags">{{ range .Params.tags }}<span>{{ . }}</span> {{ end }}</p>
<nav class="pn">{{ with .PrevInSection }}<a rel="prev" href="{{ .RelPermalink }}">{{ .LinkTitle }}</a>{{ end }}
{{ with .NextInSection }}<a rel="next" href="{{ .RelPermalink }}">{{ .LinkTitle }}</a>{{ end }}</nav>{{ end }}
""",
    "section.html": """{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}<ul>{{ range .RegularPages }}
<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a><br>{{ .Description }}</li>{{ end }}</ul>{{ end }}
""",
    "home.html": """{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}<ul>{{ range .Sections }}
<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a><br>{{ .Description }}</li>{{ end }}</ul>{{ end }}
""",
    "_markup/render-link.html": """{{- $u := .Destination -}}{{- if strings.HasSuffix $u ".md" -}}
{{- with .PageInner.GetPage $u -}}{{- $u = .RelPermalink -}}{{- else -}}
{{- errorf "bad link %s in %s" $u .PageInner.Path -}}{{- end -}}{{- end -}}
<a href="{{ $u | safeURL }}">{{ .Text }}</a>{{- /**/ -}}
""",
    "_markup/render-image.html": """<img src="{{ .Destination | relURL }}" alt="{{ .Text }}">{{- /**/ -}}
""",
    "_markup/render-heading.html": """<h{{ .Level }} id="{{ .Anchor }}">{{ .Text }}
<a class="anchor" href="#{{ .Anchor }}">#</a></h{{ .Level }}>
""",
    "_markup/render-blockquote.html": """{{ if eq .Type "alert" }}<div class="adm {{ .AlertType }}"><p><strong>
{{ with .AlertTitle }}{{ . }}{{ end }}</strong></p>{{ .Text }}</div>{{ else }}
<blockquote>{{ .Text }}</blockquote>{{ end }}
""",
}

_BOX = re.compile(r'^!!! (\w+) "([^"]*)"\n((?:    .*\n)+)', re.MULTILINE)


def _alert(box: re.Match[str]) -> str:
    body = re.sub(r"^ {4}", "> ", box[3], flags=re.MULTILINE)
    return f"> [!{box[1].upper()}] {box[2]}\n{body}"


def write(corpus: Path, out: Path, nav: str = "current") -> None:
    """Make the project ``out`` of the corpus below ``corpus/content``."""
    shutil.rmtree(out, ignore_errors=True)
    config = CONFIG
    for weight, language in enumerate(LANGUAGES, 1):
        config += f'[languages.{language}]\nlabel = "{LABELS[language]}"\nlocale = "{language}"\n'
        config += f'contentDir = "content/{language}"\nweight = {weight}\n'
        folder = corpus / "content" / language
        for path in sorted(folder.rglob("*.md")):
            name = path.relative_to(folder)
            target = out / "content" / language / (name.with_name("_index.md") if name.name == "index.md" else name)
            target.parent.mkdir(parents=True, exist_ok=True)
            text = _BOX.sub(_alert, path.read_text("utf-8")).replace("](../assets/img/", "](/img/")
            target.write_text(text, "utf-8")
    shutil.copytree(corpus / "content" / "en" / "assets" / "img", out / "static" / "img")
    (out / "hugo.toml").write_text(config, "utf-8")
    layouts = {**LAYOUTS, "baseof.html": BASE.replace("SIDE", CALL[nav]), "_partials/side.html": SIDE[nav]}
    for layout, text in layouts.items():
        target = out / "layouts" / layout
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
