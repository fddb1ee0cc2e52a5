"""What the repository depends on, and what it should not contain: `python -m tools.supply`."""
