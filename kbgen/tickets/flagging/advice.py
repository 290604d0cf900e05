"""What to do, in words: one or two sentences for an editor who has never heard of lanes. Pure.

Reports in other languages say the same (``kbgen.reports.overview.advice``).
"""

from __future__ import annotations

from collections.abc import Sequence

from kbgen.languages import LanguageCode, english_name
from kbgen.tickets.flagging.advised import (
    Advised,
    Behind,
    Fault,
    FixAtSource,
    Incident,
    Older,
    Overdue,
    Promote,
    Retire,
    Translate,
    Unheard,
    Unhelpful,
    Update,
    Watch,
    Write,
)
from kbgen.tickets.flagging.kinds import Decision, Kind, Reason
from kbgen.tickets.flagging.shares import Share

_LINK = "put the link where the question arises: into the reply, an e-mail, a page of the product"


def advice(one: Advised) -> str:
    """What to do."""
    match one:
        case Incident(articles):
            there = f"; {_joined(articles)} may be the place" if articles else ""
            return (
                "A failure, as it seems: say on the status page what is wrong and when it will be over, and link that "
                f"in answers{there}. Take the notice away when it is over; it needs no lasting article."
            )
        case Unheard(languages):
            return (
                "Nobody has asked about it before. If something has failed, say on the status page what is wrong, link "
                f"that in answers, and take it away later; if it is to stay, write an article{_first_in(languages)}."
            )
        case Write(languages, namesake) if namesake:
            return (
                f"No article is known to answer it, but {namesake} is called like it: if it does, name it in "
                f"content/topics.yml; otherwise write one{_first_in(languages)}."
            )
        case Write(languages):
            return (
                f"No article is known to answer it: write one{_first_in(languages)}. If there is one, name it in "
                "content/topics.yml."
            )
        case Update(articles, faults):
            return f"Bring {_joined(articles)} up to date: {'; '.join(map(_fault, faults))}."
        case Translate():
            return _translated(one)
        case Promote(articles, linked):
            return f"{_joined(articles)} is good, but agents link it in only {_of(linked)}: {_LINK}."
        case Watch(articles):
            return (
                f"{_joined(articles)} was changed since the questions rose: {_LINK}, and see later whether it has "
                "helped."
            )
        case FixAtSource(articles, linked):
            return (
                f"Agents link it in {_of(linked)}, nothing is wrong with it, and the questions go on: change what "
                "makes people ask, such as a word in the product or an e-mail. "
                f"{_joined(articles)} can tell which."
            )
        case Retire(articles, quiet_weeks, views):
            quiet, named = f"Nobody has asked for {quiet_weeks} weeks", _joined(articles)
            if views is None:
                return f"{quiet}; if nobody reads {named} either (no list of views tells), take it away."
            read = f"it has {_number(views)} views a week" if views else "nobody reads it"
            return f"{quiet} and {read}: take {named} away, or make it part of another article."


def command(decision: Decision) -> str:
    """What to call first; empty where no command helps."""
    first = decision.articles[0] if decision.articles else ""
    match decision.kind:
        case Kind.TRANSLATE if decision.reasons == (Reason.STALE,):
            return f"kbgen diff {first} --to {decision.language}"
        case Kind.TRANSLATE:
            return f"kbgen new {first} --lang {decision.language}"
        case Kind.RETIRE:
            return f"kbgen rm {first}"
        case Kind.PROMOTE if Reason.CHANGED_SINCE in decision.reasons:
            return f"kbgen effect {first}"
    return ""


def _first_in(languages: Sequence[LanguageCode]) -> str:
    return f", first in {_named(languages)}" if languages else ""


def _fault(one: Fault) -> str:
    match one:
        case Older(risen, changed, stayed):
            last = f", last changed on {changed.isoformat()}" if changed else ""
            day = f" ({risen.isoformat()})" if risen else ""
            rise = f"a rise that has stayed{day}" if stayed else f"the rise{day}"
            return f"it is older than {rise}{last}, so see what the newest tickets ask that it does not say"
        case Unhelpful(helpful):
            return f"only {helpful.part} of {helpful.whole} votes say that it helped"
        case Overdue():
            return "its review is overdue"
        case Behind():
            return "a translation has changed in something that matters, and it has not"


def _translated(one: Translate) -> str:
    what = "is missing" if one.missing else "is out of date"
    also = f"; it is there in {_named(one.there)}" if one.there else ""
    asked = f"about {_number(one.tickets)} tickets a week ask for it"
    return f"{one.article} {what} in {english_name(one.language)}, where {asked}{also}."


def _of(linked: Share) -> str:
    return f"{linked.part:,} of {linked.whole:,} tickets"


def _named(languages: Sequence[LanguageCode]) -> str:
    return _joined([english_name(code) for code in languages])


def _joined(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 9.95 else f"{value:.1f}"
