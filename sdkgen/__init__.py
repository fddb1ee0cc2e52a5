"""sdkgen: typed clients in several languages from one OpenAPI document."""

__version__ = "0.1.0"
