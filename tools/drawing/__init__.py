"""The wordless pictures of the starter knowledge base, and what they are drawn from."""
