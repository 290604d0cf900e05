"""Did an article, or a change to it, lower its topic's tickets?

The topic's share of all tickets before is held against its share after, and the change of it is ranked among placebos:
the same comparison for topics and days without any change of an article. So what moves all topics, and how far a topic
wanders by itself, are in the answer. ``measure`` is the way in; ``changes`` says when articles changed.
"""

from kbgen.tickets.effect.effect import Comparison, Effect, Period, Span, Verdict
from kbgen.tickets.effect.measure import measure

__all__ = ["Comparison", "Effect", "Period", "Span", "Verdict", "measure"]
