"""FILE of a help desk → tickets, or counts of tags: whatever its encoding, delimiter, profile and damages.

``recognise`` says what a file is, or asks for what cannot be known; ``read`` gives its tickets, and of each row that is
none its number and the reason.
"""

from __future__ import annotations

from kbgen.tickets.reading.files import read
from kbgen.tickets.reading.profile import Field, Profile
from kbgen.tickets.reading.recognised import Format, Recognised
from kbgen.tickets.reading.recognising import recognise
from kbgen.tickets.reading.results import FileNotice, Rejected, Wishes

__all__ = ["Field", "FileNotice", "Format", "Profile", "Recognised", "Rejected", "Wishes", "read", "recognise"]
