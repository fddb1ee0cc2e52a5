"""The same service as others would write it, and the floor that the server sets."""
