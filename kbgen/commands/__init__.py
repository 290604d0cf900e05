"""One file a command, which reads like a sentence: read, decide, print."""
