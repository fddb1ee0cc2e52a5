"""The diagnostics sdkgen can make. A code never changes its meaning and is never given to another."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """What is always the same about a diagnostic; `strict_severity` holds for `sdkgen lint`."""

    severity: str
    strict_severity: str
    title: str
    effect: str
    way_out: str


_STOPS = "Nothing is generated."

_ERRORS = {
    "SPEC001": ("a file that cannot be read", _STOPS, "Check the path and its permissions."),
    "SPEC002": ("a file that is not UTF-8", _STOPS, "Save it as UTF-8."),
    "SPEC003": ("text that is neither YAML nor JSON", _STOPS, "Correct the text at this place."),
    "SPEC005": ("a remote reference", _STOPS, "Download the file, and refer to the copy by its path."),
    "SPEC006": ("a reference to nothing", _STOPS, "Correct the reference, or add what it refers to."),
    "SPEC007": ("a reference to itself", _STOPS, "Let it refer to a definition."),
    "SPEC008": (
        "a document that is too deep or too large",
        _STOPS,
        "Use references instead of nesting or aliases.",
    ),
    "SPEC009": (
        "a reference that is not text",
        _STOPS,
        "Write a $ref as a text such as '#/components/schemas/User'.",
    ),
    "SPEC010": ("not an OpenAPI 3.0 or 3.1 document", _STOPS, "Convert it to OpenAPI 3.0 or 3.1."),
    "SPEC011": (
        "a value of the wrong kind",
        _STOPS,
        "Write what the OpenAPI Specification has in this place.",
    ),
    "NORM002": (
        "an allOf that leads back to itself",
        _STOPS,
        "Break the circle; use a property instead of allOf.",
    ),
    "OPER007": ("a parameter without a name or a place", _STOPS, "Give it `name` and `in`."),
    "OPER009": ("an unknown security scheme", _STOPS, "Declare it in components/securitySchemes."),
    "OPER010": ("a path without a leading slash", _STOPS, "Begin the path with a slash."),
    "TMPL001": ("a template that fails", _STOPS, "Correct the template."),
    "TMPL002": (
        "a blank in a template's name that nothing fills",
        _STOPS,
        "Rename it; docs/sdkgen.md lists the blanks.",
    ),
    "TMPL003": ("a file that cannot be written to its path", _STOPS, "Rename what the file is made of."),
    "TMPL004": ("a language without templates", _STOPS, "Check --templates, or install sdkgen again."),
    "OUT001": ("an output path that is not a directory", _STOPS, "Choose another with --out."),
    "OUT002": ("a manifest that cannot be read", _STOPS, "Restore it, or generate into an empty folder."),
    "OUT003": ("a file or folder that cannot be used", "The folder is as it was.", "Check its permissions."),
    "OUT004": (
        "a foreign file in the way",
        "The folder is as it was.",
        "Move it away, or choose another folder.",
    ),
    "CONF004": (
        "something that a run has to be told",
        _STOPS,
        "Give it on the command line or in [tool.sdkgen].",
    ),
    "CONF005": ("an unknown language", _STOPS, "Choose one of those there are."),
    "BUG001": ("a fault of sdkgen itself", _STOPS, "Report it, with the document if you can."),
    "CONF001": ("a configuration that cannot be read", _STOPS, "Check the path, and that the file is TOML."),
    "CONF002": (
        "an unknown setting",
        _STOPS,
        "Remove it, or correct its spelling; docs/sdkgen.md lists them all.",
    ),
    "CONF003": ("a setting of the wrong kind", _STOPS, "Write what docs/sdkgen.md shows for it."),
}
_WARNINGS = {
    "SPEC004": ("a key given twice", "The last one wins.", "Keep one of them."),
    "SPEC012": ("information that is missing", "A stand-in is used.", "Add it to the document."),
    "SPEC013": ("an unknown YAML tag", "The tag is ignored.", "Remove it."),
    "NORM001": (
        "an allOf that nothing fits",
        "The type is wider than the document says.",
        "Make its parts agree.",
    ),
    "NORM003": (
        "keys beside a $ref",
        "They have no effect.",
        "Wrap the reference in allOf, or use OpenAPI 3.1.",
    ),
    "NORM004": ("a discriminator mapping to nothing", "The entry is ignored.", "Map it to a schema."),
    "NORM006": ("an unknown type", "It is ignored.", "Use a type of JSON Schema."),
    "NORM007": (
        "an enum that does not fit its type",
        "Its values are read as its type says.",
        "Make them agree.",
    ),
    "OPER002": (
        "an operationId given twice",
        "The first operation keeps it; the others go by method and path.",
        "Give each operation an id of its own.",
    ),
    "OPER003": (
        "a blank in a path without a parameter",
        "A required text parameter is assumed.",
        "Declare it.",
    ),
    "OPER004": (
        "a path parameter without a blank",
        "The parameter is left out.",
        "Add it to the path, or remove it.",
    ),
    "OPER005": ("an operation without answers", "Calls return nothing.", "Describe its answers."),
    "OPER006": ("a parameter listed twice", "The last one wins.", "Keep one of them."),
    "FMT001": (
        "a formatter that fails",
        "The files stay as rendered.",
        "Run the formatter by hand to see why.",
    ),
    "FMT002": (
        "a formatter that is not installed",
        "The files stay as rendered.",
        "Install it: prettier with npm, around the output or here; rustfmt with Rust; gofmt with Go.",
    ),
    "OUT005": (
        "an edited file of ours",
        "It is written anew.",
        "Override its template instead: --templates.",
    ),
    "OUT006": ("an interrupted run", "The next run of generate finishes it.", "Run sdkgen generate."),
    "OUT007": (
        "an edited file that nothing makes any more",
        "It is left alone.",
        "Delete it, or keep it as yours.",
    ),
    "CONF006": (
        "a setting about something that is not there",
        "It has no effect.",
        "Correct it, or remove it.",
    ),
    "NAME001": (
        "two names that are one in some language",
        "One of them is written differently.",
        "Rename one in the document, or give it a name in [tool.sdkgen.names] or with x-sdkgen-name.",
    ),
}
_NOTES = {
    "NORM005": (
        "a required property that is not described",
        "It is not checked.",
        "Describe it in properties.",
    ),
    "OPER001": (
        "an operation without an id",
        "It is named after its method and path.",
        "Give it an operationId.",
    ),
    "OPER008": (
        "a header that the transport sets",
        "It is not a parameter, as the specification demands.",
        "Describe it as a media type or a security scheme.",
    ),
    "NAME002": ("a name that is taken", "It is written differently.", "Rename it, or live with it."),
    "LOW001": (
        "a choice that includes anything",
        "It becomes any value.",
        "Say what the open possibility is.",
    ),
    "LOW002": ("a list with a type for each place", "The items become any value.", "Use an object."),
    "LOW003": (
        "patterns of member names",
        "All unlisted members have one type.",
        "Use additionalProperties.",
    ),
    "LOW004": (
        "rules that no type can express",
        "Clients do not check them; the service does.",
        "Nothing need be done.",
    ),
    "LOW005": (
        "several choices that apply together",
        "Only the first is kept.",
        "Spell the combinations out.",
    ),
    "LOW006": (
        "a choice of required properties",
        "They all become optional.",
        "Write one schema for each case.",
    ),
    "LOW007": ("a dynamic reference", "It refers to the same type everywhere.", "Use a plain reference."),
    "LOW008": ("an enum of several types", "It becomes any value.", "Use values of one type."),
    "LOW009": ("a schema that nothing fits", "It is left out, or becomes any value.", "Remove it."),
    "LOW010": ("webhooks", "No code receives them; their schemas have types.", "Nothing need be done."),
    "LOW011": ("callbacks", "No code receives them.", "Nothing need be done."),
    "LOW013": ("an XML body", "It becomes text.", "Offer JSON as well."),
    "GO001": (
        "a member that encoding/json cannot name",
        "Its field stays empty in the Go client; Extra has it.",
        "Nothing need be done.",
    ),
    "GO002": (
        "another media type for the same body",
        "The Go client sends the first, or JSON.",
        "Nothing need be done.",
    ),
    "GO003": ("an answer in XML", "The Go client returns bytes.", "Offer JSON as well."),
    "NUSH001": ("an answer in pieces", "The Nushell command reads it as a whole.", "Nothing need be done."),
    "NUSH002": (
        "a body of a reading request",
        "The Nushell command does not send it.",
        "Use a method such as POST.",
    ),
    "NUSH003": (
        "a method that Nushell cannot send",
        "The Nushell command refuses to run.",
        "Use another method.",
    ),
}
# What a document says against the specification, or cannot mean.
_STRICT_ERRORS = {"SPEC004", "NORM001", "NORM006", "NORM007", "OPER002", "OPER003", "OPER004", "OPER006"}

CATALOG: dict[str, Entry] = {
    code: Entry(severity, "error" if code in _STRICT_ERRORS else severity, *texts)
    for severity, codes in (("error", _ERRORS), ("warning", _WARNINGS), ("note", _NOTES))
    for code, texts in codes.items()
}
