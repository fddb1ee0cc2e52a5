"""Signing in to applications: OAuth 2.0 and OpenID Connect (docs/decisions/0046)."""
