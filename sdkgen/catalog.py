"""Every diagnostic that sdkgen reports. Codes keep their meaning and are never reused."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """What all diagnostics of one code share; `strict_severity` is for `sdkgen lint`."""

    severity: str
    strict_severity: str
    title: str
    effect: str
    way_out: str


_STOPS = "Nothing is generated."

_ERRORS = {
    "SPEC001": ("unreadable file", _STOPS, "Check the path and its permissions."),
    "SPEC002": ("file is not UTF-8", _STOPS, "Save it as UTF-8."),
    "SPEC003": ("invalid YAML or JSON", _STOPS, "Fix the syntax there."),
    "SPEC005": ("remote reference", _STOPS, "Download the file and refer to the copy by its path."),
    "SPEC006": ("reference target not found", _STOPS, "Fix the reference, or add its target."),
    "SPEC007": ("reference to itself", _STOPS, "Point it at a definition."),
    "SPEC008": (
        "document too deep or too large",
        _STOPS,
        "Nest less, and define values once instead of through chains or aliases.",
    ),
    "SPEC009": (
        "reference is not a string",
        _STOPS,
        "Write the $ref as a string such as '#/components/schemas/User'.",
    ),
    "SPEC010": ("not an OpenAPI 3.0 or 3.1 document", _STOPS, "Convert it to OpenAPI 3.0 or 3.1."),
    "SPEC011": (
        "wrong type of value",
        _STOPS,
        "Use the type that the OpenAPI Specification requires there.",
    ),
    "NORM002": (
        "circular allOf",
        _STOPS,
        "Break the circle: use a property instead of allOf.",
    ),
    "OPER007": ("parameter without a name or location", _STOPS, "Add `name` and `in`."),
    "OPER010": ("path without a leading slash", _STOPS, "Start the path with a slash."),
    "OPER013": (
        "path or media type with a line break or the like",
        _STOPS,
        "Remove what does not show; in a path it can be percent-encoded.",
    ),
    "TMPL001": ("template failed", _STOPS, "Fix the template."),
    "TMPL002": (
        "unknown placeholder in a template's name",
        _STOPS,
        "Rename the template; docs/sdkgen.md lists the placeholders.",
    ),
    "TMPL003": ("unusable output path", _STOPS, "Rename what the file is named after."),
    "TMPL004": ("language without templates", _STOPS, "Check --templates, or reinstall sdkgen."),
    "OUT001": ("output path is not a directory", _STOPS, "Choose another with --out."),
    "OUT002": ("unreadable manifest", _STOPS, "Restore it, or generate into an empty directory."),
    "OUT003": ("inaccessible file or directory", "Nothing was changed.", "Check its permissions."),
    "OUT004": (
        "file of somebody else in the way",
        "Nothing was changed.",
        "Move it, or choose another directory.",
    ),
    "CONF004": (
        "missing setting",
        _STOPS,
        "Set it on the command line or in [tool.sdkgen].",
    ),
    "CONF005": ("unknown language", _STOPS, "Choose one of those listed."),
    "BUG001": ("bug in sdkgen", _STOPS, "Report it, with the document if you can."),
    "CONF001": ("unreadable configuration", _STOPS, "Check that the path exists and holds TOML."),
    "CONF002": (
        "unknown setting",
        _STOPS,
        "Remove it or fix its spelling; docs/sdkgen.md lists all settings.",
    ),
    "CONF003": ("wrong type of setting", _STOPS, "docs/sdkgen.md shows the right one."),
}
_WARNINGS = {
    "SPEC004": ("duplicate key", "The last one wins.", "Keep one of them."),
    "SPEC012": ("missing information", "A placeholder is used.", "Add it to the document."),
    "SPEC013": ("unknown YAML tag", "The tag is ignored.", "Remove it."),
    "NORM001": (
        "contradictory allOf",
        "The type is wider than the document says.",
        "Make its parts agree.",
    ),
    "NORM003": (
        "keys next to a $ref",
        "They have no effect.",
        "Wrap the reference in allOf, or use OpenAPI 3.1.",
    ),
    "NORM004": ("discriminator mapping without a target", "The entry is ignored.", "Map it to a schema."),
    "NORM006": ("unknown type", "It is ignored.", "Use a JSON Schema type."),
    "NORM007": (
        "enum values of another type",
        "The values are converted to the declared type.",
        "Make type and values agree.",
    ),
    "NORM010": ("impossible rule", "It is ignored.", "Use a count that is not negative, or a valid pattern."),
    "NORM011": (
        "discriminator that no alternative has",
        "It is looked for nevertheless.",
        "Name a property that all of them have.",
    ),
    "NORM009": ("default of another type", "It is left out.", "Make type and default agree."),
    "OPER002": (
        "duplicate operationId",
        "The first operation keeps it; the others are named after method and path.",
        "Give each operation its own id.",
    ),
    "OPER003": (
        "undeclared path parameter",
        "A required string parameter is assumed.",
        "Declare it.",
    ),
    "OPER004": (
        "path parameter that is not in the path",
        "The parameter is dropped.",
        "Add it to the path, or remove it.",
    ),
    "OPER005": ("operation without responses", "Calls return nothing.", "Describe its responses."),
    "OPER006": ("duplicate parameter", "The last one wins.", "Keep one of them."),
    "OPER012": (
        "unknown status",
        "The response is dropped.",
        "Use a status, a range such as 4XX, or default.",
    ),
    "OPER014": (
        "API key without a name or location",
        "The scheme is left out, and each alternative that demands it.",
        "Add `name` and `in`.",
    ),
    "OPER009": (
        "unknown security scheme",
        "The alternative that demands it is left out.",
        "Declare it in components/securitySchemes.",
    ),
    "FMT001": (
        "formatter failed",
        "The files are left unformatted.",
        "Run the formatter by hand to see why.",
    ),
    "FMT002": (
        "formatter not installed",
        "The files are left unformatted.",
        "Install it: Biome with npm, rustfmt with Rust, gofmt with Go, Ruff with pip.",
    ),
    "OUT005": (
        "generated file with local edits",
        "The edits are overwritten.",
        "Override the template instead, with --templates.",
    ),
    "OUT006": ("interrupted run", "The next `sdkgen generate` finishes it.", "Run sdkgen generate."),
    "OUT007": (
        "file with local edits is no longer generated",
        "It is kept.",
        "Delete it, or keep it as your own.",
    ),
    "CONF006": (
        "setting for something that is not in the document",
        "It has no effect.",
        "Fix or remove it.",
    ),
    "NAME001": (
        "name collision",
        "One of them gets another name.",
        "Rename one in the document, in [tool.sdkgen.names] or with x-sdkgen-name.",
    ),
}
_NOTES = {
    "SPEC014": (
        "reference where OpenAPI has none",
        "It is followed; what stands beside it is ignored.",
        "Write out what it refers to, or put the reference where OpenAPI has one.",
    ),
    "NORM005": (
        "required property that is not described",
        "It is not checked.",
        "Describe it under `properties`.",
    ),
    "SPEC015": ("unknown key", "It has no effect.", "Fix its spelling, or begin it with x-."),
    "NORM012": (
        "nullable in OpenAPI 3.1",
        "It is read as in OpenAPI 3.0.",
        "List null among the types.",
    ),
    "OPER011": ("optional path parameter", "It is required.", "Add `required: true`."),
    "NORM008": ("example of another type", "It is left out.", "Make type and example agree."),
    "OPER001": (
        "operation without an operationId",
        "It is named after its method and path.",
        "Add an operationId.",
    ),
    "OPER008": (
        "header parameter that OpenAPI ignores",
        "It is dropped, as the specification demands.",
        "Describe it as a media type or a security scheme.",
    ),
    "NAME002": ("reserved name", "It gets another name.", "Rename it, or accept the other name."),
    "LOW001": (
        "oneOf or anyOf with a branch that allows anything",
        "It becomes any value.",
        "Say what that branch allows.",
    ),
    "LOW002": ("tuple", "The items become any value.", "Use an object."),
    "LOW003": (
        "patternProperties",
        "All unlisted properties have one type.",
        "Use additionalProperties.",
    ),
    "LOW004": (
        "rules that types cannot express",
        "The service checks them; clients do not.",
        "No action needed.",
    ),
    "LOW005": (
        "oneOf and anyOf together",
        "Only the first is kept.",
        "Spell out the combinations.",
    ),
    "LOW006": (
        "alternative sets of required properties",
        "All of them become optional.",
        "Write one schema for each case.",
    ),
    "LOW007": ("dynamic reference", "It is treated as a plain reference.", "Use a plain reference."),
    "LOW009": ("schema that matches nothing", "It is dropped, or becomes any value.", "Remove it."),
    "LOW010": ("webhook without a body in JSON", "Nothing is generated for it.", "No action needed."),
    "LOW011": ("callbacks", "Nothing is generated for them.", "No action needed."),
    "LOW013": ("XML body", "It becomes a string.", "Offer JSON as well."),
    "GO002": (
        "request body with several media types",
        "The Go client sends JSON, or else the first.",
        "No action needed.",
    ),
    "GO003": ("XML response", "The Go client returns bytes.", "Offer JSON as well."),
    "NUSH001": ("streamed response", "The Nushell command returns it as a whole.", "No action needed."),
    "NUSH002": (
        "GET, HEAD or OPTIONS with a body",
        "The Nushell command does not send it.",
        "Use a method such as POST.",
    ),
    "NUSH003": (
        "method that Nushell cannot send",
        "The Nushell command refuses to run.",
        "Use another method.",
    ),
}
# What violates the specification, or contradicts itself.
_STRICT_ERRORS = {
    "SPEC004",
    "NORM001",
    "NORM006",
    "NORM007",
    "NORM009",
    "NORM010",
    "NORM011",
    "NORM012",
    "OPER002",
    "OPER003",
    "OPER004",
    "OPER006",
    "OPER009",
    "OPER011",
    "OPER012",
    "OPER014",
    "SPEC015",
}

CATALOG: dict[str, Entry] = {
    code: Entry(severity, "error" if code in _STRICT_ERRORS else severity, *texts)
    for severity, codes in (("error", _ERRORS), ("warning", _WARNINGS), ("note", _NOTES))
    for code, texts in codes.items()
}
