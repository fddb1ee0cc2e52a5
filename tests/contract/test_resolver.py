"""A service whose document and handlers disagree does not start, and says where they do."""

from textwrap import dedent

import pytest
import yaml

from gatehouse.contract.document import ContractError, load
from gatehouse.contract.resolver import resolve_handlers

OK = {"200": {"description": "Fine."}}
SIGNED_IN: list[dict[str, list[str]]] = [{"bearer": []}]
PARAMETER = {"name": "thing_id", "in": "path", "required": True, "schema": {"type": "integer"}}
OPTIONAL = {"name": "page-size", "in": "query", "schema": {"type": "integer"}}
BODY = {
    "content": {
        "application/json": {
            "schema": {"type": "object", "required": ["name"], "properties": {"name": {}, "colour": {}}}
        }
    }
}
GET = {"operationId": "things.get", "security": SIGNED_IN, "parameters": [PARAMETER], "responses": OK}
LIST = {"operationId": "things.list", "security": [], "parameters": [OPTIONAL], "responses": OK}
CREATE = {"operationId": "things.create", "security": SIGNED_IN, "requestBody": BODY, "responses": OK}

TYPES = """
from typing import NotRequired, TypedDict

class Body(TypedDict):
    name: str
    colour: NotRequired[str]

class Narrow(TypedDict):
    name: str

class Lax(TypedDict):
    name: NotRequired[str]
    colour: NotRequired[str]
"""


@pytest.fixture
def document(tmp_path):
    def write(**operations):
        paths = {f"/{name}": {"post": operation} for name, operation in operations.items()}
        file = tmp_path / "openapi.yaml"
        file.write_text(yaml.safe_dump({"openapi": "3.0.3", "paths": paths}))
        return load(file)

    return write


@pytest.fixture
def package(tmp_path, monkeypatch, request):
    """Writes a package with one module of handlers, under a name that no other test has used."""
    name = f"handlers_of_{request.node.name}".translate({ord(char): "_" for char in "[]-. "})

    def write(source):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").touch()
        (tmp_path / name / "things.py").write_text(TYPES + dedent(source))
        monkeypatch.syspath_prepend(tmp_path)
        return name

    return write


@pytest.fixture
def complaint(document, package):
    """What is said about one operation and one module of handlers."""

    def complain(operation, source):
        with pytest.raises(ContractError) as refused:
            resolve_handlers(document(thing=operation), package(source))
        return str(refused.value)

    return complain


class TestAgreement:
    def test_each_operation_gets_its_handler(self, document, package):
        name = package(
            """
            async def get(services, client, caller, thing_id): ...
            async def list_(page_size=None): ...
            async def create(caller, body: Body): ...
            async def _helper(): ...
            def not_async(): ...
            """
        )
        handlers = resolve_handlers(document(get=GET, list=LIST, create=CREATE), name)
        named = {operation: handler.__name__ for operation, handler in handlers.items()}
        assert named == {"things.get": "get", "things.list": "list_", "things.create": "create"}


class TestScopes:
    @pytest.mark.parametrize(
        "security",
        [
            [{"oauth2": ["things:read", "things:write"]}],
            [{"oauth2": ["things:read"]}, {"apiKey": ["things:write"]}],
            [{"oauth2": ["things:read"], "apiKey": ["things:write"]}],
        ],
    )
    def test_two_are_refused_as_only_one_would_count(self, document, security):
        with pytest.raises(ContractError, match=r"things\.get: things:read, things:write"):
            document(get={**GET, "security": security}, create=CREATE)

    def test_one_may_be_said_several_times(self, document):
        security = [{"oauth2": ["things:read"]}, {"apiKey": ["things:read"]}, {"bearer": []}]
        loaded = document(get={**GET, "security": security})
        assert loaded.operation("things.get").permission == "things:read"


class TestMissing:
    def test_a_handler(self, complaint):
        said = complaint(GET, "async def other(): ...")
        assert "things.get: no handler" in said
        assert "things.py::get" in said

    def test_a_whole_module(self, complaint):
        said = complaint({**GET, "operationId": "stars.get"}, "")
        assert "stars.get: no handler" in said

    def test_an_operation(self, complaint):
        said = complaint(GET, "async def get(thing_id): ...\nasync def extra(): ...")
        assert "things.py::extra: no operation has this handler" in said

    def test_all_are_named_at_once(self, document, package):
        with pytest.raises(ContractError) as refused:
            resolve_handlers(document(get=GET, create=CREATE), package("async def extra(): ..."))
        for word in ("things.get", "things.create", "::extra"):
            assert word in str(refused.value)


class TestArguments:
    @pytest.mark.parametrize(
        ("operation", "signature", "said"),
        [
            (GET, "get()", "things.get: the handler lacks the argument thing_id"),
            (GET, "get(thing_id, more)", "things.get: the handler's argument more is not in the document"),
            (LIST, "list_(page_size)", "things.list: the optional argument page_size has no default"),
            (CREATE, "create()", "things.create: the handler lacks the argument body"),
            (GET, "get(thing_id, body)", "things.get: the handler's argument body is not in the document"),
            (LIST, "list_(caller, page_size=0)", "things.list: anyone may call it"),
        ],
    )
    def test_they_must_match(self, complaint, operation, signature, said):
        assert said in complaint(operation, f"async def {signature}: ...")

    @pytest.mark.parametrize(
        ("body_type", "said"),
        [
            ("dict", "the handler's body must be a TypedDict"),
            ("Narrow", "Narrow does not have the fields of the schema"),
            ("Lax", "Lax does not require what the schema requires"),
        ],
    )
    def test_the_fields_of_the_body_must_match(self, complaint, body_type, said):
        assert f"things.create: {said}" in complaint(CREATE, f"async def create(body: {body_type}): ...")


class TestOperationIds:
    def test_one_used_twice_is_refused(self, document):
        """Otherwise the operation written last decides who may call the first."""
        with pytest.raises(ContractError, match=r"more than once: things\.get"):
            document(mine=GET, yours={**GET, "security": []})

    @pytest.mark.parametrize("name", [{}, {"operationId": "get_thing"}])
    def test_one_without_a_tag_is_refused(self, document, name):
        anonymous = {key: value for key, value in GET.items() if key != "operationId"}
        with pytest.raises(ContractError, match=r"POST /thing: the operationId must be written as tag\.verb"):
            document(thing={**anonymous, **name})


class TestDeprecation:
    @pytest.mark.parametrize(
        ("dates", "said"),
        [
            ({}, 'deprecated needs x-deprecated-since, a date in quotes such as "2027-06-30"'),
            ({"x-deprecated-since": "2027-01-15"}, "deprecated needs x-sunset"),
            ({"x-deprecated-since": "2027-01-15", "x-sunset": "summer"}, "deprecated needs x-sunset"),
            (
                {"x-deprecated-since": "2027-01-15", "x-sunset": "2027-01-15"},
                "x-sunset must be later than x-deprecated-since",
            ),
        ],
    )
    def test_an_operation_must_say_since_when_and_until_when(self, document, dates, said):
        with pytest.raises(ContractError, match=f"POST /thing: {said}"):
            document(thing={**GET, "deprecated": True, **dates})
