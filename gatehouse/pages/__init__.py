"""Pages for people with a browser: signing in, their account, and what links in emails lead to."""
