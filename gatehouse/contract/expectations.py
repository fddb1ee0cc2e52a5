"""What a value must be, in words; never what it was."""

from collections.abc import Callable
from typing import Final

from gatehouse.contract.document import Json

_TYPES: Final = {
    "string": "a string",
    "integer": "an integer",
    "number": "a number",
    "boolean": "true or false",
    "object": "an object",
    "array": "an array",
    "null": "null",
}

_FORMATS: Final = {
    "email": "an email address",
    "uuid": "a UUID",
    "date": "a date such as 2026-03-02",
    "date-time": "a time such as 2026-03-02T09:00:00Z",
    "int64": "a 64-bit integer",
}

Sentence = Callable[[Json, Json], str]


def expectation(keyword: str, facts: Json, schema: Json) -> str:
    """What would be valid, from the keyword of the broken rule, the validator's facts and the schema."""
    sentence = _SENTENCES.get(keyword)
    return sentence(facts, schema) if sentence else "Invalid value."


def _always(text: str) -> Sentence:
    return lambda facts, _schema: text.format_map(facts)


def _counted(words: str, noun: str) -> Sentence:
    def sentence(facts: Json, _schema: Json) -> str:
        count = facts["limit"]
        return f"{words} {count} {noun if count == 1 else noun + 's'}."

    return sentence


def _type(facts: Json, _schema: Json) -> str:
    null_last = sorted(facts["types"], key="null".__eq__)
    return f"Wrong type: must be {' or '.join(_TYPES[name] for name in null_last)}."


def _format(facts: Json, _schema: Json) -> str:
    name = facts["format"]
    return f"Must be {_FORMATS.get(name, f'in the format {name}')}."


def _pattern(facts: Json, schema: Json) -> str:
    return str(schema.get("x-pattern-hint", f"Must match {facts['pattern']}."))


def _enum(facts: Json, _schema: Json) -> str:
    options = ("null" if option is None else str(option) for option in facts["options"])
    return f"Must be one of: {', '.join(options)}."


def _choice(keyword: str, how: str) -> Sentence:
    """Names the fields to choose from if the alternatives differ only in what they require."""

    def sentence(_facts: Json, schema: Json) -> str:
        arms: list[Json] = schema.get(keyword, [])
        if arms and all(arm.keys() == {"required"} for arm in arms):
            return f"Send {how} of: {', '.join(' and '.join(arm['required']) for arm in arms)}."
        return f"Must match {how} of the alternatives."

    return sentence


_SENTENCES: Final[dict[str, Sentence]] = {
    "required": _always("Required."),
    "additionalProperties": _always("Unknown field."),
    "type": _type,
    "enum": _enum,
    "format": _format,
    "pattern": _pattern,
    "minLength": _counted("Too short: at least", "character"),
    "maxLength": _counted("Too long: at most", "character"),
    "minItems": _counted("Too few: at least", "item"),
    "maxItems": _counted("Too many: at most", "item"),
    "maxProperties": _counted("Too many: at most", "field"),
    "minimum": _always("Must be at least {limit}."),
    "maximum": _always("Must be at most {limit}."),
    "uniqueItems": _always("Must not contain the same item twice."),
    "oneOf": _choice("oneOf", "exactly one"),
    "anyOf": _choice("anyOf", "at least one"),
}
