"""Real servers killed, paused, filled and promoted under load; every acknowledged write is looked up."""
