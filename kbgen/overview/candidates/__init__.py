"""What asks for work: each source of the report → asks for the ranking."""
