"""What to do, in words: one or two sentences for an editor who has never heard of lanes. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kbgen.articles.article import ArticleId
from kbgen.languages import LanguageCode
from kbgen.tickets.flagging.kinds import ArticleFacts, Decision, Kind, Reason, Standing, TopicFacts

MOST_LANGUAGES = 3
"""So many languages are named in an advice."""

PART = 0.1
"""A language with less of the tickets than this is not named."""


def advice(
    decision: Decision,
    topic: TopicFacts,
    languages: Mapping[LanguageCode, float],
    *,
    incident: bool = False,
    unheard_of: bool = False,
    namesake: ArticleId = "",
) -> str:
    """What to do. ``languages``: tickets a week in each. ``unheard_of``: nobody has asked before. ``namesake``: an
    article that is called like the topic, though nobody has said that it answers it."""
    if incident:
        return _incident(decision)
    if unheard_of and decision.kind is Kind.NEW:
        return (
            "Nobody has asked about it before. If something has failed, say on the status page what is wrong, link "
            f"that in answers, and take it away later; if it is to stay, write an article{_first_in(languages)}."
        )
    articles = {article.id: article for article in topic.articles}
    named = _listed(decision.articles)
    match decision.kind:
        case Kind.NEW if namesake:
            return (
                f"No article is known to answer it, but {namesake} is called like it: if it does, name it in "
                f"content/topics.yml; otherwise write one{_first_in(languages)}."
            )
        case Kind.NEW:
            return (
                f"No article is known to answer it: write one{_first_in(languages)}. If there is one, name it in "
                "content/topics.yml; “kbgen topics propose” finds what may be one."
            )
        case Kind.UPDATE:
            faults = list(_faults(decision, [articles[id] for id in decision.articles], topic))
            return f"Bring {named} up to date: {'; '.join(faults)}."
        case Kind.TRANSLATE:
            assert decision.language is not None
            article = articles[decision.articles[0]]
            what = "is missing" if decision.reasons == (Reason.MISSING,) else "is out of date"
            asked = f"about {_number(languages.get(decision.language, 0.0))} tickets a week ask for it"
            also = _others(article, decision.language, languages)
            return f"{article.id} {what} in “{decision.language}”, where {asked}{also}."
        case Kind.PROMOTE:
            return _promoted(decision, topic, named)
        case Kind.FIX:
            return (
                f"{_linked(topic)}, nothing is wrong with it, and the questions go on: change what makes people ask, "
                f"such as a word in the product or an e-mail. {named} can tell which."
            )
        case Kind.RETIRE:
            return _retired(decision, topic, named)


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


def _incident(decision: Decision) -> str:
    there = f"; {_listed(decision.articles)} may be the place" if decision.articles else ""
    return (
        "A failure, as it seems: say on the status page what is wrong and when it will be over, and link that in "
        f"answers{there}. Take the notice away when it is over; it needs no lasting article."
    )


def _first_in(languages: Mapping[LanguageCode, float]) -> str:
    total = sum(languages.values())
    most = sorted((code for code in languages if languages[code] >= PART * total), key=lambda c: -languages[c])
    if not total or len(languages) == 1:
        return ""
    return f", first in {_joined([f'“{code}”' for code in most[:MOST_LANGUAGES]])}"


def _faults(decision: Decision, articles: Sequence[ArticleFacts], topic: TopicFacts) -> Iterator[str]:
    for reason in decision.reasons:
        match reason:
            case Reason.OLDER:
                days = [article.changed for article in articles if article.changed]
                last = f", last changed on {max(days).isoformat()}" if days else ""
                yield f"it is older than {_rise(topic)}{last}, so see what the newest tickets ask that it does not say"
            case Reason.UNHELPFUL:
                votes = next(article.helpful for article in articles if article.helpful)
                yield f"only {votes.part} of {votes.whole} votes say that it helped"
            case Reason.OVERDUE:
                yield "its review is overdue"
            case Reason.BEHIND:
                yield "a translation has changed in something that matters, and it has not"


def _rise(topic: TopicFacts) -> str:
    if topic.risen:
        return f"the rise ({topic.risen.isoformat()})"
    return f"a rise that has stayed since {topic.rose.isoformat()}" if topic.rose else "the rise"


def _others(article: ArticleFacts, own: LanguageCode, languages: Mapping[LanguageCode, float]) -> str:
    """A language from which to translate is there, or is not."""
    there = [code for code, standing in article.languages.items() if standing is Standing.GOOD and code != own]
    best = sorted(there, key=lambda code: -languages.get(code, 0.0))
    return f"; it is there in {_joined([f'“{code}”' for code in best[:MOST_LANGUAGES]])}" if best else ""


def _promoted(decision: Decision, topic: TopicFacts, named: str) -> str:
    where = "put the link where the question arises: into the reply, an e-mail, a page of the product"
    if Reason.CHANGED_SINCE in decision.reasons:
        return f"{named} was changed since the questions rose: {where}, and see later whether it has helped."
    return f"{named} is good, but {_linked(topic, 'agents link it in only')}: {where}."


def _linked(topic: TopicFacts, begins: str = "Agents link it in") -> str:
    found = topic.linked
    return f"{begins} {found.part:,} of {found.whole:,} tickets" if found else begins


def _retired(decision: Decision, topic: TopicFacts, named: str) -> str:
    quiet = f"Nobody has asked for {topic.quiet_weeks} weeks"
    if Reason.UNREAD in decision.reasons:
        views = sum(article.views or 0 for article in topic.articles)
        read = f"it has {_number(views)} views a week" if views >= 0.05 else "nobody reads it"
        return f"{quiet} and {read}: take {named} away, or make it part of another article."
    return f"{quiet}; if nobody reads {named} either (no list of views tells), take it away."


def _listed(articles: Sequence[ArticleId]) -> str:
    return _joined(list(articles[:MOST_LANGUAGES]))


def _joined(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 9.95 else f"{value:.1f}"
