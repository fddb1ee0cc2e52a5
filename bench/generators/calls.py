"""How the code that sends the request of an operation looks in what each generator writes."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

Operations = Counter[tuple[str, str]]  # by method, and path with blanks

# In ours, an operation counts if a function refers to its description.
OURS = {
    "typescript": re.compile(
        r'const (\w+):\s*Operation =\s*\{\s*id:\s*"[^"]*",\s*'
        r'method:\s*"(?P<method>\w+)",\s*path:\s*"(?P<path>[^"]*)"'
        r"(?=[\s\S]*?[(,]\s*\1\b)"
    ),
    "rust": re.compile(
        r'static (\w+):\s*runtime::Operation =\s[^"]*"[^"]*",\s*'
        r'method:\s*"(?P<method>\w+)",\s*path:\s*"(?P<path>[^"]*)"'
        r"(?=[\s\S]*?\(\s*&\1\b)"
    ),
    "go": re.compile(
        r'var (\w+) = core\.Operation\{\s*ID:\s*"[^"]*",\s*'
        r'Method:\s*"(?P<method>\w+)",\s*Path:\s*"(?P<path>[^"]*)"'
        r"(?=[\s\S]*?\(\s*&\1\b)"
    ),
    "python": re.compile(
        r'(\w+):\s*\w*Operation\[[^=]*=[\s(]*\w*Operation\(\s*id="[^"]*",\s*'
        r'method="(?P<method>\w+)",\s*path="(?P<path>[^"]*)"'
        r"(?=[\s\S]*?\(\s*\1\b)"
    ),
}
OPENAPI_GENERATOR = {
    "typescript": re.compile(
        r"let urlPath = `(?P<path>[^`]*)`;(?:(?!let urlPath)[\s\S])*?method: '(?P<method>\w+)'"
    ),
    "rust": re.compile(
        r'let uri_str = format!\("\{\}(?P<path>[^"]*)"[^;]*;\s*let mut req_builder = '
        r"[\w.]*request\(reqwest::Method::(?P<method>\w+)"
    ),
    "go": re.compile(
        r"localVarHTTPMethod\s*= http\.Method(?P<method>\w+)(?:(?!localVarHTTPMethod\s*=)[\s\S])*?"
        r'localVarPath := localBasePath \+ "(?P<path>[^"]*)"'
    ),
    "python": re.compile(r"param_serialize\(\s*method='(?P<method>\w+)',\s*resource_path='(?P<path>[^']*)'"),
}
HEY_API = re.compile(
    r"\?\? client\)\.(?:sse\.)?(?P<method>\w+)<(?:(?!\?\? client\))[\s\S])*?url: '(?P<path>[^']*)'"
)
OAPI_CODEGEN = re.compile(
    r'operationPath := fmt\.Sprintf\("(?P<path>[^"]*)"(?:(?!operationPath :=)[\s\S])*?'
    r"NewRequest\(http\.Method(?P<method>\w+)"
)
PROGENITOR = re.compile(
    r'let url = format!\(\s*"\{\}(?P<path>[^"]*)"(?:(?!let url =)[\s\S])*?'
    r"(?:\.|Method::)(?P<method>\w+)(?:\(|,\s*)url\)"
)
OGEN = re.compile(
    r'URLTemplateKey\.String\("(?P<path>[^"]*)"\)(?:(?!URLTemplateKey)[\s\S])*?'
    r'NewRequest\(ctx, "(?P<method>\w+)"'
)
OPENAPI_PYTHON_CLIENT = re.compile(r'"method": "(?P<method>\w+)",\s*"url": "(?P<path>[^"]*)"')
_BLANK = re.compile(r"\{[^}]*\}|%s")


def operation(method: str, path: str) -> tuple[str, str]:
    """Return an operation under the name that all generators can be compared by."""
    return method.upper(), _BLANK.sub("{}", path)


def found(files: Iterable[Path], calls: re.Pattern[str]) -> Operations:
    """Return the operations that files can send."""
    return Counter(
        operation(match["method"], match["path"])
        for file in files
        for match in calls.finditer(file.read_text(errors="replace"))
    )
