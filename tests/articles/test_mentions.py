"""Where settings and lists name articles."""

from __future__ import annotations

from kbgen.articles import mentions

NEW = {"phone": "telephone", "mail/setup": "post/my program", "article": "x"}


def change(word: str) -> str:
    id = word.removesuffix(".md")
    return NEW.get(id, id) + (".md" if word.endswith(".md") else "")


def test_settings_name_articles_in_the_navigation_and_for_support() -> None:
    """Nowhere else: a key of the same name, a title and the site's name stay."""
    text = (
        "site_name: phone\nnav:\n  - phone.md  # calls\n  - phone: phone.md\n  - Mail: ['mail/setup.md', phone.md]\n"
        "plugins:\n  - search\n  - kbgen:\n      support:\n        article: phone\n        phone: phone\n"
        "      home: {new: 3}\nextra:\n  x: !!python/name:os.path\n  phone: phone\n"
    )
    assert mentions.changed(text, mentions.in_settings, change) == (
        "site_name: phone\nnav:\n  - telephone.md  # calls\n  - phone: telephone.md\n"
        "  - Mail: [post/my program.md, telephone.md]\n"
        "plugins:\n  - search\n  - kbgen:\n      support:\n        article: telephone\n        phone: phone\n"
        "      home: {new: 3}\nextra:\n  x: !!python/name:os.path\n  phone: phone\n"
    )


def test_plugins_may_be_keys_with_values() -> None:
    """As MkDocs allows it."""
    text = "plugins:\n  kbgen: {support: {article: phone, url: phone}}\n"
    made = mentions.changed(text, mentions.in_settings, change)
    assert made == text.replace("article: phone", "article: telephone")


def test_lists_beside_the_articles() -> None:
    """The list of popular articles, where tombstones lead, exceptions of the glossary, the articles of topics."""
    cases = [
        (mentions.in_popular, "- phone # most read\n- x\n", "- telephone # most read\n- x\n"),
        (mentions.in_popular, "phone:\n  - phone\n", "phone:\n  - telephone\n"),
        (
            mentions.in_tombstones,
            "- {article: phone, id: phone, goto: phone}\n",
            "- {article: phone, id: phone, goto: telephone}\n",
        ),
        (
            mentions.in_glossary,
            "en:\n- {write: phone, not: [x], except: [phone]}\n- write: x\n  except: phone\n",
            "en:\n- {write: phone, not: [x], except: [telephone]}\n- write: x\n  except: telephone\n",
        ),
        (
            mentions.in_topics,
            "topics:\n  phone:\n    articles: [phone]  # calls\n    tags: [phone]\n  articles: {tags: [phone]}\n",
            "topics:\n  phone:\n    articles: [telephone]  # calls\n    tags: [phone]\n  articles: {tags: [phone]}\n",
        ),
    ]
    for find, before, after in cases:
        assert mentions.changed(before, find, change) == after


def test_empty_files_stay_empty() -> None:
    """Comments too."""
    for text in ("", "# phone\n"):
        assert mentions.changed(text, mentions.in_popular, change) == text
