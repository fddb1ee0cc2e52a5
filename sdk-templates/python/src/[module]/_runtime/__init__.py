"""The hand-written part of the client: the same for every service."""
