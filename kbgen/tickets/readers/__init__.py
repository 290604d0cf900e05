"""What the help site's own statistics tell: views of pages, votes on them, and searches that found nothing.

``reading`` turns exports into rows, ``pages`` says which article an address is, ``keeping`` puts them beside the
tickets, ``readership`` says how many read an article in a week, and how many of them it helped.
"""

from kbgen.tickets.readers.pages import Pages, of_catalog, pages_of
from kbgen.tickets.readers.readership import EmptySearch, Readership, empty_searches, of

__all__ = ["EmptySearch", "Pages", "Readership", "empty_searches", "of", "of_catalog", "pages_of"]
