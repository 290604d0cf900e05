"""The invented web host: what its customers ask about, in which languages, and who answers."""

from __future__ import annotations

from dataclasses import dataclass, field

from kbgen.languages import LanguageCode

ZONE = "Europe/Tallinn"
SITE = "https://help.virmaline.example/"

LANGUAGES: dict[LanguageCode, float] = {"et": 0.51, "ru": 0.22, "en": 0.16, "fi": 0.11}
"""Shares of the tickets of an ordinary topic."""

CHANNELS = {"email": 0.68, "phone": 0.20, "chat": 0.12}
"""Shares: 57,000 messages, 17,000 calls and 10,000 chats a year."""

TEAMS = {
    "account": "Customer service",
    "billing": "Billing",
    "certificates": "Web hosting",
    "dns": "Domains",
    "domains": "Domains",
    "email": "E-mail",
    "hosting": "Web hosting",
    "wordpress": "Web hosting",
}


@dataclass(frozen=True, slots=True)
class Topic:
    """``tag``: the help desk's; ``family``: which team; ``minutes``: median of work on a ticket; ``article``: of the
    starter content, or ``""``; ``linked``: share of tickets in whose answers agents link it; ``liked``: share of good
    votes on it; ``lean``: how much more than others a language asks.
    """

    tag: str
    family: str
    minutes: float
    article: str = ""
    linked: float = 0.4
    liked: float = 0.78
    lean: dict[LanguageCode, float] = field(default_factory=dict)
    name: tuple[str, str, str, str] | None = None
    """In Estonian, English, Russian and Finnish."""

    @property
    def names(self) -> dict[LanguageCode, str]:
        """By language; empty where nobody has named it."""
        return dict(zip(("et", "en", "ru", "fi"), self.name, strict=True)) if self.name else {}


