"""The one thing that a served page has and a published one has not: the tag of the preview's script."""

from __future__ import annotations

from markupsafe import Markup

from kbgen.preview.workbench import File

OWN = "/__kbgen/"


def with_script(content: bytes, file: File | None, path: str) -> bytes:
    """A page with the script at its end. ``path`` is what was asked for, ``file`` what is there, if anything."""
    tag = (
        Markup('<script src="{}live.js" data-path="{}" data-tag="{}" data-source="{}"{} defer></script>')
        .format(
            OWN,
            path,
            file.tag if file else "",
            file.source if file else "",
            Markup(" data-draft") if file and file.draft else "",
        )
        .encode("utf-8", "surrogatepass")
    )
    before, end, after = content.rpartition(b"</body>")
    return before + tag + end + after if end else content + tag
