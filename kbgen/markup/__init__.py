"""Markdown text → HTML, contents, anchors and links, with the site's own extensions."""
