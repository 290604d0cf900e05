"""What help desks call states, ways and votes, in English and in the languages of kbgen's own sites."""

from __future__ import annotations

from collections.abc import Mapping

from kbgen.tickets.ticket import Channel, Status

STATUSES: Mapping[str, Status] = {
    word: status
    for status, words in {
        Status.OPEN: "open, new, in progress, avatud, uus, töös, avoin, uusi, käsittelyssä, открыт, открыта, открыто, "
        "новый, новая, в работе, offen, neu, geöffnet, in bearbeitung",
        Status.PENDING: "pending, hold, on-hold, on hold, waiting, waiting on customer, waiting on third party, "
        "pending reminder, pending close, ootel, odottaa, в ожидании, ожидание, warten auf erinnerung, wartend",
        Status.SOLVED: "solved, resolved, done, lahendatud, ratkaistu, решен, решён, решена, решено, gelöst",
        Status.CLOSED: "closed, archived, suletud, suljettu, закрыт, закрыта, закрыто, geschlossen, abgeschlossen",
        Status.SPAM: "spam, suspended, junk, rämps, rämpspost, roskaposti, спам",
        Status.MERGED: "merged, liidetud, ühendatud, yhdistetty, объединен, объединён, объединена, zusammengefasst",
        Status.DELETED: "deleted, removed, trashed, kustutatud, poistettu, удален, удалён, удалена, удалено, gelöscht",
    }.items()
    for word in words.split(", ")
}

MERGED_TAG = "closed_by_merge"
"""Zendesk puts it on a ticket that went into another one."""

CHANNELS: Mapping[str, Channel] = {
    word: channel
    for channel, words in {
        Channel.EMAIL: "mail, email, e-mail, e-post, e-kiri, meil, sähköposti, почта, эл. почта, электронная почта",
        Channel.PHONE: "phone, phone call, phone call (incoming), phone call (outgoing), phone call (inbound), "
        "phone call (outbound), voicemail, voice, voice_inbound, voice_outbound, api_voicemail, "
        "api_phone_call_inbound, api_phone_call_outbound, sms, native_messaging_sms, telefon, puhelin, телефон, звонок",
        Channel.CHAT: "chat, messaging, native_messaging, chat_transcript, live chat, whatsapp, telegram, "
        "instagram_dm, facebook messenger, line, viber, vestlus, juttelu, чат",
        Channel.WEB: "web, web form, web_form, web widget, web_widget, webform, portal, help center, help_center, "
        "help center post, web form (help center), mobile sdk, mobile_sdk, mobile, feedback widget, other web, veeb, "
        "veebivorm, verkko, verkkolomake, lomake, веб, веб-форма, сайт, webformular",
        Channel.SOCIAL: "facebook, facebook post, facebook private message, twitter, twitter dm, twitter like, x corp, "
        "twitter favorite, instagram, any_channel, channel integrations, any channel, sina weibo, youtube",
        Channel.API: "api, web service, web service (api), webservice",
        Channel.OTHER: "other, closed ticket, follow up, follow_up, rule, ticket sharing, ticket_sharing, "
        "outbound email, muu, muut, другое, прочее, andere, andere quelle",
    }.items()
    for word in words.split(", ")
}

VOTES: Mapping[str, bool] = {
    word: satisfied
    for satisfied, words in {
        True: "good, good with comment, goodwithcomment, satisfied, extremely happy, very happy, happy, positive, hea, "
        "rahul, true, hyvä, хорошо, доволен, gut",
        False: "bad, bad with comment, badwithcomment, dissatisfied, unhappy, very unhappy, extremely unhappy, "
        "negative, false, halb, ei ole rahul, huono, плохо, недоволен, schlecht",
    }.items()
    for word in words.split(", ")
}
