"""From the built site to where readers see it: a folder, a host that is reached by rsync, or object storage."""
