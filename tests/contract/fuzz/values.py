"""Values that keep the business rules, where a schema only knows the form."""

import hashlib
import json
import string
from typing import Any

from hypothesis import strategies as st

from gatehouse.contract.problems import Problem
from gatehouse.core.identity import clean_email
from gatehouse.security.strength import PasswordRules, words_of_hosts

_KEY = "Idempotency-Key"
_MAX_KEY = 255
_MATCH = "If-Match"
_FREE = ("metadata", "credential")
_MAKE_ACCOUNTS = {("POST", "/auth/register"), ("POST", "/users")}
_STRONG = "zR7-kW2_hY9+mD5".ljust(128, ".")
_RULES = PasswordRules(2, True, words_of_hosts(["127.0.0.1"]))

# No run of letters is long enough to be somebody's name.
_chunks = st.text(string.ascii_letters + string.digits + "!%&é日", min_size=1, max_size=3)
new_passwords = (
    st.lists(_chunks, min_size=2, max_size=32).map("-".join).filter(lambda text: _strong(text, []))
)
_local_parts = st.text(string.ascii_letters + string.digits + "_+'-", min_size=1, max_size=64)
_labels = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?", fullmatch=True)
_domains = st.builds("{}.{}".format, _labels, st.sampled_from(["com", "org", "museum", "io"]))
emails = st.builds("{}@{}".format, _local_parts, _domains).filter(lambda text: _keeps(clean_email, text))


def keep_rules(case: Any) -> None:
    """Change a request that fits its schema, where two of its parts would contradict each other."""
    if case.query and "cursor" in case.query:
        case.query.pop("skip", None)
    if case.headers and len(case.headers.get(_MATCH, "")) % 2:
        case.headers[_MATCH] = "*"  # any other guess is wrong, and nothing would ever be changed
    if isinstance(case.body, dict):
        case.body = _without_nul(_with_strong_passwords(case.body))
    if case.headers and isinstance(case.headers.get(_KEY), str):
        case.headers[_KEY] = _key_of_body(case.headers[_KEY], case.body)


def avoid_conflicts(case: Any) -> None:
    """Names that nobody has yet and roles that exist; or hardly any account would ever be made."""
    if (case.method, case.path) not in _MAKE_ACCOUNTS or not isinstance(case.body, dict):
        return
    body = case.body
    mark = _digest(body)[:8]
    local, _, domain = body["email"].rpartition("@")
    changes: dict[str, Any] = {
        "username": f"{body['username'][:92]}{mark}",
        "email": f"{local[:56]}{mark}@{domain}",
    }
    if "roles" in body and int(mark, 16) % 2:
        changes["roles"] = ["user"]
    case.body = body | changes


def _key_of_body(key: str, body: Any) -> str:
    """A key that comes back with another body is refused, so equal keys must mean equal bodies."""
    digest = _digest(body)
    return f"{key[: _MAX_KEY - len(digest)]}{digest}"


def _digest(body: Any) -> str:
    return hashlib.sha256(json.dumps(body, default=repr, sort_keys=True).encode()).hexdigest()[:32]


def _with_strong_passwords(body: dict[str, Any]) -> dict[str, Any]:
    own = [body[name] for name in ("email", "username", "full_name") if body.get(name)]
    # Beside address and name, or a mailed token, `password` is a new one; elsewhere it proves who one is.
    is_new = {"username", "email"} <= body.keys() or "token" in body
    new = ("password", "new_password") if is_new else ("new_password",)
    weak = {name: body[name] for name in new if name in body and not _strong(body[name], own)}
    return body | {name: _STRONG[: len(text)] for name, text in weak.items()}


def _without_nul(body: dict[str, Any]) -> dict[str, Any]:
    """Members that take any JSON take no NUL, which a schema cannot say."""
    free = {name: json.dumps(body[name]) for name in _FREE if name in body}
    return body | {name: json.loads(text.replace("\\u0000", "")) for name, text in free.items()}


def _strong(password: str, own: list[str]) -> bool:
    return _keeps(_RULES.check_form, password) and _keeps(_RULES.check_guesses, password, own)


def _keeps(rule: Any, *arguments: Any) -> bool:
    try:
        rule(*arguments, "")
    except Problem:
        return False
    return True
