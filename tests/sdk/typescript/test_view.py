"""What the TypeScript view makes of single constructs."""

from dataclasses import replace

from sdkgen.config import Config, TypeScriptConfig
from sdkgen.diagnostics import Diagnostics
from sdkgen.files import Files
from sdkgen.languages import View, templates
from sdkgen.languages.typescript import LANGUAGE
from sdkgen.languages.typescript.text import key, member_key
from sdkgen.names import words
from sdkgen.render import Renderer
from tests.sdkgen.support import FIXTURES, api_of

_CONFIG = Config(name="acme", typescript=TypeScriptConfig(zod=True))


def _view(fixture: str, config: Config = _CONFIG) -> View:
    """With the representation beside it, as a run gives it to all templates."""
    api = api_of(FIXTURES / fixture)
    view = LANGUAGE.view(api, config, Diagnostics())
    return replace(view, context={"api": api, **view.context})


def _files(view: View) -> Files:
    return Renderer(LANGUAGE, [templates()], Diagnostics()).render(view)


def _declaration(fixture: str, file: str, start: str) -> str:
    """What a file has of a declaration, from its beginning to the empty line after it."""
    text = _files(_view(fixture))[f"typescript/src/{file}"].content.decode()
    return text[text.index(start) :].partition("\n\n")[0]


def _model(fixture: str, name: str) -> str:
    return _declaration(fixture, "models.ts", f"export interface {name} ")


def test_absent_and_null_differ() -> None:
    code = _model("presence.yaml", "Profile")
    assert "  always: string;" in code
    assert "  sometimes?: string | undefined;" in code
    assert "  never_absent: string | null;" in code
    assert "  anything_goes?: string | null | undefined;" in code


def test_a_discriminator_tells_arms_apart() -> None:
    code = _declaration("discriminator.yaml", "models.ts", "export type ShapeModel")
    assert '(Circle & { kind: "circle" | "round" })' in code
    assert 'Unrecognized<"kind">' in code


def test_client_is_named_after_the_configuration() -> None:
    context = _view("minimal.yaml").context
    assert context["client"] == "AcmeClient"
    assert context["package"] == "@acme/client"
    assert context["variables"][0] == "ACME_BASE_URL"


def test_names_of_members_are_quoted_where_they_have_to_be() -> None:
    assert [key(name) for name in ("a", "b-c", "__proto__")] == ["a", '"b-c"', '"__proto__"']
    assert member_key("__proto__") == '["__proto__"]'


def _schema(fixture: str, name: str) -> str:
    return _declaration(fixture, "zod.ts", f"export const {name}Schema")


def test_schemas_tell_absent_from_null() -> None:
    code = _schema("presence.yaml", "Profile")
    assert "    always: z.string(),\n" in code
    assert "    sometimes: z.string().optional(),\n" in code
    assert "    never_absent: z.string().nullable(),\n" in code
    assert "    anything_goes: z.string().nullable().optional(),\n" in code


def test_schemas_of_unions_check_the_arm_that_the_tag_names() -> None:
    code = _schema("discriminator.yaml", "ShapeModel")
    assert 'make.choice("unclaimed", [' in code
    assert '"circle", "round"' in code
    assert code.rstrip().endswith('"kind"),\n);')


def test_schemas_are_written_on_request_only() -> None:
    plain = _files(_view("presence.yaml", Config(name="acme")))
    schemas = {"src/zod.ts", "src/runtime/zod.ts", "tests/zod.test.ts"}
    assert _files(_view("presence.yaml")).keys() - plain.keys() == {f"typescript/{name}" for name in schemas}
    assert b"zod" not in plain["typescript/package.json"].content


def test_errors_have_types_by_status() -> None:
    code = _declaration("wire_rules.yaml", "groups/rules.ts", "export type RulesFailsCallError")
    for status, model in {"404": "Missing", "409": "Clash", "4XX": "Refusal"}.items():
        assert f'DeclaredError<"{status}", {model}>' in code


def test_webhooks_have_a_module_where_there_are_any() -> None:
    assert '"order.paid": Order;' in _declaration("webhooks_only.yaml", "webhooks.ts", "export interface")
    assert "typescript/src/webhooks.ts" not in _files(_view("minimal.yaml"))


def test_a_long_group_is_divided_into_classes_that_extend_each_other() -> None:
    api = api_of(FIXTURES / "minimal.yaml")
    (group,) = api.groups
    one, *_ = group.operations
    many = tuple(replace(one, id=f"n{each}", name=words(f"number {each}")) for each in range(250))
    api = replace(api, groups=(replace(group, operations=many),))
    view = LANGUAGE.view(api, _CONFIG, Diagnostics())
    pages = view.pages["group"]
    name = view.context["groups"][0].name
    assert [page.stem for page in pages] == [f"{name}.1", f"{name}.2", name]
    assert [method.operation for page in pages for method in page.values.methods] == list(many)
    files = _files(replace(view, context={"api": api, **view.context}))
    last = files[f"typescript/src/groups/{name}.ts"].content.decode()
    assert f'export * from "./{name}.2.js";' in last
    assert f"extends {pages[1].values.class_name} {{" in last
    assert all(file.content.count(b"\n") < 5_000 for file in files.values())
