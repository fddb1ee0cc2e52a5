"""How operations are paged through: recognised where there is no doubt, and as stated elsewhere."""

from pathlib import Path

import pytest
import yaml

from sdkgen.config import Config
from sdkgen.ir import PageStyle
from tests.sdkgen.support import FIXTURES, api_of, api_with


def test_pagination_is_recognised_only_where_there_is_no_doubt() -> None:
    pages = {op.id: op.facts.pagination for op in api_of(FIXTURES / "pagination.yaml").operations}
    assert {id_: page.style if page else None for id_, page in pages.items()} == {
        "pages.cursor": PageStyle.CURSOR,
        "pages.after": PageStyle.CURSOR,
        "pages.offset": PageStyle.OFFSET,
        "pages.link": PageStyle.LINK,
        "pages.page": PageStyle.PAGE,
        "pages.stated": PageStyle.NEXT_URL,
        "pages.never": None,
        "pages.doubtful": None,
        "pages.search": PageStyle.CURSOR,
        "pages.nested": PageStyle.CURSOR,
        "pages.find_by_offset": PageStyle.OFFSET,
        "pages.filter": PageStyle.PAGE,
        "pages.report": PageStyle.CURSOR,
        "pages.create": None,
        "pages.search_kept": None,
        "pages.search_next": None,
    }
    assert {id_: page.member for id_, page in pages.items() if page and page.member} == {
        "pages.search": ("cursor",),
        "pages.nested": ("page", "after"),
        "pages.find_by_offset": ("offset",),
        "pages.filter": ("paging", "page"),
        "pages.report": ("options", "from"),
    }


def test_what_may_be_repeated_can_be_said(tmp_path: Path) -> None:
    text = (FIXTURES / "pagination.yaml").read_text(encoding="utf-8")
    config = Config(retryable={"pages.create": True, "pages.search": False})
    pages = {each.id: each.facts.pagination for each in api_with(text, tmp_path, config)[0].operations}
    assert pages["pages.create"] is not None
    assert pages["pages.create"].member == ("cursor",)
    assert pages["pages.search"] is None


@pytest.mark.parametrize(
    ("id_", "stated", "fault"),
    [
        (
            "pages.nested",
            {"items": "data", "next": "page.next_cursor", "member": "page.befor"},
            "the body has no member 'page.befor'; instead of 'befor' there is after, size",
        ),
        (
            "pages.nested",
            {"items": "data", "next": "page.next", "member": "page.after"},
            "the answer has no member 'page.next'; instead of 'next' there is next_cursor, has_more",
        ),
        (
            "pages.search",
            {"items": "entries", "next": "next_cursor", "member": "cursor"},
            "the answer has no list at 'entries'",
        ),
        ("pages.search", {"items": "items", "member": "cursor"}, "the style cursor needs `next`"),
        (
            "pages.search",
            {"items": "items", "next": "next_cursor"},
            "the style cursor needs either `parameter` or `member`",
        ),
        (
            "pages.cursor",
            {"items": "items", "next": "next_cursor", "member": "cursor"},
            "there is no body in JSON for the member 'cursor'",
        ),
        (
            "pages.cursor",
            {"items": "items", "next": "next_cursor", "parameter": "courser"},
            "there is no parameter 'courser'",
        ),
        (
            "pages.search",
            {"items": "items", "next": "next_cursor", "member": "cursor", "size": "count"},
            "the body has no member 'count'; instead of 'count' there is query, since, cursor, limit",
        ),
    ],
)
@pytest.mark.parametrize("is_configured", [True, False])
def test_paging_that_is_stated_wrongly_is_explained(
    id_: str, stated: dict[str, str], fault: str, is_configured: bool, tmp_path: Path
) -> None:
    document = yaml.safe_load((FIXTURES / "pagination.yaml").read_text(encoding="utf-8"))
    operations = (each for item in document["paths"].values() for each in item.values())
    if not is_configured:
        next(each for each in operations if each["operationId"] == id_)["x-sdkgen-pagination"] = stated
    config = Config(pagination={id_: stated}) if is_configured else Config()
    api, diagnostics = api_with(yaml.safe_dump(document, sort_keys=False), tmp_path, config)
    found = api.find(id_)
    assert found is not None
    assert found.facts.pagination is None
    assert [(each.message, each.place is None) for each in diagnostics if each.code == "CONF006"] == [
        (f"pagination of {id_!r}: {fault}", is_configured)
    ]
