"""User management and authentication, described to the last header by one OpenAPI document."""
