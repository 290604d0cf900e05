"""What is on record about the content and its quality: reviews, and what customers thought of the answers."""
