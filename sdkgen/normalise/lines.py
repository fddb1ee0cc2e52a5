"""Texts that have to be one line, since comments of generated code name them."""


def one_line(text: object) -> str:
    """Write a text without line breaks and whatever else does not show."""
    return " ".join("".join(char if char.isprintable() else " " for char in str(text)).split())
