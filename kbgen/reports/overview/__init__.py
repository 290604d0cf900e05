"""The editors' report: values of ``kbgen.overview`` → a document in a language → page, terminal, JSON, Markdown, CSV.

``sections`` say in words what the values mean; ``document`` is what they make, and all that the forms know.
"""
