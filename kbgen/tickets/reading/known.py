"""kbgen's own profiles: the exports of help desks, and counts from a spreadsheet.

Names of columns are as ``profile.plain`` leaves them. Zendesk: the account CSV, the CSV of a view and of Explore.
Freshdesk: the ticket export. osTicket: the export of a queue, whose header is in the language of the agent. Zammad: the
list of a report.
"""

from __future__ import annotations

from collections.abc import Mapping

from kbgen.tickets.reading.profile import SECONDS, Field, Names, Profile


def _one(*names: str) -> tuple[Names, ...]:
    """One column, under one of these names."""
    return (names,)


LANGUAGE = _one(
    "language", "ticket language", "requester language", "locale", "requester locale", "keel", "kieli", "язык",
    "sprache",
)  # fmt: skip

LANGUAGE_TAGS = ("lang_*", "lang-*", "language_*", "language-*", "locale_*", "locale-*", "zopim_language_*")

ZENDESK = Profile(
    "zendesk",
    {
        Field.ID: _one("id", "ticket id"),
        Field.CREATED: _one("created at", "ticket created", "ticket created - timestamp"),
        Field.UPDATED: _one("updated at", "ticket updated", "ticket updated - timestamp"),
        Field.TAGS: _one("tags", "ticket tags"),
        Field.STATUS: _one("status", "ticket status"),
        Field.CHANNEL: _one("via", "channel", "ticket channel"),
        Field.GROUP: _one("group", "ticket group"),
        Field.MINUTES: _one(
            "total time spent (sec)",
        ),
        Field.SATISFIED: _one("satisfaction score", "ticket satisfaction rating"),
        Field.LANGUAGE: LANGUAGE,
        # No column of Zendesk's own, but what teams call the field into which they put links.
        Field.ARTICLES: _one("linked articles", "linked article", "article links", "help articles"),
    },
    required=(Field.ID, Field.CREATED, Field.TAGS),
    time_unit=SECONDS,
    language_tags=LANGUAGE_TAGS,
)

ZENDESK_JSON = Profile(
    "zendesk-json",
    {
        Field.ID: _one("id"),
        Field.CREATED: _one("created_at"),
        Field.UPDATED: _one("updated_at"),
        Field.TAGS: _one("tags"),
        Field.STATUS: _one("status"),
        Field.CHANNEL: _one("via.channel"),
        Field.GROUP: _one("group_name", "group_id"),
        Field.SATISFIED: _one("satisfaction_rating.score"),
        Field.LANGUAGE: _one("language", "locale", "requester.locale"),
    },
    json=True,
    language_tags=LANGUAGE_TAGS,
)

FRESHDESK = Profile(
    "freshdesk",
    {
        Field.ID: _one("ticket id"),
        Field.CREATED: _one("created time"),
        Field.UPDATED: _one("last update time", "last updated time"),
        Field.TAGS: _one("tags"),
        Field.STATUS: _one("status"),
        Field.CHANNEL: _one("source"),
        Field.GROUP: _one("group"),
        Field.MINUTES: _one("time tracked"),
        Field.SATISFIED: _one("survey results"),
        Field.LANGUAGE: LANGUAGE,
    },
    tag_separator=",",
    language_tags=LANGUAGE_TAGS,
)

