"""What an import brought, and what is in the store: for people and for programs."""
