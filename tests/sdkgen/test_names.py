"""Any text becomes words, words become names, and names never move."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdkgen.diagnostics import Diagnostics
from sdkgen.names import (
    Claim,
    Scope,
    Words,
    allocate,
    camel,
    kebab,
    pascal,
    screaming,
    snake,
    spelled_out,
    words,
)

TYPES = Scope("types", pascal, frozenset({"Type", "Client"}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("userName", "user name"),
        ("user_name", "user name"),
        ("user-name", "user name"),
        ("user.name", "user name"),
        ("User Name", "user name"),
        ("users.get_by_uuid", "users get by uuid"),
        ("HTTPServer", "http server"),
        ("getHTTPResponseCode", "get http response code"),
        ("userIDs", "user ids"),
        ("APIs", "apis"),
        ("ID", "id"),
        ("iOSVersion", "i os version"),
        ("sha256Sum", "sha256 sum"),
        ("OAuth2Token", "o auth2 token"),
        ("EC2Instance", "ec2 instance"),
        ("v1beta1", "v1beta1"),
        ("x86_64", "x86 64"),
        ("2fa", "2fa"),
        ("+1", "plus 1"),
        ("-1", "minus 1"),
        ("-created", "minus created"),
        ("reactions-+1", "reactions plus 1"),
        ("reactions--1", "reactions minus 1"),
        ("Segment--Base", "segment base"),
        ("$ref", "ref"),
        ("#/components/schemas/User", "components schemas user"),
        ("@type", "type"),
        ("filter[name]", "filter name"),
        ("größe", "größe"),
        ("ÀLaCarte", "à la carte"),
        ("名前", "名前"),
        ("*", "asterisk"),
        ("", "empty"),
        ("\x00", "empty"),
        ("🚀", "rocket"),
        ("___", "low line low line low line"),
        ("①②", "12"),
        ("٣", "٣"),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert words(text) == expected


def test_characters_can_be_spelled_out() -> None:
    assert spelled_out("@type") == "commercial at type"
    assert spelled_out("a+b") == "a plus sign b"


@pytest.mark.parametrize(
    ("casing", "expected"),
    [
        (pascal, "OAuth2UserName"),
        (camel, "oAuth2UserName"),
        (snake, "o_auth2_user_name"),
        (kebab, "o-auth2-user-name"),
        (screaming, "O_AUTH2_USER_NAME"),
    ],
)
def test_casing(casing, expected: str) -> None:
    assert casing(words("OAuth2UserName")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2fa", ("N2fa", "n2fa", "n2fa")), ("1.5", ("N1_5", "n1_5", "n1_5")), ("15", ("N15", "n15", "n15"))],
)
def test_names_that_would_begin_with_a_digit(text: str, expected: tuple[str, str, str]) -> None:
    assert (pascal(words(text)), camel(words(text)), snake(words(text))) == expected


@given(st.text())
def test_any_text_becomes_an_identifier(text: str) -> None:
    for casing in (pascal, camel, snake, screaming):
        assert casing(words(text)).isidentifier()


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_words_of_a_written_name_are_stable(text: str) -> None:
    once = snake(words(text))
    assert snake(words(once)) == once


def claims(*keys: str, rank: int = 0) -> list[Claim]:
    return [Claim(key, words(key), key, rank) for key in keys]


def test_the_one_that_is_spelled_so_keeps_the_name() -> None:
    assert allocate(TYPES, claims("host", "Host", "HOST")) == {
        "Host": "Host",
        "host": "HostLower",
        "HOST": "HostUpper",
    }


def test_reserved_names_are_escaped() -> None:
    assert allocate(TYPES, claims("type", "Client")) == {"type": "Type_", "Client": "Client_"}


def test_an_escaped_name_can_collide_too() -> None:
    names = allocate(Scope("names", snake, frozenset({"type"})), claims("type", "type_", "Type"))
    assert names == {"type_": "type_", "type": "type_lower", "Type": "type_title"}


def test_rank_comes_before_spelling() -> None:
    place = Claim("User/properties/address", Words("user address"), rank=1)
    component = Claim("user-address", words("user-address"), "user-address")
    assert allocate(TYPES, [place, component])["user-address"] == "UserAddress"


def test_alternatives_are_tried_in_order() -> None:
    first = Claim("a", Words("list"), alternatives=(Words("users list"),))
    second = Claim("b", Words("list"), alternatives=(Words("users list"), Words("get users")))
    third = Claim("c", Words("users list"))
    names = allocate(Scope("operations", snake), [first, second, third])
    assert names == {"a": "list", "b": "get_users", "c": "users_list"}


def test_case_may_not_be_enough() -> None:
    scope = Scope("files", lambda name: name.title().replace(" ", ""), fold=True)
    other = Scope("files", snake, fold=True)
    assert len({name.casefold() for name in allocate(scope, claims("a b", "ab")).values()}) == 2
    assert allocate(other, claims("a b", "ab")) == {"a b": "a_b", "ab": "ab"}


def test_collisions_and_escapes_are_reported() -> None:
    diagnostics = Diagnostics()
    allocate(TYPES, claims("host", "Host", "type"), diagnostics)
    assert [(found.code, found.message) for found in diagnostics] == [
        ("NAME002", "Type is reserved among the types; 'type' becomes Type_"),
        (
            "NAME001",
            "'host' and 'Host' would both be named Host among the types; the former becomes HostLower",
        ),
    ]


KEYS = st.lists(st.text(alphabet="aAbB1_-. ", max_size=6), unique=True, max_size=12)


@given(KEYS, st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(keys: list[str], shuffler: random.Random) -> None:
    ordered = claims(*keys)
    shuffled = list(ordered)
    shuffler.shuffle(shuffled)
    assert allocate(TYPES, ordered) == allocate(TYPES, shuffled)


@given(KEYS)
def test_names_are_unique_and_free(keys: list[str]) -> None:
    names = list(allocate(TYPES, claims(*keys)).values())
    assert len(names) == len(set(names)) == len(keys)
    assert not set(names) & TYPES.reserved


@given(KEYS, KEYS)
def test_what_comes_second_renames_nothing(keys: list[str], hoisted: list[str]) -> None:
    before = allocate(TYPES, claims(*keys))
    plain = {key for key, name in before.items() if name == TYPES.write(words(key))}
    later = [Claim(f"{key}/properties/x", words(key), rank=1) for key in hoisted]
    after = allocate(TYPES, [*claims(*keys), *later])
    assert {key: before[key] for key in plain} == {key: after[key] for key in plain}


@given(KEYS)
def test_names_without_collisions_depend_on_nothing_else(keys: list[str]) -> None:
    names = allocate(TYPES, claims(*keys))
    wishes = [TYPES.write(words(key)) for key in keys]
    for key in keys:
        if wishes.count(TYPES.write(words(key))) == 1:
            assert names[key] == TYPES.write(words(key))
