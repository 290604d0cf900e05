"""What would bring what the report has to leave out, in sentences with the command."""

from __future__ import annotations

from kbgen.overview.absent import Absent, Need
from kbgen.reports.overview.document import Paragraph, Tone
from kbgen.wording import Words


def sentences(absent: Absent, words: Words) -> tuple[str, ...]:
    """A sentence for each need; first what went wrong, where something did."""
    told = [sentence(need, words) for need in absent.needs]
    if absent.reason:
        told.insert(0, words.gettext("This could not be read: %(reason)s.", reason=absent.reason.rstrip(".")))
    return tuple(told)


def paragraphs(absent: Absent, words: Words) -> tuple[Paragraph, ...]:
    """The same as blocks of a section."""
    return tuple(Paragraph(text, Tone.ABSENT) for text in sentences(absent, words))


def sentence(need: Need, words: Words) -> str:
    """What to do about one need."""
    match need:
        case Need.TICKETS:
            return words.gettext(
                "No tickets have been imported. `kbgen tickets import FILE` reads an export of the help desk."
            )
        case Need.TICKETS_THEN:
            return words.gettext(
                "No ticket is known of the weeks before the day of the report. `kbgen tickets import FILE` reads an "
                "export of them, and `--as-of` names another day."
            )
        case Need.TICKETS_EXTRA:
            return words.gettext(
                "The packages that count tickets are not installed. `pip install 'kbgen[tickets]'` brings them."
            )
        case Need.VIEWS:
            return words.gettext(
                "Nobody has told how often articles are seen. `kbgen views import FILE` reads an export of the "
                "site's statistics."
            )
        case Need.VOTES:
            return words.gettext(
                "Nobody has told whether articles helped. `kbgen views import FILE` also reads the votes below them."
            )
        case Need.SEARCHES:
            return words.gettext(
                "Nobody has told what readers searched for in vain. `kbgen views import FILE` reads that as well."
            )
        case Need.GIT:
            return words.gettext(
                "The content is not in git, so nobody knows how it was before. `git init` begins a history; commit "
                "the content every time it changes."
            )
        case Need.TOPICS_FILE:
            return words.gettext(
                "No topics file says which tags mean the same, so each tag is a topic of its own. "
                "`kbgen topics propose` drafts one."
            )
        case Need.ANSWERS:
            return words.gettext(
                "No topic names the articles that answer it. The key `articles` of a topic in the topics file does, "
                "or `topics` in an article's front matter."
            )
        case Need.SATISFACTION:
            return words.gettext(
                "The tickets do not say how satisfied customers were. Where the help desk asks them, export that "
                "column too and import the tickets again."
            )
        case Need.LINKS:
            return words.gettext(
                "The tickets do not say which articles agents linked. Where the help desk notes it, export that "
                "column too and import the tickets again."
            )
        case Need.REVIEWS:
            return words.gettext(
                "No article says when it was last reviewed. `kbgen review ARTICLE` notes that it was read and is right."
            )
