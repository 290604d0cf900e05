"""What is called stale, on the real history of a documentation in several languages."""
