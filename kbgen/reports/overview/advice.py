"""What to do about a flag, in the language of the report: the same as ``kbgen.tickets.flagging.advice`` says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kbgen.articles.article import ArticleId
from kbgen.languages import LanguageCode
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
from kbgen.wording import Words

if TYPE_CHECKING:
    from kbgen.tickets.flagging.flag import Flag


def said(flag: Flag, words: Words) -> str:
    """What to do about a flag."""
    return in_words(flag.advised, words)


def in_words(one: Advised, words: Words) -> str:
    """What to do, in whole sentences; the names of articles are code."""
    match one:
        case Incident(articles):
            return _incident(articles, words)
        case Unheard(languages):
            return _unheard(languages, words)
        case Write():
            return _write(one, words)
        case Update(articles, faults):
            return words.gettext(
                "Bring %(articles)s up to date: %(faults)s.",
                articles=_named(articles, words),
                faults="; ".join(_fault(fault, words) for fault in faults),
            )
        case Translate():
            return _translate(one, words)
        case Promote():
            return _promote(one, words)
        case Watch(articles):
            return words.gettext(
                "%(articles)s was changed since the questions rose: put the link where the question arises: into the "
                "reply, an e-mail, a page of the product, and see later whether it has helped.",
                articles=_named(articles, words),
            )
        case FixAtSource():
            return _fix(one, words)
        case Retire():
            return _retire(one, words)


def _incident(articles: Sequence[ArticleId], words: Words) -> str:
    if articles:
        return words.gettext(
            "A failure, as it seems: say on the status page what is wrong and when it will be over, and link that in "
            "answers; %(articles)s may be the place. Take the notice away when it is over; it needs no lasting "
            "article.",
            articles=_named(articles, words),
        )
    return words.gettext(
        "A failure, as it seems: say on the status page what is wrong and when it will be over, and link that in "
        "answers. Take the notice away when it is over; it needs no lasting article."
    )


def _unheard(languages: Sequence[LanguageCode], words: Words) -> str:
    if languages:
        return words.gettext(
            "Nobody has asked about it before. If something has failed, say on the status page what is wrong, link "
            "that in answers, and take it away later; if it is to stay, write an article, first in %(languages)s.",
            languages=_languages(languages, words),
        )
    return words.gettext(
        "Nobody has asked about it before. If something has failed, say on the status page what is wrong, link that "
        "in answers, and take it away later; if it is to stay, write an article."
    )


def _write(one: Write, words: Words) -> str:
    languages = _languages(one.languages, words)
    if one.namesake and languages:
        return words.gettext(
            "No article is known to answer it, but %(article)s is called like it: if it does, name it in "
            "`content/topics.yml`; otherwise write one, first in %(languages)s.",
            article=_named([one.namesake], words),
            languages=languages,
        )
    if one.namesake:
        return words.gettext(
            "No article is known to answer it, but %(article)s is called like it: if it does, name it in "
            "`content/topics.yml`; otherwise write one.",
            article=_named([one.namesake], words),
        )
    if languages:
        return words.gettext(
            "No article is known to answer it: write one, first in %(languages)s. If there is one, name it in "
            "`content/topics.yml`.",
            languages=languages,
        )
    return words.gettext(
        "No article is known to answer it: write one. If there is one, name it in `content/topics.yml`."
    )


def _fault(one: Fault, words: Words) -> str:
    """A clause after a colon, about the article."""
    match one:
        case Older():
            return _older(one, words)
        case Unhelpful(helpful):
            return words.ngettext(
                "only %(part)s of %(num)s votes say that it helped",
                "only %(part)s of %(num)s votes say that it helped",
                helpful.whole,
                part=words.number(helpful.part),
            )
        case Overdue():
            return words.gettext("its review is overdue")
        case Behind():
            return words.gettext("a translation has changed in something that matters, and it has not")


def _older(one: Older, words: Words) -> str:
    risen = one.risen and words.day(one.risen, "medium")
    changed = one.changed and words.day(one.changed, "medium")
    if one.stayed and risen and changed:
        return words.gettext(
            "it is older than a rise that has stayed (%(risen)s), last changed on %(changed)s, so see what the newest "
            "tickets ask that it does not say",
            risen=risen,
            changed=changed,
        )
    if risen and changed:
        return words.gettext(
            "it is older than the rise (%(risen)s), last changed on %(changed)s, so see what the newest tickets ask "
            "that it does not say",
            risen=risen,
            changed=changed,
        )
    if risen:
        return words.gettext(
            "it is older than the rise (%(risen)s), so see what the newest tickets ask that it does not say",
            risen=risen,
        )
    if changed:
        return words.gettext(
            "it is older than the rise, last changed on %(changed)s, so see what the newest tickets ask that it does "
            "not say",
            changed=changed,
        )
    return words.gettext("it is older than the rise, so see what the newest tickets ask that it does not say")


def _translate(one: Translate, words: Words) -> str:
    filled = {
        "article": _named([one.article], words),
        "language": words.language_name(one.language),
        "tickets": words.figure(one.tickets),
        "others": _languages(one.there, words),
    }
    if one.missing and one.there:
        return words.gettext(
            "%(article)s is missing in %(language)s, where about %(tickets)s tickets a week ask for it; it is there "
            "in %(others)s.",
            **filled,
        )
    if one.missing:
        return words.gettext(
            "%(article)s is missing in %(language)s, where about %(tickets)s tickets a week ask for it.", **filled
        )
    if one.there:
        return words.gettext(
            "%(article)s is out of date in %(language)s, where about %(tickets)s tickets a week ask for it; it is "
            "there in %(others)s.",
            **filled,
        )
    return words.gettext(
        "%(article)s is out of date in %(language)s, where about %(tickets)s tickets a week ask for it.", **filled
    )


def _promote(one: Promote, words: Words) -> str:
    return words.ngettext(
        "%(articles)s is good, but agents link it in only %(part)s of %(num)s tickets: put the link where the question "
        "arises: into the reply, an e-mail, a page of the product.",
        "%(articles)s is good, but agents link it in only %(part)s of %(num)s tickets: put the link where the question "
        "arises: into the reply, an e-mail, a page of the product.",
        one.linked.whole,
        part=words.number(one.linked.part),
        articles=_named(one.articles, words),
    )


def _fix(one: FixAtSource, words: Words) -> str:
    return words.ngettext(
        "Agents link it in %(part)s of %(num)s tickets, nothing is wrong with it, and the questions go on: change what "
        "makes people ask, such as a word in the product or an e-mail. %(articles)s can tell which.",
        "Agents link it in %(part)s of %(num)s tickets, nothing is wrong with it, and the questions go on: change what "
        "makes people ask, such as a word in the product or an e-mail. %(articles)s can tell which.",
        one.linked.whole,
        part=words.number(one.linked.part),
        articles=_named(one.articles, words),
    )


def _retire(one: Retire, words: Words) -> str:
    articles = _named(one.articles, words)
    if one.views is None:
        return words.ngettext(
            "Nobody has asked for %(num)s week; if nobody reads %(articles)s either (no list of views tells), take it "
            "away.",
            "Nobody has asked for %(num)s weeks; if nobody reads %(articles)s either (no list of views tells), take "
            "it away.",
            one.quiet_weeks,
            articles=articles,
        )
    if one.views:
        return words.ngettext(
            "Nobody has asked for %(num)s week and it has %(views)s views a week: take %(articles)s away, or make it "
            "part of another article.",
            "Nobody has asked for %(num)s weeks and it has %(views)s views a week: take %(articles)s away, or make it "
            "part of another article.",
            one.quiet_weeks,
            views=words.figure(one.views),
            articles=articles,
        )
    return words.ngettext(
        "Nobody has asked for %(num)s week and nobody reads it: take %(articles)s away, or make it part of another "
        "article.",
        "Nobody has asked for %(num)s weeks and nobody reads it: take %(articles)s away, or make it part of another "
        "article.",
        one.quiet_weeks,
        articles=articles,
    )


def _named(articles: Sequence[ArticleId], words: Words) -> str:
    return words.listed([f"`{article}`" for article in articles])


def _languages(languages: Sequence[LanguageCode], words: Words) -> str:
    return words.listed([words.language_name(code) for code in languages])
