"""Which tags of the help desk mean the same: ``content/topics.yml`` → topics → rules for every tag.

``topic`` has the values, ``reading`` makes them of the file, ``claims`` says what every tag counts for and when,
``answers`` which articles answer a topic.
"""

from kbgen.tickets.topics.answers import articles_of
from kbgen.tickets.topics.claims import rules, unclaimed
from kbgen.tickets.topics.loading import load
from kbgen.tickets.topics.topic import Alias, TagRule, Topic, TopicsFile

__all__ = ["Alias", "TagRule", "Topic", "TopicsFile", "articles_of", "load", "rules", "unclaimed"]
