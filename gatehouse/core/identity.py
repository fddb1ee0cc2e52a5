"""Which spellings are the same email address, username or search."""

import unicodedata

from email_validator import EmailNotValidError, validate_email

from gatehouse.contract.problems import invalid

_GRAM = 3


def clean_email(text: str, pointer: str) -> str:
    """The email address as typed, if it is valid."""
    try:
        validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise invalid(pointer, "email", "Must be an email address.") from None
    return text


def email_key(text: str) -> str:
    """The same for all spellings of one address."""
    local, _, domain = text.rpartition("@")
    return f"{fold(local)}@{_ascii_domain(fold(domain))}"


def fold(text: str) -> str:
    """The same for all spellings that differ in case and Unicode form only."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def grams(*texts: str) -> list[str]:
    """Every run of three characters in the texts, for search."""
    return sorted({text[i : i + _GRAM] for text in texts for i in range(len(text) - _GRAM + 1)})


def _ascii_domain(domain: str) -> str:
    try:
        return domain.rstrip(".").encode("idna").decode()
    except UnicodeError:
        return domain