OSTICKET = Profile(
    "osticket",
    {
        Field.ID: _one(
            "ticket number", "ticketnummer", "ticket-nummer", "ticket nummer", "ticket-nr.", "pileti number",
            "pileti nr", "tiketi number", "pöördumise number", "tiketin numero", "tikettinumero", "lipun numero",
            "tukipyynnön numero", "palvelupyynnön numero", "номер заявки", "номер тикета", "номер обращения",
            "номер запроса", "№ заявки",
        ),
        Field.CREATED: _one(
            "date created", "create date", "created date", "erstellungsdatum", "erstelldatum", "erstellt am",
            "datum erstellt", "erstellt", "loomise kuupäev", "loomiskuupäev", "loomise aeg", "loodud", "luontipäivä",
            "luontipäivämäärä", "luontipvm", "luontiaika", "luotu", "дата создания", "создан", "создана", "создано",
        ),
        Field.UPDATED: _one(
            "last updated", "last update", "zuletzt aktualisiert", "letzte aktualisierung", "viimati uuendatud",
            "viimane uuendus", "viimeksi päivitetty", "viimeisin päivitys", "последнее обновление", "обновлено",
            "дата обновления",
        ),
        Field.TAGS: _one(
            "help topic", "topic", "hilfethema", "hilfe-thema", "hilfe thema", "abiteema", "abi teema", "spikri teema",
            "teema", "ohjeaihe", "ohjeen aihe", "apuaihe", "avun aihe", "tukiaihe", "aihe", "раздел справки",
            "тема обращения", "раздел помощи", "тема помощи", "тема справки", "тема заявки",
        ),
        Field.STATUS: _one(
            "current status", "status", "aktueller status", "derzeitiger status", "praegune olek", "hetke olek", "olek",
            "nykyinen tila", "tila", "текущий статус", "статус", "текущее состояние",
        ),
        Field.CHANNEL: _one("source", "quelle", "allikas", "lähde", "источник"),
        Field.GROUP: _one(
            "department", "abteilung", "osakond", "osasto", "отдел", "подразделение",
        ),
        Field.LANGUAGE: LANGUAGE,
    },
    tag_separator="",
)  # fmt: skip

ZAMMAD = Profile(
    "zammad",
    {
        Field.ID: _one("#", "number"),
        Field.CREATED: _one("created at", "create date", "erstellt am", "создано в", "luotu", "loodud"),
        Field.UPDATED: _one("updated at", "update date", "aktualisiert am", "обновлено в", "päivitetty", "uuendatud"),
        Field.TAGS: _one("tags", "schlagwörter", "sildid", "tunnisteet", "теги"),
        Field.STATUS: _one("state", "status", "olek", "tila", "статус", "состояние"),
        Field.CHANNEL: _one("create channel", "erstellungskanal"),
        Field.GROUP: _one("group", "gruppe", "grupp", "ryhmä", "группа"),
        Field.MINUTES: _one("time units total", "accounted time", "zeiteinheiten gesamt"),
        Field.LANGUAGE: LANGUAGE,
    },
    tag_separator=",",
    language_tags=LANGUAGE_TAGS,
    row_cap=6000,
)

_TAG = _one(
    "tag", "tags", "ticket tags", "topic", "silt", "märksõna", "teema", "tunniste", "aihe", "тег", "метка", "тема",
    "schlagwort", "thema",
)  # fmt: skip
_COUNT = _one(
    "count", "tickets", "number", "total", "arv", "kogus", "pileteid", "määrä", "lukumäärä", "lkm", "количество",
    "число", "anzahl",
)  # fmt: skip
_MORE = {Field.LANGUAGE: LANGUAGE, Field.CHANNEL: _one("channel", "via", "kanal", "kanava", "канал")}

WEEKLY_COUNTS = Profile(
    "weekly-counts",
    {
        Field.WEEK: _one("week", "week of", "week start", "date", "nädal", "viikko", "неделя", "woche"),
        Field.TAG: _TAG,
        Field.COUNT: _COUNT,
        **_MORE,
    },
    required=(Field.WEEK, Field.TAG, Field.COUNT),
    counts=True,
    tag_separator="",
)

TAG_COUNTS = Profile(
    "tag-counts",
    {Field.TAG: _TAG, Field.COUNT: _COUNT, **_MORE},
    required=(Field.TAG, Field.COUNT),
    counts=True,
    tag_separator="",
)

KNOWN: Mapping[str, Profile] = {
    profile.name: profile for profile in (ZENDESK, ZENDESK_JSON, FRESHDESK, OSTICKET, ZAMMAD, WEEKLY_COUNTS, TAG_COUNTS)
}
"""In the order in which a header is held against them: counts by week come before counts without."""
