"""Models: objects with typed fields, which keep what nobody described."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from .marks import Self, dataclass_transform
from .values import UNSET

_REQUIRED: Any = object()
_SECRET = "***"
_Model = TypeVar("_Model", bound="Model")


@dataclass(frozen=True)
class FieldSpec:
    """A field: the name it travels by, its default, and whether it is kept out of logs."""

    wire: str
    default: Any = _REQUIRED
    secret: bool = False


def field(*, wire: str = "", default: Any = _REQUIRED, secret: bool = False) -> Any:
    """Describe a field that travels by another name, or that must not be seen in logs."""
    return FieldSpec(wire, default, secret)


class ModelSpec:
    """What is known of a model's fields, by their names in Python."""

    def __init__(self, fields: Mapping[str, FieldSpec], tags: Mapping[str, Any]) -> None:
        """Sort the fields once: every instance asks for them."""
        self.fields = fields
        self.tags = tags
        self.required = frozenset(name for name, each in fields.items() if each.default is _REQUIRED)
        self.defaults = {name: each.default for name, each in fields.items() if each.default not in (_REQUIRED, UNSET)}


@dataclass_transform(kw_only_default=True, field_specifiers=(field,))
class Model:
    """An object of the service. Absent fields are `UNSET`, and `None` is null."""

    model_spec: ClassVar[ModelSpec] = ModelSpec({}, {})

    if TYPE_CHECKING:
        additional_properties: dict[str, Any] = field(default=UNSET)

    def __init_subclass__(cls, tags: Mapping[str, Any] | None = None) -> None:
        """Take the fields from the annotations, without looking at their types."""
        fields: dict[str, FieldSpec] = {}
        for name in cls.__annotations__:
            given = cls.__dict__.get(name, _REQUIRED)
            if name == "additional_properties":
                delattr(cls, name)
                continue
            spec = given if isinstance(given, FieldSpec) else FieldSpec(name, given)
            fields[name] = FieldSpec(spec.wire or name, spec.default, spec.secret)
            if spec.default is not _REQUIRED:
                setattr(cls, name, spec.default)
            elif given is not _REQUIRED:
                delattr(cls, name)
        cls.model_spec = ModelSpec(fields, tags or {})

    if not TYPE_CHECKING:

        def __init__(self, **values: Any) -> None:
            """Take the fields by name."""
            spec = type(self).model_spec
            missing = spec.required - values.keys()
            unknown = values.keys() - spec.fields.keys() - {"additional_properties"}
            if missing or unknown:
                raise TypeError(_complaint(type(self).__name__, missing, unknown))
            self.__dict__.update(spec.defaults)
            self.__dict__.update((name, value) for name, value in values.items() if value is not UNSET)

        def __getattr__(self, name: str) -> Any:
            """Make the members that nobody described when they are asked for."""
            if name == "additional_properties":
                return self.__dict__.setdefault(name, {})
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    @classmethod
    def from_dict(cls: type[_Model], value: Any) -> _Model:
        """Make a model of JSON as `json.loads` returns it; raises a `ValueError` that says what does not fit."""
        from .decoding import decode

        made: _Model = decode(cls, value)
        return made

    def to_dict(self) -> dict[str, Any]:
        """Return the model as JSON for `json.dumps`; absent fields are left out."""
        from .encoding import plain

        made: dict[str, Any] = plain(self)
        return made

    def copy_with(self, **changes: Any) -> Self:
        """Return a copy with some fields changed; `UNSET` takes a field away."""
        return type(self)(**{**self.__dict__, **changes})

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self.to_dict() == other.to_dict()

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        fields = type(self).model_spec.fields
        shown = ((name, self.__dict__[name], fields[name]) for name in fields if name in self.__dict__)
        parts = [f"{name}={_SECRET if each.secret else value!r}" for name, value, each in shown]
        return f"{type(self).__name__}({', '.join(parts)})"


def _complaint(name: str, missing: Any, unknown: Any) -> str:
    parts = [f"missing {', '.join(sorted(missing))}"] if missing else []
    parts += [f"unknown {', '.join(sorted(unknown))}"] if unknown else []
    return f"{name}: {'; '.join(parts)}"
