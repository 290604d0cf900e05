"""kbgen: a help site in several languages from Markdown articles, and what to write and translate next."""

__version__ = "0.1.0"
