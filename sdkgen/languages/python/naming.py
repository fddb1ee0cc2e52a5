"""What things are called in Python.

What only a package has (classes of groups, streaming methods) is named after what the document has, with an
ending that no name of the document may have: so whatever is added to a document, nothing of it gives way.
"""

import keyword
from dataclasses import dataclass

from sdkgen.config import Config
from sdkgen.diagnostics import Diagnostics
from sdkgen.ir import Api
from sdkgen.name_table import Conventions, NameTable, build_name_table
from sdkgen.names import Claim, Scope, allocate, pascal, screaming, snake, taken, words

STREAM = "_as_stream"
GROUP = "Api"


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_KEYWORDS = frozenset(keyword.kwlist)
_IMPORTED = _names("""
    Alias Annotated Answer Any Arm AsyncBinaryAnswer AsyncPages AsyncStream AsyncTransport BinaryAnswer
    BinaryBody Constant Content Date DateTime Decimal Literal Model OneOf OpenEnum Operation PageSpec
    PagedOperation Pages Parameter Part RequestOptions Stream Transport TypeAlias UNSET UUID Unrecognized
    Unset Upload
""")
_MODEL = _names("additional_properties builtins copy_with field from_dict model_spec to_dict")
_CLIENT = _names("cached_property close float httpx int raw str transport tuple with_response")
_ARGUMENTS = _names("self options content_type")
_ERRORS = _names("""
    CallTimeoutError CredentialsError DecodeError FactorRequiredError FieldError InputError ProblemError
    SdkError StatusError TransportError
""")


def _conventions() -> Conventions:
    return Conventions(
        types=Scope("types", pascal, taken(_KEYWORDS | _IMPORTED, GROUP), lambda name: name + "Model"),
        fields=Scope("fields", snake, _KEYWORDS | _MODEL),
        members=Scope("members", screaming, _KEYWORDS),
        arms=Scope("arms", pascal, _KEYWORDS),
        groups=Scope("groups", snake, _KEYWORDS | _CLIENT, fold=True),
        operations=Scope("methods", snake, taken(_KEYWORDS, STREAM)),
        arguments=Scope("arguments", snake, _KEYWORDS | _ARGUMENTS),
    )


def write(api: Api, diagnostics: Diagnostics) -> NameTable:
    """Name everything."""
    return build_name_table(api, _conventions(), diagnostics)


@dataclass(frozen=True, slots=True)
class OwnNames:
    """Names of what only a package has: the client's class, errors by code, decoders by the webhook's id."""

    client: str
    module: str
    problems: dict[str, str]
    webhooks: dict[str, str]


def own_names(api: Api, config: Config, diagnostics: Diagnostics) -> OwnNames:
    """Name the package, errors and decoders."""
    name = words(config.packages.get("python", f"{config.name} client"))
    codes = api.problems.codes if api.problems else ()
    errors = Scope("errors", lambda text: _error(pascal(text)), _ERRORS)
    decoders = Scope("webhooks", lambda text: f"parse_{snake(text)}")
    return OwnNames(
        client=pascal(words(config.name).plus("client")),
        module=snake(name),
        problems=allocate(errors, [Claim(each.value, each.name, each.value) for each in codes], diagnostics),
        webhooks=allocate(
            decoders, [Claim(each.id, each.name, each.id) for each in api.webhooks], diagnostics
        ),
    )


def _error(name: str) -> str:
    return name if name.endswith("Error") else f"{name}Error"
