"""Articles → what is searched: documents with their sections, and indexes of them."""
