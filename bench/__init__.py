"""How fast the service is, beside the same service written in other ways."""
