"""Values that keep the business rules, where a schema only knows the form."""

import hashlib
import json
import string
from typing import Any

from hypothesis import strategies as st

from core.errors import Problem
from core.identity import clean_email
from core.passwords import check_strength

_KEY = "Idempotency-Key"
_MAX_KEY = 255
_STRONG = "aA1-" * 32

# No run of letters is long enough to be somebody's name.
_chunks = st.text(string.ascii_letters + string.digits + "!%&é日", min_size=1, max_size=3)
new_passwords = (
    st.lists(_chunks, min_size=2, max_size=32)
    .map("-".join)
    .filter(lambda text: _keeps(check_strength, text, []))
)
_local_parts = st.text(string.ascii_letters + string.digits + "_+'-", min_size=1, max_size=64)
_labels = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?", fullmatch=True)
_domains = st.builds("{}.{}".format, _labels, st.sampled_from(["com", "org", "museum", "io"]))
emails = st.builds("{}@{}".format, _local_parts, _domains).filter(lambda text: _keeps(clean_email, text))


def keep_rules(case: Any) -> None:
    """Change a request that fits its schema, where two of its parts would contradict each other."""
    if case.query and "cursor" in case.query:
        case.query.pop("skip", None)
    if case.headers and isinstance(case.headers.get(_KEY), str):
        case.headers[_KEY] = _key_of_body(case.headers[_KEY], case.body)
    if isinstance(case.body, dict):
        _strengthen_passwords(case.body)
        _drop_nul(case.body)


def _key_of_body(key: str, body: Any) -> str:
    """A key that comes back with another body is refused, so equal keys must mean equal bodies."""
    digest = hashlib.sha256(json.dumps(body, default=repr, sort_keys=True).encode()).hexdigest()[:32]
    return f"{key[: _MAX_KEY - len(digest)]}{digest}"


def _strengthen_passwords(body: dict[str, Any]) -> None:
    own = [body[name] for name in ("email", "username", "full_name") if body.get(name)]
    # Beside an address and a name `password` is a new one; anywhere else it proves who one is.
    new = ("password", "new_password") if "username" in body and "email" in body else ("new_password",)
    for name in new:
        text = body.get(name)
        if isinstance(text, str) and not _keeps(check_strength, text, own):
            body[name] = _STRONG[: len(text)]


def _drop_nul(body: dict[str, Any]) -> None:
    if "metadata" in body and "\\u0000" in (text := json.dumps(body["metadata"])):
        body["metadata"] = json.loads(text.replace("\\u0000", ""))


def _keeps(rule: Any, *arguments: Any) -> bool:
    try:
        rule(*arguments, "")
    except Problem:
        return False
    return True
