"""Formats: which type a word in `format` stands for."""

from sdkgen.ir import Primitive, PrimitiveKind
from sdkgen.normalise.schema import Schema

ANY = Primitive(PrimitiveKind.ANY)
NULL = Primitive(PrimitiveKind.NULL)
BINARY = Primitive(PrimitiveKind.BINARY)
STRING = Primitive(PrimitiveKind.STRING)

_STRINGS = {
    "date": PrimitiveKind.DATE,
    "date-time": PrimitiveKind.DATETIME,
    "uuid": PrimitiveKind.UUID,
    "uri": PrimitiveKind.URI,
    "url": PrimitiveKind.URI,
    "decimal": PrimitiveKind.DECIMAL,
    "byte": PrimitiveKind.BYTES,
    "base64": PrimitiveKind.BYTES,
    "binary": PrimitiveKind.BINARY,
}
_SMALL = dict.fromkeys(("int8", "uint8", "int16", "uint16", "int32"), PrimitiveKind.INT32)
_LARGE = dict.fromkeys(
    ("uint32", "int64", "uint64", "unixtime", "unix-time", "timestamp"), PrimitiveKind.INT64
)
_INTEGERS = {**_SMALL, **_LARGE}
_NUMBERS = {**_INTEGERS, "float": PrimitiveKind.FLOAT}


def primitive(schema: Schema) -> Primitive:
    """Return the type of a schema that is neither list nor object nor a choice of several."""
    if not schema.types:
        return ANY
    name, format_ = schema.types[0], schema.format.lower()
    if name == "string":
        return Primitive(_string(schema, format_), schema.format)
    if name == "integer":
        return Primitive(_INTEGERS.get(format_, PrimitiveKind.INTEGER), schema.format)
    if name == "number":
        return Primitive(_NUMBERS.get(format_, PrimitiveKind.DOUBLE), schema.format)
    return Primitive(PrimitiveKind.BOOLEAN)


def _string(schema: Schema, format_: str) -> PrimitiveKind:
    if schema.encoding.lower() == "base64":
        return PrimitiveKind.BYTES
    is_bytes = schema.media_type and not schema.encoding and not _is_text(schema.media_type)
    return PrimitiveKind.BINARY if is_bytes else _STRINGS.get(format_, PrimitiveKind.STRING)


def _is_text(media_type: str) -> bool:
    return media_type.startswith("text/") or media_type.endswith(("json", "xml"))
