"""Pagination: stated by an extension or the configuration, or recognised where there can be no doubt."""

from collections.abc import Iterator
from typing import Any

from sdkgen.config import Config, page_settings
from sdkgen.diagnostics import Diagnostics
from sdkgen.ir import Api, ContentKind, Operation, PageStyle, Pagination, Type
from sdkgen.normalise.paging_rules import Path, fields_of, items_at, recognised

_ADDRESSED = {PageStyle.NEXT_URL, PageStyle.LINK}

Settings = dict[str, str]


class Paging:
    """Finds out how operations are paged through, and reports what was said about it and is not so."""

    def __init__(self, config: Config, diagnostics: Diagnostics) -> None:
        self._config = config
        self._diagnostics = diagnostics

    def of(
        self, api: Api, operation: Operation, raw: dict[str, Any], *, is_repeatable: bool | None
    ) -> Pagination | None:
        """Return how an operation is paged through, if it is."""
        configured = self._config.pagination.get(operation.id)
        stated = page_settings(raw.get("x-sdkgen-pagination")) if configured is None else configured
        if not isinstance(stated, dict):
            return None if stated is False else recognised(api, operation, is_repeatable=is_repeatable)
        faults = list(_faults(api, operation, stated))
        for fault in faults:
            place = operation.origin if configured is None else None
            self._diagnostics.report("CONF006", place, f"pagination of {operation.id!r}: {fault}")
        return None if faults else _stated(api, operation, stated)


def _stated(api: Api, operation: Operation, stated: Settings) -> Pagination | None:
    items = _path(stated, "items")
    item_type = items_at(api, operation.success.type, items)
    if item_type is None:
        return None
    return Pagination(
        style=_style(stated),
        items=items,
        item_type=item_type,
        next=_path(stated, "next"),
        more=_path(stated, "more"),
        parameter=stated.get("parameter", ""),
        size_parameter=stated.get("size", ""),
        member=_path(stated, "member"),
    )


def _style(stated: Settings) -> PageStyle:
    return PageStyle(stated.get("style", "cursor"))


def _path(stated: Settings, key: str) -> Path:
    return tuple(step for step in stated.get(key, "").split(".") if step)


def _faults(api: Api, operation: Operation, stated: Settings) -> Iterator[str]:
    answer = operation.success.type
    if items_at(api, answer, _path(stated, "items")) is None:
        yield f"the answer has no list at {stated.get('items', '')!r}"
    if _style(stated) in {PageStyle.CURSOR, PageStyle.NEXT_URL} and not _path(stated, "next"):
        yield f"the style {_style(stated)} needs `next`"
    for key in ("next", "more"):
        yield from _missing(api, answer, "answer", _path(stated, key))
    yield from _asked_faults(api, operation, stated)


def _asked_faults(api: Api, operation: Operation, stated: Settings) -> Iterator[str]:
    """Look for what says which page is wanted, and how large."""
    keys = [key for key in ("parameter", "member", "size") if key in stated]
    if "member" not in keys:
        names = {each.wire for each in operation.parameters}
        yield from (f"there is no parameter {stated[key]!r}" for key in keys if stated[key] not in names)
    elif operation.primary and operation.primary.kind is ContentKind.JSON:
        for key in keys:
            yield from _missing(api, operation.primary.type, "body", _path(stated, key))
    else:
        yield f"there is no body in JSON for the member {stated['member']!r}"
    if _style(stated) not in _ADDRESSED and ("parameter" in keys) == ("member" in keys):
        yield f"the style {_style(stated)} needs either `parameter` or `member`"


def _missing(api: Api, type_: Type | None, whole: str, path: Path) -> Iterator[str]:
    """Say where a path leads nowhere, as far as the document knows."""
    for step in path:
        fields = {field.wire: field.type for field in fields_of(api, type_)}
        if not fields:
            return
        if step not in fields:
            there = ", ".join(fields)
            yield f"the {whole} has no member {'.'.join(path)!r}; instead of {step!r} there is {there}"
            return
        type_ = fields[step]
