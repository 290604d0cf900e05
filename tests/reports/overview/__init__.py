"""The forms of the editors' report, on a document with every kind of block."""
