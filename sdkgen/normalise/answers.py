"""Answers: what an operation may be told, and what a call to it returns."""

import re
from typing import Any

from sdkgen.diagnostics import Diagnostics
from sdkgen.ir import (
    Answer,
    Arm,
    Content,
    ContentKind,
    Docs,
    Match,
    NamedType,
    Plan,
    Ref,
    Strategy,
    Success,
    Type,
    Union,
)
from sdkgen.names import Words
from sdkgen.normalise.contents import Contents, primary
from sdkgen.normalise.dialect import read_docs
from sdkgen.normalise.grouping import Naming
from sdkgen.normalise.labels import bare, label
from sdkgen.normalise.positions import POSITION_RANK
from sdkgen.normalise.registry import Registry
from sdkgen.spec import Bundle, Key, Node

_STATUS = re.compile(r"[1-5](\d\d|xx)|default", re.IGNORECASE)


class Answers:
    """Reads the answers of operations."""

    def __init__(
        self,
        bundle: Bundle,
        contents: Contents,
        registry: Registry,
        diagnostics: Diagnostics,
        code_field: str,
    ) -> None:
        self._bundle = bundle
        self._contents = contents
        self._diagnostics = diagnostics
        self._code_field = code_field
        self._registry = registry
        self._known: dict[tuple[Key, str, bool], Answer] = {}
        self.unions: dict[str, NamedType] = {}

    def read(self, operation: Node) -> tuple[Answer, ...]:
        """Read all answers of an operation."""
        responses = self._bundle.entry_of(operation, "responses")
        entries = (
            [(s, node) for s, node in responses.entries() if self._is_status(s, node)] if responses else []
        )
        if not entries:
            self._diagnostics.report("OPER005", operation, "no responses are described")
        has_success = any(status[:1] in "23" for status, _ in entries)
        found = [self._answer(status.upper(), node, has_success) for status, node in entries]
        return tuple(answer for answer in found if answer)

    def _is_status(self, status: str, node: Node) -> bool:
        is_known = bool(_STATUS.fullmatch(status))
        if not is_known and not status.startswith("x-"):
            self._diagnostics.report("OPER012", node, f"{status!r} is not a status")
        return is_known

    def _answer(self, status: str, reference: Node, has_success: bool) -> Answer | None:
        node = self._bundle.object_of(reference)
        if node is None:
            return None
        status = "default" if status == "DEFAULT" else status
        is_error = has_success if status == "default" else status[:1] in {"4", "5"}
        known = (node.key, status, is_error)
        if known not in self._known:  # most operations share their errors
            self._known[known] = self._read(node, status, is_error=is_error)
        return self._known[known]

    def _read(self, node: Node, status: str, *, is_error: bool) -> Answer:
        contents = self._contents.read(node)
        return Answer(
            status=status,
            docs=read_docs(node.value),
            contents=contents,
            headers=self._contents.headers(node),
            primary=primary(contents),
            is_error=is_error,
            codes=tuple(dict.fromkeys(self._codes(node))) if is_error else (),
        )

    def _codes(self, answer: Node) -> list[str]:
        """Return the error codes that the examples of an answer show."""
        content = self._bundle.entry_of(answer, "content")
        found: list[str] = []
        for _, entry in content.entries() if content else []:
            media = self._bundle.follow(entry) or entry
            values = [
                value.get(self._code_field) for value in self._examples(media) if isinstance(value, dict)
            ]
            found += [value for value in values if isinstance(value, str)]
        return found

    def _examples(self, media: Node) -> list[Any]:
        single, several = media.get("example"), media.get("examples")
        named = [self._bundle.follow(node) for _, node in several.entries()] if several else []
        values = [node.value.get("value") for node in named if node and isinstance(node.value, dict)]
        return [single.value, *values] if single else values

    def success(self, naming: Naming, answers: tuple[Answer, ...]) -> Success:
        """Decide what a call returns; several kinds of success make a union that is told apart by status."""
        successes = _successes(answers)
        contents = {answer.status: answer.content for answer in successes if answer.content}
        types: dict[Type, list[Answer]] = {}
        for answer in successes:
            if answer.content and answer.content.type is not None:
                types.setdefault(answer.content.type, []).append(answer)
        statuses = tuple(answer.status for answer in successes)
        if not types:
            return Success(None, statuses=statuses)
        main = contents[next(iter(types.values()))[0].status]
        type_ = next(iter(types)) if len(types) == 1 else self._union(naming, types)
        may_be_empty = sum(map(len, types.values())) < len(successes)
        return Success(type_, main.kind, main.media_type, may_be_empty, statuses)

    def _union(self, naming: Naming, types: dict[Type, list[Answer]]) -> Ref:
        id_ = f"{naming.id}#success"
        arms = tuple(self._arm(type_, answers) for type_, answers in types.items())
        name = Words(naming.alternatives[0]).plus("success")
        plan = Plan(Strategy.STATUS, tuple(range(len(arms))))
        self.unions[id_] = Union(id=id_, name=name, rank=POSITION_RANK, arms=arms, plan=plan)
        return Ref(id_)

    def _arm(self, type_: Type, answers: list[Answer]) -> Arm:
        statuses = tuple(answer.status for answer in answers)
        name = label(bare(type_), self._registry)
        if name == "schema":
            name = Words(f"status {' '.join(statuses)}".lower())
        return Arm(name, bare(type_), Match(()), Docs("", answers[0].docs.description), statuses)


def _successes(answers: tuple[Answer, ...]) -> list[Answer]:
    """Return the answers of a call that went well: 2xx, or else redirections, or else the default."""
    for kind in ("2", "3", "d"):
        found = [answer for answer in answers if answer.status.startswith(kind) and not answer.is_error]
        if found:
            return found
    return []


def streams(answers: tuple[Answer, ...]) -> list[Content]:
    """Return the contents of successful answers that arrive piece by piece."""
    kinds = {ContentKind.EVENTS, ContentKind.JSON_LINES, ContentKind.BINARY}
    return [
        content
        for answer in answers
        if not answer.is_error
        for content in answer.contents
        if content.kind in kinds
    ]
