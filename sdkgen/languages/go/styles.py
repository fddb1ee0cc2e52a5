"""How parameters and parts are written, where it is not the usual way."""

from sdkgen.ir import In, Part
from sdkgen.languages.go.literals import quote


def part_of(part: Part) -> str:
    """Write how a member of a form is written, if it is not the usual way."""
    is_json = "json" in part.content_type and not part.is_file
    style = style_of(part.style, part.explode, In.QUERY, is_json, False)
    kind = (
        f", ContentType: {quote(part.content_type)}"
        if part.content_type and (is_json or part.is_file)
        else ""
    )
    if not style and not kind:
        return ""
    return f"core.Part{{Name: {quote(part.wire)}{kind}{', Style: ' + style if style else ''}}}"


def style_of(name: str, explode: bool, place: In, is_json: bool, reserved: bool) -> str:
    """Write a style, if it is not the usual one of its place."""
    is_form = place in {In.QUERY, In.COOKIE}
    parts = [
        f"Name: {quote(name)}" if name not in {"form", "simple"} else "",
        "Flat: true" if is_form and not explode else "",
        "Explode: true" if explode and not is_form else "",
        "JSON: true" if is_json else "",
        "Reserved: true" if reserved else "",
    ]
    text = ", ".join(part for part in parts if part)
    return f"core.Style{{{text}}}" if text else ""
