"""Parameters of operations: arguments for the path, a struct for the rest."""

from dataclasses import dataclass

from sdkgen.ir import In, Operation, Parameter
from sdkgen.languages.rust.bodies import style
from sdkgen.languages.rust.models import ConstructorArgument
from sdkgen.languages.rust.text import constant, documented, literal
from sdkgen.languages.rust.typing import SECRET, RustTypes
from sdkgen.names import pascal, words

_SETTERS = {In.QUERY: "query", In.HEADER: "header", In.COOKIE: "cookie"}
_MANY_ARGUMENTS = 7


@dataclass(frozen=True, slots=True)
class ParameterView:
    """A parameter: `argument` is its type in a signature, `owned` as a field or variable."""

    name: str
    wire: str
    argument: str
    owned: str
    passed: str
    statement: str
    docs: tuple[str, ...]
    deprecated: bool
    required: bool
    place: str
    start: str
    given: str


@dataclass(frozen=True, slots=True)
class RustParamsView:
    """A struct of the parameters of an operation that are not in the path."""

    name: str
    fields: tuple[ParameterView, ...]
    arguments: tuple[ConstructorArgument, ...]
    is_long: bool
    derives: str


class RustParameters:
    """Makes views of parameters."""

    def __init__(self, types: RustTypes) -> None:
        self._types = types

    def path(self, operation: Operation) -> tuple[ParameterView, ...]:
        """Return the parameters of the path, as arguments."""
        return tuple(self._path(operation, parameter) for parameter in operation.parameters_in(In.PATH))

    def params(self, operation: Operation, name: str) -> RustParamsView | None:
        """Return the struct of all other parameters, if there are any."""
        rest = [
            each
            for each in operation.parameters
            if each.place is not In.PATH and not is_chained(operation, each)
        ]
        if not rest:
            return None
        fields = tuple(self._field(operation, parameter) for parameter in rest)
        asked = tuple(ConstructorArgument(field.name, field.argument) for field in fields if field.required)
        derives = "Clone, Debug, PartialEq" if asked else "Clone, Debug, Default, PartialEq"
        stem = pascal(words(name))
        return RustParamsView(f"{stem}Params", fields, asked, len(asked) > _MANY_ARGUMENTS, derives)

    def _path(self, operation: Operation, parameter: Parameter) -> ParameterView:
        name = self._types.name_table.arguments[operation.id, parameter.key]
        argument = self._types.argument(parameter.type)
        owned = "String" if argument == "&str" else self._types.write(self._types.api.resolve(parameter.type))
        by_reference = argument.startswith("&")
        value = name if by_reference else f"&{name}"
        written = style(parameter.style, bool(parameter.media_type), explode=parameter.explode)
        is_plain = written == "runtime::Style::Simple { explode: false }"
        call = (
            f"path({literal(parameter.wire)}, {value})"
            if is_plain
            else f"path_as({literal(parameter.wire)}, {value}, {written})"
        )
        return self._view(
            parameter, name, argument, owned, f"&{name}" if by_reference else name, f"request.{call};", name
        )

    def _field(self, operation: Operation, parameter: Parameter) -> ParameterView:
        name = self._types.name_table.arguments[operation.id, parameter.key]
        is_secret = self._types.is_secret_parameter(parameter)
        plain = SECRET if is_secret else self._types.write(parameter.type)
        owned = plain if parameter.required else f"Option<{plain}>"
        is_text = parameter.required and (is_secret or self._types.is_text(parameter.type))
        argument = f"impl Into<{SECRET if is_secret else 'String'}>" if is_text else owned
        start = f"{name}: {name}.into()" if is_text else name
        statement = f"request.{_setter(parameter, name)};"
        return self._view(
            parameter,
            name,
            argument,
            owned,
            name,
            statement,
            start if parameter.required else f"{name}: None",
        )

    def _view(
        self,
        parameter: Parameter,
        name: str,
        argument: str,
        owned: str,
        passed: str,
        statement: str,
        start: str,
    ) -> ParameterView:
        default = f"The default is `{_plain(parameter.default.json)}`." if parameter.default else ""
        return ParameterView(
            name=name,
            wire=literal(parameter.wire),
            argument=argument,
            owned=owned,
            passed=passed,
            statement=statement,
            docs=documented(parameter.docs, default),
            deprecated=parameter.deprecated,
            required=parameter.required,
            place=str(parameter.place),
            start=start,
            given=f"input.{parameter.place}({literal(parameter.wire)})?",
        )


def _plain(value: object) -> str:
    return constant(value) if isinstance(value, str | int | float | bool) else str(value)


def _setter(parameter: Parameter, name: str) -> str:
    """Write the call that sets a parameter."""
    wire, value = literal(parameter.wire), f"&self.{name}"
    written = style(parameter.style, bool(parameter.media_type), explode=parameter.explode)
    if parameter.place is In.QUERY and parameter.allow_reserved:
        return f"query_reserved({wire}, {value}, {written})"
    usual = {
        In.QUERY: "runtime::Style::Form { explode: true }",
        In.HEADER: "runtime::Style::Simple { explode: false }",
    }.get(parameter.place, written)
    setter = _SETTERS[parameter.place]
    return f"{setter}({wire}, {value})" if written == usual else f"{setter}_as({wire}, {value}, {written})"


def is_chained(operation: Operation, parameter: Parameter) -> bool:
    """Whether a parameter is given by a method of the call: those that have a meaning of their own."""
    wire = parameter.wire.lower()
    special = {"if-match", operation.facts.idempotency_header.lower()}
    return parameter.place is In.HEADER and not parameter.required and wire in special
