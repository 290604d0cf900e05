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
        "forgotten_password",
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
    Topic("invoice_copy", "billing", 6),
    Topic(
        "domain_transfer",
        "domains",
        21,
        "domains/transfer-domain",
        name=("Domeeni ületoomine", "Domain transfers", "Перенос домена", "Verkkotunnuksen siirto"),
    ),
    Topic(
        "dns_records",
        "dns",
        19,
        "dns/dns-records",
        name=("DNS-kirjed", "DNS records", "DNS-записи", "DNS-tietueet"),
    ),
    Topic(
        "domain_registration",
        "domains",
        12,
        "domains/register-domain",
        name=("Domeeni registreerimine", "New domains", "Регистрация домена", "Verkkotunnuksen rekisteröinti"),
    ),
    Topic(
        "full_mailbox",
        "email",
        11,
        "email/full-mailbox",
        linked=0.45,
        name=("Täis postkast", "Full mailboxes", "Почтовый ящик переполнен", "Täysi postilaatikko"),
    ),
    Topic("spam_filter", "email", 16),
    Topic("email_webmail", "email", 9),
    Topic(
        "update_wordpress",
        "wordpress",
        24,
        "wordpress/update-wordpress",
        name=("WordPressi uuendamine", "Updating WordPress", "Обновление WordPress", "WordPressin päivittäminen"),
    ),
    Topic("domain_renewal_invoice", "billing", 8),
    Topic("email_forwarding", "email", 10),
    Topic(
        "name_servers",
        "dns",
        17,
        "dns/change-name-servers",
        lean={"ru": 3.2},
        name=("Nimeserverite muutmine", "Changing name servers", "Смена серверов имён", "Nimipalvelimien vaihto"),
    ),
    Topic("payment_failed", "billing", 10),
    Topic("email_alias", "email", 8),
    Topic(
        "enable_https",
        "certificates",
        20,
        "certificates/enable-https",
        name=("HTTPS-i sisselülitamine", "Turning on HTTPS", "Включение HTTPS", "HTTPS:n käyttöönotto"),
    ),
    Topic("email_attachments", "email", 12),
    Topic(
        "slow_site",
        "wordpress",
        34,
        "wordpress/slow-site",
        linked=0.35,
        name=("Aeglane veebileht", "Slow sites", "Медленный сайт", "Hidas sivusto"),
    ),
    Topic(
        "two_step_sign_in",
        "account",
        14,
        "account/two-step-sign-in",
        name=("Kaheastmeline sisselogimine", "Two-step sign-in", "Двухэтапный вход", "Kaksivaiheinen kirjautuminen"),
    ),
    Topic(
        "php_version",
        "hosting",
        15,
        "hosting/change-php-version",
        lean={"fi": 4.5},
        name=("PHP versioon", "PHP versions", "Версия PHP", "PHP-versio"),
    ),
    Topic("domain_holder_change", "domains", 23),
    Topic(
        "sftp_upload",
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
        "restore_backup",
        "hosting",
        26,
        "hosting/restore-backup",
        name=("Varukoopia taastamine", "Restoring a backup", "Восстановление копии", "Varmuuskopion palautus"),
    ),
    Topic("website_down", "hosting", 28),
    Topic(
        "spf_dkim",
        "email",
        25,
        "email/spf-dkim-dmarc",
        name=("SPF, DKIM ja DMARC", "SPF, DKIM and DMARC", "SPF, DKIM и DMARC", "SPF, DKIM ja DMARC"),
    ),
    Topic("email_bounce", "email", 19),
    Topic("invoice_details", "billing", 7),
    Topic(
        "white_screen",
        "wordpress",
        31,
        "wordpress/white-screen",
        name=("Valge ekraan", "White screens", "Белый экран", "Valkoinen ruutu"),
    ),
    Topic("domain_auth_code", "domains", 8),
    Topic("contact_form", "wordpress", 27),
    Topic("plan_upgrade", "billing", 13),
    Topic("database_access", "hosting", 24),
    Topic("autoresponder", "email", 9),
    Topic("domain_expired", "domains", 14),
    Topic("wordpress_plugin", "wordpress", 29),
    Topic("refund", "billing", 15),
    Topic("hacked_site", "wordpress", 58),
    Topic("mailbox_password", "email", 7),
    Topic("subdomain", "dns", 13),
    Topic("control_panel", "account", 11),
    Topic("mail_on_phone", "email", 17),
    Topic("site_migration", "hosting", 62),
    Topic("contract_end", "billing", 12),
    Topic("certificate_warning", "certificates", 21),
    Topic("disk_space", "hosting", 13),
    Topic("email_delay", "email", 20),
    Topic("domain_privacy", "domains", 11),
    Topic("mx_records", "dns", 18),
    Topic("wordpress_login", "wordpress", 14),
    Topic("mailing_list", "email", 22),
    Topic("domain_contact_check", "domains", 10),
    Topic("cron_job", "hosting", 19),
    Topic("redirect", "hosting", 12),
    Topic("signature", "email", 8),
    Topic("account_access", "account", 18),
    Topic("bank_transfer", "billing", 8),
    Topic("online_shop", "wordpress", 41),
    Topic("website_builder", "hosting", 25),
    Topic("file_permissions", "hosting", 17),
    Topic("email_archive", "email", 21),
    Topic("idn_domain", "domains", 16),
    Topic("wildcard_certificate", "certificates", 23),
    Topic("company_details", "account", 9),
    Topic("ssh_access", "hosting", 20),
    Topic("calendar_sync", "email", 19),
    Topic("error_500", "hosting", 33),
    Topic("domain_dispute", "domains", 44),
    Topic("dnssec", "dns", 27),
    Topic("ip_blocked", "hosting", 15),
    Topic("price_list", "billing", 6),
    Topic("reseller", "billing", 26),
    Topic("data_protection", "account", 30),
    Topic("ipv6", "dns", 22),
    Topic("statistics", "hosting", 14),
    Topic("caching", "wordpress", 24),
    Topic("git_deployment", "hosting", 31),
    Topic("node_application", "hosting", 38),
    Topic("second_user", "account", 10),
    Topic("paper_invoice", "billing", 6),
)
"""What is asked most comes first: a topic's share falls about as 1 / its place, as Zipf found for words."""

INCIDENT = Topic("certificate_chain_expired", "certificates", 16)
"""Asked by nobody until it happens."""

ARTICLES = tuple(topic for topic in TOPICS if topic.article)
