"""What may be lost at any time: counts and copies in Redis or Valkey, beside what PostgreSQL keeps."""


class Away(Exception):
    """No answer in time; the caller has to do without."""
