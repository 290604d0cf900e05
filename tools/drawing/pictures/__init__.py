"""Every picture by the name of its file; each function returns what is on the panel."""

from __future__ import annotations

from collections.abc import Callable

from drawing.pictures import account, domains, email, hosting, wordpress

PICTURES: dict[str, Callable[[], str]] = {
    "domain-transfer": domains.domain_transfer,
    "domain-expiry": domains.domain_expiry,
    "dns-lookup": domains.dns_lookup,
    "dns-propagation": domains.dns_propagation,
    "mail-route": email.mail_route,
    "mail-on-phone": email.mail_on_phone,
    "mail-checks": email.mail_checks,
    "phishing": email.phishing,
    "sftp": hosting.sftp,
    "ssh-keys": hosting.ssh_keys,
    "database": hosting.database,
    "backup": hosting.backup,
    "https": hosting.https,
    "rescue": hosting.rescue,
    "white-screen": wordpress.white_screen,
    "site-move": wordpress.site_move,
    "page-cache": wordpress.page_cache,
    "roles": wordpress.roles,
    "two-step": account.two_step,
    "request": account.request,
}
