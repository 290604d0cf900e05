"""Changes with the paragraphs that have to follow, as one page that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from kbgen.reports.diff import Diff, advice, summary
from kbgen.translation.blocks import Block, Kind
from kbgen.translation.follow import Following, Said, Step

_STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1b1f24; --dim: #5b6570; --line: #d8dee4; --gone: #ffebe9;
  --new: #dafbe1; --critical: #b42318; --material: #9a6700; --small: #0969da; --cosmetic: #5b6570 }
@media (prefers-color-scheme: dark) { :root { --paper: #14181d; --ink: #e6e9ec; --dim: #9aa5b1; --line: #333b44;
  --gone: #5a1e22; --new: #1b4427; --critical: #ff8a80; --material: #e3b341; --small: #79b8ff; --cosmetic: #9aa5b1 } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem 1rem 4rem; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, sans-serif; overflow-wrap: anywhere }
h1 { font-size: 1.5rem; margin: 0 } h2 { font-size: 1.15rem; margin: 2.5rem 0 .25rem } h3 { font-size: 1rem; margin: 0 }
p { margin: .25rem 0 } .dim, code.place { color: var(--dim); font-size: .85rem }
article { border: 1px solid var(--line); border-radius: .5rem; margin: 1rem 0; padding: .75rem 1rem }
.pair { display: grid; gap: 1rem; grid-template-columns: 1fr 1fr; margin-top: .5rem }
@media (max-width: 45rem) { .pair { grid-template-columns: 1fr } }
.words { margin: .15rem 0 0; white-space: pre-wrap } .code { font-family: ui-monospace, monospace; font-size: .9rem }
del { background: var(--gone) } ins { background: var(--new); text-decoration: none }
.critical { color: var(--critical) } .material { color: var(--material) } .small { color: var(--small) }
.cosmetic { color: var(--cosmetic) }
@media print { article { break-inside: avoid } }
"""


def as_page(diffs: Sequence[Diff]) -> str:
    """All of them on one HTML page."""
    title = f"{diffs[0].assessment.article} – what changed" if diffs else "What changed"
    return Markup(
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n{}\n</body>\n</html>\n"
    ).format(title, Markup(_STYLE), Markup("\n").join(map(_diff, diffs)))


def _diff(diff: Diff) -> Markup:
    one = diff.assessment
    head = Markup("<h1>{}</h1>\n<p><b>{} → {}</b>: the translation {}.</p>\n").format(
        diff.title, one.source, one.language, summary(diff)
    )
    findings = Markup("").join(Markup("<p>{}</p>\n").format(finding.message) for finding in one.findings)
    what = advice(diff)
    last = Markup('<p class="dim">→ {}</p>\n').format(what) if what else Markup("")
    return head + findings + Markup("").join(_following(diff, f) for f in (diff.source, diff.own) if f.steps) + last


def _following(diff: Diff, following: Following) -> Markup:
    steps = (_step(diff, following, number, step) for number, step in enumerate(following.steps, 1))
    return Markup("<h2>Changed in “{}”</h2>\n{}").format(following.changed, Markup("").join(steps))


def _step(diff: Diff, following: Following, number: int, step: Step) -> Markup:
    change = step.change
    where = Markup(" · {}").format(change.path[-1]) if change.path else Markup("")
    head = Markup('<h3>{}. <span class="{}">{}</span> · {}{}</h3>').format(
        number, change.grade, change.grade, change.kind, where
    )
    changed = _side(
        diff, following.changed, change.new, Markup("").join(_runs(step)), _is_code(change.new or change.old)
    )
    if step.beside:
        other = _side(diff, following.other, step.beside, escape(step.beside.text), _is_code(step.beside))
    elif change.new:
        after = f"after line {step.after.line}" if step.after else "at the beginning"
        other = _side(diff, following.other, None, Markup("<i>to be written, {}</i>").format(after), False)
    else:
        other = Markup("")
    return Markup('<article>\n{}\n<div class="pair">\n{}{}</div>\n</article>\n').format(head, changed, other)


def _side(diff: Diff, language: str, block: Block | None, words: Markup, is_code: bool) -> Markup:
    place = diff.place(language, block.line) if block else diff.paths.get(language, "")
    kind = "words code" if is_code else "words"
    return Markup('<div lang="{}"><code class="place">{}</code><p class="{}">{}</p></div>\n').format(
        language, place, kind, words
    )


def _is_code(block: Block | None) -> bool:
    return block is not None and block.kind is Kind.CODE


def _runs(step: Step) -> Iterator[Markup]:
    change = step.change
    if not step.words:
        yield (
            Markup("<ins>{}</ins>").format(change.new.text) if change.new else Markup("<i>the words are not known</i>")
        )
    for said, text in step.words:
        match said:
            case Said.SAME:
                yield escape(text)
            case Said.GONE:
                yield Markup("<del>{}</del>").format(text)
            case Said.NEW:
                yield Markup("<ins>{}</ins>").format(text)
