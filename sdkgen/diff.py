"""What changed between two documents, seen from those who use the clients."""

from sdkgen.changes import Changelog, Level, Speaker
from sdkgen.compare_types import TypeComparison
from sdkgen.config import Config
from sdkgen.diagnostics import Diagnostics
from sdkgen.ir import Api, Body, Operation, Parameter
from sdkgen.languages import Language


class Comparison:
    """Compares two APIs."""

    def __init__(self, old: Api, new: Api, log: Changelog) -> None:
        self._old, self._new = old, new
        self._log = log
        self._types = TypeComparison(old, new, log)

    def run(self) -> None:
        """Compare everything."""
        before, after = (
            {operation.id: operation for operation in api.operations} for api in (self._old, self._new)
        )
        for id_, operation in before.items():
            if id_ in after:
                with self._log.about(after[id_].origin):
                    self._operation(operation, after[id_])
            else:
                self._log.add(id_, "was removed", Level.BREAKING)
        for id_, operation in after.items():
            if id_ not in before:
                with self._log.about(operation.origin):
                    self._log.add(id_, "was added", Level.ADDITIVE)
        self._schemas()

    def _schemas(self) -> None:
        """Types have names that programs use, whether or not an operation does."""
        for id_ in self._old.types:
            if id_ not in self._new.types:
                self._log.add(id_, "was removed (a type)", Level.BREAKING)
        for id_, named in self._new.types.items():
            if id_ not in self._old.types:
                with self._log.about(named.origin):
                    self._log.add(id_, "was added (a type)", Level.ADDITIVE)

    def _operation(self, old: Operation, new: Operation) -> None:
        where = old.id
        if (old.method, old.path) != (new.method, new.path):
            self._breaks(where, f"changed from {old.method} {old.path} to {new.method} {new.path}")
        if new.deprecated and not old.deprecated:
            self._log.add(where, "is now deprecated", Level.ADDITIVE)
        self._parameters(old, new)
        self._body(f"{where}, body", old.body, new.body)
        self._answers(old, new)
        self._facts(old, new)

    def _breaks(self, where: str, what: str) -> None:
        self._log.add(where, what, Level.BREAKING)

    def _parameters(self, old: Operation, new: Operation) -> None:
        before, after = ({parameter.key: parameter for parameter in each.parameters} for each in (old, new))
        for key, parameter in before.items():
            where = f"{old.id}, {key}"
            if key in after:
                self._parameter(where, parameter, after[key])
            else:
                self._breaks(where, "was removed")
        for key, parameter in after.items():
            if key not in before:
                what = "is a new required parameter" if parameter.required else "is a new optional parameter"
                self._log.add(
                    f"{old.id}, {key}", what, Level.BREAKING if parameter.required else Level.ADDITIVE
                )

    def _parameter(self, where: str, old: Parameter, new: Parameter) -> None:
        if new.required and not old.required:
            self._breaks(where, "is now required")
        elif old.required and not new.required:
            self._log.add_widening(where, "is now optional")
        if (old.style, old.explode, old.media_type) != (new.style, new.explode, new.media_type):
            self._breaks(where, "is serialised differently")
        self._types.compare(where, old.type, new.type, sent=True)

    def _body(self, where: str, old: Body | None, new: Body | None) -> None:
        if old is None or new is None:
            if old is not None:
                self._breaks(where, "was removed")
            elif new is not None:
                what = "is new and required" if new.required else "is new and optional"
                self._log.add(where, what, Level.BREAKING if new.required else Level.ADDITIVE)
            return
        if new.required and not old.required:
            self._breaks(where, "is now required")
        elif old.required and not new.required:
            self._log.add_widening(where, "is now optional")
        self._contents(where, old, new)

    def _contents(self, where: str, old: Body, new: Body) -> None:
        before, after = ({content.media_type: content for content in body.contents} for body in (old, new))
        for media_type, content in before.items():
            if media_type in after:
                self._types.compare(where, content.type, after[media_type].type, sent=True)
            else:
                self._breaks(where, f"no longer accepts {media_type}")
        for media_type in after:
            if media_type not in before:
                self._log.add(where, f"now accepts {media_type}", Level.ADDITIVE)
        if old.contents[old.primary].media_type != new.contents[new.primary].media_type:
            self._breaks(where, f"is now sent as {new.contents[new.primary].media_type}")

    def _answers(self, old: Operation, new: Operation) -> None:
        where = f"{old.id}, answer"
        self._types.compare(where, old.success.type, new.success.type, sent=False)
        if old.success.kind is not new.success.kind and old.success.kind and new.success.kind:
            self._breaks(where, f"changed from {old.success.kind} to {new.success.kind}")
        if new.success.may_be_empty and not old.success.may_be_empty:
            self._breaks(where, "may now be empty")
        elif old.success.may_be_empty and not new.success.may_be_empty:
            self._log.add_widening(where, "is no longer ever empty")
        self._errors(old, new)

    def _errors(self, old: Operation, new: Operation) -> None:
        before, after = ({a.status: a for a in each.answers if a.is_error} for each in (old, new))
        for status, answer in before.items():
            where = f"{old.id}, {status}"
            if status not in after:
                self._log.add(where, "is no longer described", Level.ADDITIVE)
            elif answer.content and (content := after[status].content):
                self._types.compare(where, answer.content.type, content.type, sent=False)
        for status in after:
            if status not in before:
                self._log.add(f"{old.id}, {status}", "is a new error", Level.ADDITIVE)

    def _facts(self, old: Operation, new: Operation) -> None:
        if old.facts.pagination and not new.facts.pagination:
            self._breaks(old.id, "is no longer paginated")
        elif new.facts.pagination and not old.facts.pagination:
            self._log.add(old.id, "is now paginated", Level.ADDITIVE)
        if old.facts.stream is not new.facts.stream:
            self._breaks(
                old.id,
                f"now streams {new.facts.stream or 'nothing'}, formerly {old.facts.stream or 'nothing'}",
            )
        if new.facts.needs_auth and not old.facts.needs_auth:
            self._breaks(old.id, "now needs credentials")


def changelog(old: Api, new: Api, languages: list[Language], config: Config) -> Changelog:
    """Return what changed between two APIs, and what it means in each language."""
    log = Changelog([Speaker(language.name, language.presence_in_types) for language in languages])
    Comparison(old, new, log).run()
    for language in languages:
        before, after = (language.name_table(api, config, Diagnostics()).flat(api) for api in (old, new))
        for key, name in before.items():
            if key in after and after[key] != name:
                log.add_for(language.name, key, f"was renamed from {name} to {after[key]}")
    return log
