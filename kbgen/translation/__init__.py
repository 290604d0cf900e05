"""What each translation was made from, what has changed since, and what to do first."""