TOPICS: tuple[Topic, ...] = (
    Topic(
        "password-reset",
        "account",
        7,
        "account/forgotten-password",
        linked=0.82,
        liked=0.95,
        name=("Unustatud parool", "Forgotten password", "Забытый пароль", "Unohtunut salasana"),
    ),
    Topic(
        "email_setup",
        "email",
        18,
        "email/set-up-mail-program",
        name=("Postiprogrammi seadistamine", "Mail programs", "Настройка почтовой программы", "Sähköpostiohjelmat"),
    ),
    Topic(
        "invoice-copy",
        "billing",
        6,
        "billing/invoices-and-payment",
        name=("Arve koopia", "Copies of invoices", "Копия счёта", "Laskun kopio"),
    ),
    Topic(
        "domain-transfer",
        "domains",
        21,
        "domains/transfer-domain",
        name=("Domeeni ületoomine", "Domain transfers", "Перенос домена", "Verkkotunnuksen siirto"),
    ),
    Topic(
        "dns-records",
        "dns",
        19,
        "dns/dns-records",
        name=("DNS-kirjed", "DNS records", "DNS-записи", "DNS-tietueet"),
    ),
    Topic(
        "domain-register",
        "domains",
        12,
        "domains/register-domain",
        name=("Domeeni registreerimine", "New domains", "Регистрация домена", "Verkkotunnuksen rekisteröinti"),
    ),
    Topic(
        "mailbox-full",
        "email",
        11,
        "email/full-mailbox",
        linked=0.45,
        name=("Täis postkast", "Full mailboxes", "Почтовый ящик переполнен", "Täysi postilaatikko"),
    ),
    Topic(
        "mail-spam",
        "email",
        16,
        "email/spf-dkim-dmarc",
        linked=0.2,
        name=("Rämpspost", "Spam", "Спам", "Roskaposti"),
    ),
    Topic("email_webmail", "email", 9),
    Topic(
        "wordpress-update",
        "wordpress",
        24,
        "wordpress/update-wordpress",
        name=("WordPressi uuendamine", "Updating WordPress", "Обновление WordPress", "WordPressin päivittäminen"),
    ),
    Topic(
        "domain-renewal-invoice",
        "billing",
        8,
        "domains/renew-domain",
        name=("Domeeni pikendamine", "Renewing domains", "Продление домена", "Verkkotunnuksen uusiminen"),
    ),
    Topic("email_forwarding", "email", 10),
    Topic(
        "name-servers",
        "dns",
        17,
        "dns/change-name-servers",
        lean={"ru": 3.2},
        name=("Nimeserverite muutmine", "Changing name servers", "Смена серверов имён", "Nimipalvelimien vaihto"),
    ),
    Topic(
        "payment-failed",
        "billing",
        10,
        "billing/invoices-and-payment",
        name=("Ebaõnnestunud makse", "Failed payments", "Неудачный платёж", "Epäonnistunut maksu"),
    ),
    Topic("email_alias", "email", 8),
    Topic(
        "certificate",
        "certificates",
        20,
        "certificates/enable-https",
        name=("HTTPS-i sisselülitamine", "Turning on HTTPS", "Включение HTTPS", "HTTPS:n käyttöönotto"),
    ),
    Topic("email_attachments", "email", 12),
    Topic(
        "wordpress-slow",
        "wordpress",
        34,
        "wordpress/slow-site",
        linked=0.35,
        name=("Aeglane veebileht", "Slow sites", "Медленный сайт", "Hidas sivusto"),
    ),
    Topic(
        "two-step",
        "account",
        14,
        "account/two-step-sign-in",
        name=("Kaheastmeline sisselogimine", "Two-step sign-in", "Двухэтапный вход", "Kaksivaiheinen kirjautuminen"),
    ),
    Topic(
        "php-version",
        "hosting",
        15,
        "hosting/change-php-version",
        lean={"fi": 4.5},
        name=("PHP versioon", "PHP versions", "Версия PHP", "PHP-versio"),
    ),
    Topic(
        "domain-holder-change",
        "domains",
        23,
        "domains/change-owner",
        name=(
            "Domeeni omaniku vahetamine",
            "Changing a domain’s holder",
            "Смена владельца домена",
            "Verkkotunnuksen haltijan vaihto",
        ),
    ),
    Topic(
        "sftp",
        "hosting",
        22,
        "hosting/upload-files-sftp",
        linked=0.02,
        liked=0.96,
        name=("Failide üleslaadimine", "Uploading files", "Загрузка файлов", "Tiedostojen lataaminen"),
    ),
    Topic(
        "phishing",
        "account",
        12,
        "account/phishing",
        name=("Õngitsuskirjad", "Phishing", "Фишинг", "Tietojenkalastelu"),
    ),
    Topic(
        "backup-restore",
        "hosting",
        26,
        "hosting/restore-backup",
        name=("Varukoopia taastamine", "Restoring a backup", "Восстановление копии", "Varmuuskopion palautus"),
    ),
    Topic("website-down", "hosting", 28),
    Topic(
        "mail-authentication",
        "email",
        25,
        "email/spf-dkim-dmarc",
        name=("SPF, DKIM ja DMARC", "SPF, DKIM and DMARC", "SPF, DKIM и DMARC", "SPF, DKIM ja DMARC"),
    ),
    Topic("email-bounce", "email", 19),
    Topic(
        "invoice-details",
        "billing",
        7,
        "billing/invoices-and-payment",
        name=("Arve andmed", "Details of invoices", "Данные в счёте", "Laskun tiedot"),
    ),
    Topic(
        "wordpress-error",
        "wordpress",
        31,
        "wordpress/white-screen",
        name=("Valge ekraan", "White screens", "Белый экран", "Valkoinen ruutu"),
    ),
    Topic("domain-auth-code", "domains", 8),
    Topic(
        "contact-form",
        "wordpress",
        27,
        "wordpress/forms-no-mail",
        name=("Kontaktivormi kirjad", "Contact forms", "Письма из формы", "Lomakkeen viestit"),
    ),
    Topic(
        "outage",
        "hosting",
        6,
        "support/service-status",
        linked=0.3,
        name=("Rikked", "Outages", "Сбои", "Häiriöt"),
    ),
    Topic(
        "contact",
        "account",
        4,
        "support/contact-us",
        linked=0.1,
        name=("Kontakt", "Contact", "Контакты", "Yhteystiedot"),
    ),
    Topic("plan-upgrade", "billing", 13),
    Topic(
        "database-access",
        "hosting",
        24,
        "hosting/databases",
        name=("Andmebaasid", "Databases", "Базы данных", "Tietokannat"),
    ),
    Topic("autoresponder", "email", 9),
    Topic(
        "domain-expired",
        "domains",
        14,
        "domains/renew-domain",
        name=("Aegunud domeen", "Expired domains", "Истёкший домен", "Vanhentunut verkkotunnus"),
    ),
    Topic("wordpress-plugin", "wordpress", 29),
    Topic(
        "refund",
        "billing",
        15,
        "billing/close-account",
        name=("Tagasimaksed", "Refunds", "Возврат денег", "Maksun palautus"),
    ),
    Topic(
        "hacked-site",
        "wordpress",
        58,
        "wordpress/hacked-site",
        name=("Lehele sissemurdmine", "Hacked sites", "Взломанный сайт", "Sivustolle murtautuminen"),
    ),
    Topic("mailbox-password", "email", 7),
    Topic("subdomain", "dns", 13),
    Topic("control-panel", "account", 11),
    Topic(
        "mail-on-phone",
        "email",
        17,
        "email/set-up-phone",
        name=("E-post telefonis", "Email on phones", "Почта на телефоне", "Sähköposti puhelimessa"),
    ),
    Topic(
        "site-migration",
        "hosting",
        62,
        "wordpress/move-site",
        name=("Veebilehe kolimine", "Moving sites", "Перенос сайта", "Sivuston siirto"),
    ),
    Topic(
        "contract-end",
        "billing",
        12,
        "billing/close-account",
        name=("Teenuse lõpetamine", "Ending a service", "Отказ от услуги", "Palvelun lopettaminen"),
    ),
    Topic("certificate-warning", "certificates", 21),
    Topic("disk-space", "hosting", 13),
    Topic("email-delay", "email", 20),
    Topic("domain-privacy", "domains", 11),
    Topic("mx-records", "dns", 18),
    Topic(
        "wordpress-login",
        "wordpress",
        14,
        "wordpress/users-and-roles",
        name=("WordPressi kasutajad", "WordPress users", "Пользователи WordPress", "WordPressin käyttäjät"),
    ),
    Topic("mailing-list", "email", 22),
    Topic("domain-contact-check", "domains", 10),
    Topic(
        "cron-job",
        "hosting",
        19,
        "hosting/cron-jobs",
        name=("Ajastatud tööd", "Cron jobs", "Задания cron", "Ajastetut tehtävät"),
    ),
    Topic("redirect", "hosting", 12),
    Topic("signature", "email", 8),
    Topic("account-access", "account", 18),
    Topic(
        "bank-transfer",
        "billing",
        8,
        "billing/invoices-and-payment",
        name=("Pangaülekanne", "Bank transfers", "Банковский перевод", "Tilisiirto"),
    ),
    Topic("online-shop", "wordpress", 41),
    Topic("website-builder", "hosting", 25),
    Topic("file-permissions", "hosting", 17),
    Topic("email-archive", "email", 21),
    Topic("idn-domain", "domains", 16),
    Topic("wildcard-certificate", "certificates", 23),
    Topic("company-details", "account", 9),
    Topic(
        "ssh-access",
        "hosting",
        20,
        "hosting/ssh-keys",
        name=("SSH-ligipääs", "SSH access", "Доступ по SSH", "SSH-yhteys"),
    ),
    Topic("calendar-sync", "email", 19),
    Topic("error-500", "hosting", 33),
    Topic("domain-dispute", "domains", 44),
    Topic("dnssec", "dns", 27),
    Topic("ip-blocked", "hosting", 15),
    Topic("price-list", "billing", 6),
    Topic("reseller", "billing", 26),
    Topic("data-protection", "account", 30),
    Topic("ipv6", "dns", 22),
    Topic("statistics", "hosting", 14),
    Topic(
        "caching",
        "wordpress",
        24,
        "wordpress/caching",
        name=("WordPressi vahemälu", "WordPress caching", "Кэш WordPress", "WordPressin välimuisti"),
    ),
    Topic("git-deployment", "hosting", 31),
    Topic("node-application", "hosting", 38),
    Topic("second-user", "account", 10),
    Topic(
        "paper-invoice",
        "billing",
        6,
        "billing/invoices-and-payment",
        name=("Paberarve", "Paper invoices", "Бумажный счёт", "Paperilasku"),
    ),
)
"""What is asked most comes first: a topic's share falls about as 1 / its place, as Zipf found for words."""

INCIDENT = Topic("certificate-chain-expired", "certificates", 16)
"""Asked by nobody until it happens."""

ARTICLES = tuple(topic for topic in TOPICS if topic.article)

NOT_TRANSLATED: dict[str, frozenset[LanguageCode]] = {
    "billing/close-account": frozenset({"fi"}),
    "dns/change-name-servers": frozenset({"ru"}),
    "hosting/change-php-version": frozenset({"fi"}),
    "hosting/cron-jobs": frozenset({"ru"}),
    "email/spf-dkim-dmarc": frozenset({"fi"}),
    "servers/rescue": frozenset({"fi"}),
    "support/service-status": frozenset({"fi"}),
    "wordpress/slow-site": frozenset({"ru"}),
}
"""Articles of the starter content and languages in which it does not have them."""
