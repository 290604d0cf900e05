"""Files on disk → articles → the catalog of every article by id and language."""
