"""The state of a knowledge base at a moment: content, translations, tickets and readers → what an editor should know.

Each part of the report is a module with values, and a function that finds them; ``desk`` gathers what several need.
"""
