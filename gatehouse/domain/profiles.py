"""The editable fields of a user, and their columns."""

from collections.abc import Mapping
from typing import Any

import orjson

from gatehouse.contract.problems import FieldError, Problem
from gatehouse.core.identity import clean_email, email_key, fold, grams
from gatehouse.persistence.users import User

_MAX_METADATA_BYTES = 16_384
_MAX_METADATA_DEPTH = 5
_MAX_METADATA_KEYS = 50

Json = dict[str, Any]


def new_profile(body: Mapping[str, Any]) -> Json:
    """The columns of a new user's profile."""
    profile = {
        "email": clean_email(body["email"], "/email"),
        "username": body["username"],
        "full_name": body.get("full_name"),
        "bio": body.get("bio"),
        "avatar_url": body.get("avatar_url"),
        "metadata": _merged({}, body.get("metadata", {})),
    }
    return {**profile, **_keys(profile)}


def changed_profile(user: User, body: Mapping[str, Any]) -> Json:
    """The columns that an update changes; null clears, metadata is merged."""
    changes = {name: value for name, value in body.items() if name != "metadata"}
    if "email" in changes:
        clean_email(changes["email"], "/email")
    if "metadata" in body:
        changes["metadata"] = _merged(user.metadata, body["metadata"])
    if changes.keys() & {"email", "username", "full_name"}:
        changes |= _keys({**user._asdict(), **changes})
    return changes


def _keys(profile: Json) -> Json:
    keys = {
        "email_key": email_key(profile["email"]),
        "username_key": fold(profile["username"]),
        "full_name_key": fold(profile["full_name"] or ""),
    }
    return {**keys, "search_grams": grams(*keys.values())}


def _merged(old: Json, patch: Json) -> Json:
    """JSON merge patch (RFC 7396), within limits."""
    merged: Json = _merge(old, patch)
    bounds = (
        (len(merged), _MAX_METADATA_KEYS, "fields"),
        (_depth(merged), _MAX_METADATA_DEPTH, "levels deep"),
        (len(orjson.dumps(merged)), _MAX_METADATA_BYTES, "bytes of JSON"),
    )
    broken = [
        FieldError("/metadata", "bounds", f"Must be at most {most} {unit} after merging.")
        for size, most, unit in bounds
        if size > most
    ]
    if broken:
        raise Problem("metadata_invalid", "The metadata is too large; see errors.", broken)
    return merged


def _merge(old: Any, patch: Any) -> Any:
    if not isinstance(patch, dict):
        return patch
    merged = dict(old) if isinstance(old, dict) else {}
    for key, value in patch.items():
        if value is None:
            merged.pop(key, None)
        else:
            merged[key] = _merge(merged.get(key), value)
    return merged


def _depth(value: Any) -> int:
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if children is None else 1 + max(map(_depth, children), default=0)
