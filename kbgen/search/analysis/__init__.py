"""Language analysis: text → words with their places → lemmas, and the endings that a language has shown.

All of it happens when an index is made. A browser gets tables, not linguistics. Nothing here keeps a state; what
takes time to set up (a dictionary) is made once a process.
"""
