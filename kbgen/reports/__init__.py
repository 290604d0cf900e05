"""Values → what people and other programs read: terminal text, JSON, and so on."""
