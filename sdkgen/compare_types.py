"""Comparing types: what is sent may only become wider, what is received only narrower or richer."""

from sdkgen.changes import Changelog, Level
from sdkgen.ir import (
    Alias,
    Api,
    Arm,
    Array,
    Const,
    Enum,
    Field,
    Map,
    NamedType,
    Nullable,
    Object,
    Primitive,
    PrimitiveKind,
    Ref,
    Type,
    Union,
)


class TypeComparison:
    """Compares the types of two documents, each pair of named types once per direction."""

    def __init__(self, old: Api, new: Api, log: Changelog) -> None:
        self._old, self._new = old, new
        self._log = log
        self._seen: set[tuple[str, str, bool]] = set()

    def compare(self, where: str, old: Type | None, new: Type | None, *, sent: bool) -> None:
        """Compare two type expressions."""
        if old is None or new is None:
            self._nothing(where, old, new, sent=sent)
            return
        before, after = self._old.resolve(old), self._new.resolve(new)
        if isinstance(before, Nullable) or isinstance(after, Nullable):
            self._nullable(where, before, after, sent=sent)
        elif isinstance(before, Ref) and isinstance(after, Ref):
            self._named(before.id, after.id, sent=sent)
        elif isinstance(before, Array) and isinstance(after, Array):
            self.compare(where, before.items, after.items, sent=sent)
        elif isinstance(before, Map) and isinstance(after, Map):
            self.compare(where, before.values, after.values, sent=sent)
        elif not self._is_same(before, after):
            self._replaced(where, before, after, sent=sent)

    def _nothing(self, where: str, old: Type | None, new: Type | None, *, sent: bool) -> None:
        if old is not None:
            self._log.add(where, "no longer has a value", Level.BREAKING)
        elif new is not None:
            self._log.add(where, "now has a value", Level.ADDITIVE if not sent else Level.BREAKING)

    def _nullable(self, where: str, old: Type, new: Type, *, sent: bool) -> None:
        was, is_ = isinstance(old, Nullable), isinstance(new, Nullable)
        if was != is_:
            what = "may now be null" if is_ else "can no longer be null"
            if is_ == sent:
                self._log.add_widening(where, what)
            else:
                self._log.add(where, what, Level.BREAKING)
        self.compare(where, _bare(old), _bare(new), sent=sent)

    def _is_same(self, old: Type, new: Type) -> bool:
        if isinstance(old, Primitive) and isinstance(new, Primitive):
            return old.kind is new.kind
        return old == new

    def _replaced(self, where: str, old: Type, new: Type, *, sent: bool) -> None:
        what = f"changed from {self._brief(old)} to {self._brief(new)}"
        if self._widens(old, new):
            self._log.add_widening(where, what)
            return
        is_any = isinstance(new, Primitive) and new.kind is PrimitiveKind.ANY
        self._log.add(where, what, Level.ADDITIVE if is_any and sent else Level.BREAKING)

    def _widens(self, old: Type, new: Type) -> bool:
        """Whether a constant has become an enum that has it: enums are open when read."""
        enum = self._new.types.get(new.id) if isinstance(new, Ref) else None
        known = {member.value for member in enum.members} if isinstance(enum, Enum) else set()
        return isinstance(old, Const) and old.value in known

    def _brief(self, type_: Type) -> str:
        names = {Array: "a list", Map: "a map"}
        if isinstance(type_, Primitive):
            return str(type_.kind)
        if isinstance(type_, Const):
            return f"always {type_.value!r}"
        return type_.id if isinstance(type_, Ref) else names.get(type(type_), "nullable")

    # Named types

    def _named(self, old_id: str, new_id: str, *, sent: bool) -> None:
        if (old_id, new_id, sent) in self._seen:
            return
        self._seen.add((old_id, new_id, sent))
        old, new = self._old.types[old_id], self._new.types[new_id]
        with self._log.about(new.origin):
            self._pair(old, new, sent=sent)

    def _pair(self, old: NamedType, new: NamedType, *, sent: bool) -> None:
        if isinstance(old, Object) and isinstance(new, Object):
            self._objects(old, new, sent=sent)
        elif isinstance(old, Enum) and isinstance(new, Enum):
            self._enums(old, new)
        elif isinstance(old, Union) and isinstance(new, Union):
            self._unions(old, new, sent=sent)
        elif isinstance(old, Alias) and isinstance(new, Alias):
            self.compare(old.id, old.target, new.target, sent=sent)
        else:
            self._other_kind(old, new)

    def _other_kind(self, old: NamedType, new: NamedType) -> None:
        self._log.add(old.id, f"changed from {old.kind} to {new.kind}", Level.BREAKING)

    def _objects(self, old: Object, new: Object, *, sent: bool) -> None:
        before, after = ({field.wire: field for field in named.fields} for named in (old, new))
        for wire, field in before.items():
            where = f"{old.id}.{wire}"
            if wire in after:
                self._field(where, field, after[wire], sent=sent)
            else:
                self._log.add(where, "was removed", Level.BREAKING)
        for wire in [wire for wire in after if wire not in before]:
            is_demanded = sent and after[wire].required
            what = "is a new required field" if after[wire].required else "is a new optional field"
            self._log.add(f"{old.id}.{wire}", what, Level.BREAKING if is_demanded else Level.ADDITIVE)
        if old.extra is not None:
            self.compare(f"{old.id}, unlisted members", old.extra, new.extra, sent=sent)

    def _field(self, where: str, old: Field, new: Field, *, sent: bool) -> None:
        if old.required != new.required:
            what = "is now required" if new.required else "is now optional"
            if new.required == sent:
                self._log.add(where, what, Level.BREAKING)
            else:
                self._log.add_widening(where, what)
        before: Type = Nullable(old.type) if old.nullable else old.type
        after: Type = Nullable(new.type) if new.nullable else new.type
        self.compare(where, before, after, sent=sent)
        if new.deprecated and not old.deprecated:
            self._log.add(where, "is now deprecated", Level.ADDITIVE)

    def _enums(self, old: Enum, new: Enum) -> None:
        before, after = ({member.value for member in enum.members} for enum in (old, new))
        for value in sorted(before - after, key=str):
            self._log.add(old.id, f"no longer has the value {value!r}", Level.BREAKING)
        for value in sorted(after - before, key=str):
            self._log.add(old.id, f"has the new value {value!r}", Level.ADDITIVE)

    def _unions(self, old: Union, new: Union, *, sent: bool) -> None:
        before, after = (dict(map(self._arm_key, union.arms)) for union in (old, new))
        for key, arm in before.items():
            if key in after:
                self.compare(f"{old.id}, {arm.name}", arm.type, after[key].type, sent=sent)
            else:
                self._log.add(old.id, f"can no longer be {arm.name}", Level.BREAKING)
        for key in [key for key in after if key not in before]:
            self._log.add(old.id, f"can now be {after[key].name}", Level.ADDITIVE)
        if old.plan.property != new.plan.property:
            self._log.add(old.id, "is discriminated by another property", Level.BREAKING)

    def _arm_key(self, arm: Arm) -> tuple[str, Arm]:
        return (arm.type.id if isinstance(arm.type, Ref) else f"{arm.name} {self._brief(arm.type)}"), arm


def _bare(type_: Type) -> Type:
    return type_.inner if isinstance(type_, Nullable) else type_
