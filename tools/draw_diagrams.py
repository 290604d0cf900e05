"""Draw the diagrams and screens of the starter knowledge base.

Usage: python tools/draw_diagrams.py [OUT_DIR]

OUT_DIR is content/assets/diagrams unless it is given. A picture holds no words, so one
file serves every language; the article that shows it says in its alternative text what
there is to see. Each picture brings its own light panel and therefore stays legible on
a dark page. The same code writes the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from drawing.palette import PANEL, PANEL_EDGE, SLATE
from drawing.pictures import PICTURES
from drawing.shapes import rect

WIDTH, HEIGHT = 720, 300
OUT_DIR = Path(__file__).resolve().parent.parent / "content" / "assets" / "diagrams"


def document(picture: str) -> str:
    """A whole SVG file: the picture on its panel."""
    panel = rect(1, 1, WIDTH - 2, HEIGHT - 2, 20, fill=PANEL, stroke=PANEL_EDGE, stroke_width=2)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" stroke="{SLATE}" stroke-width="2.5" '
        f'stroke-linecap="round" stroke-linejoin="round">{panel}{picture}</svg>\n'
    )


def main(out_dir: Path) -> None:
    """Write every picture into a folder."""
    out_dir.mkdir(parents=True, exist_ok=True)
    for name, draw in PICTURES.items():
        (out_dir / f"{name}.svg").write_text(document(draw()), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else OUT_DIR)
