"""Tickets straight from a Zendesk account, by its incremental export.

``account`` says whose they are, ``connection`` asks and asks again, ``export`` goes from page to page, ``position``
remembers how far it came, ``fetching`` puts all of it together.

The interface: https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/
"""
