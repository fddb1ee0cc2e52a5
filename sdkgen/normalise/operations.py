"""Operations: every method of every path, put together."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sdkgen.diagnostics import Diagnostics
from sdkgen.ir import Body, ContentKind, Operation, Server, ServerVariable, Webhook
from sdkgen.names import words
from sdkgen.normalise.answers import Answers
from sdkgen.normalise.contents import Contents, primary
from sdkgen.normalise.dialect import read_docs
from sdkgen.normalise.grouping import naming
from sdkgen.normalise.lines import one_line
from sdkgen.normalise.parameters import ParameterReader, segments
from sdkgen.normalise.security import Security
from sdkgen.spec import Bundle, Node

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


@dataclass(frozen=True, slots=True)
class Written:
    """An operation as it is written: where, and under which path and method."""

    path: str
    method: str
    items: tuple[Node, ...]
    node: Node


class OperationReader:
    """Reads operations."""

    def __init__(
        self,
        bundle: Bundle,
        parameters: ParameterReader,
        contents: Contents,
        answers: Answers,
        security: Security,
        diagnostics: Diagnostics,
    ) -> None:
        self._bundle = bundle
        self._parameters = parameters
        self._contents = contents
        self._answers = answers
        self._security = security
        self._diagnostics = diagnostics

    def read(self) -> list[tuple[Operation, Written]]:
        """Read all operations in the order they are written."""
        written = list(self._written())
        ids = Counter(_operation_id(each.node) for each in written)
        taken: set[str] = set()
        found = []
        for each in written:
            id_ = _operation_id(each.node)
            if ids[id_] > 1 and id_:
                self._diagnostics.report(
                    "OPER002", each.node, f"{ids[id_]} operations have the operationId {id_!r}"
                )
            if not id_:
                self._diagnostics.report("OPER001", each.node, "the operation has no operationId")
            found.append((self._operation(each, is_repeated=id_ in taken), each))
            taken.add(id_)
        return found

    def _written(self) -> Iterator[Written]:
        paths = self._bundle.entry_of(self._bundle.root, "paths")
        for path, reference in self._bundle.kept(paths):
            if path.startswith("x-"):
                continue
            if not path.startswith("/"):
                self._diagnostics.report("OPER010", reference, f"path {path!r} does not start with a slash")
            if not path.isprintable():
                self._diagnostics.report(
                    "OPER013", reference, f"path {path!r} has a character that does not show"
                )
            yield from self._methods(path, reference)

    def received(self) -> list[Webhook]:
        """Return what the service sends by itself, to webhooks."""
        hooks = self._bundle.entry_of(self._bundle.root, "webhooks")
        written = [list(self._methods(name, node)) for name, node in self._bundle.kept(hooks)]
        found = [self._webhook(each, is_alone=len(methods) == 1) for methods in written for each in methods]
        return [hook for hook in found if hook]

    def _webhook(self, written: Written, *, is_alone: bool) -> Webhook | None:
        body = self._body(written.node)
        content = body.contents[body.primary] if body else None
        if content is None or content.type is None or content.kind is not ContentKind.JSON:
            self._diagnostics.report("LOW010", written.node, f"webhook {written.path!r} has no body in JSON")
            return None
        name = one_line(written.path)
        id_ = name if is_alone else f"{name} {written.method}"
        return Webhook(id_, words(id_), content.type, read_docs(written.node.value))

    def _methods(self, path: str, reference: Node) -> Iterator[Written]:
        """Find the methods of a path; what stands beside a reference goes before what it refers to."""
        named = {item.key: item for item in (self._bundle.follow(reference), reference) if item}
        items, found = tuple(named.values()), dict[str, Written]()
        for item in items:
            for method, _ in item.entries():
                if method not in METHODS or reference.at(method).key in self._bundle.left_out:
                    continue
                node = self._bundle.entry_of(item, method)
                if node and node.value is None:
                    self._bundle.wrong_kind(node, "a mapping")
                elif node:
                    found[method] = Written(path, method, items, node)
        yield from found.values()

    def _operation(self, written: Written, *, is_repeated: bool) -> Operation:
        node = written.node
        names = naming(written.path, written.method, node, is_repeated=is_repeated)
        self._note_omissions(node)
        answers = self._answers.read(node)
        docs = read_docs(node.value)
        return Operation(
            id=names.id,
            operation_id=names.operation_id,
            group=names.group,
            name=names.name,
            alternatives=names.alternatives,
            method=written.method.upper(),
            path=written.path,
            segments=segments(written.path),
            docs=docs,
            deprecated=node.value.get("deprecated") is True,
            parameters=self._parameters.read(written.path, written.items, node),
            body=self._body(node),
            answers=answers,
            success=self._answers.success(names, answers),
            security=self._security.of(node),
            servers=self._servers(node, *reversed(written.items)),
            origin=node,
        )

    def _servers(self, *owners: Node) -> tuple[Server, ...]:
        return next(filter(None, (servers(owner, self._diagnostics) for owner in owners)), ())

    def _note_omissions(self, node: Node) -> None:
        callbacks = node.get("callbacks")
        if callbacks:
            self._diagnostics.report("LOW011", callbacks, "callbacks are not generated")

    def _body(self, operation: Node) -> Body | None:
        node = self._bundle.object_of(operation.get("requestBody"))
        contents = self._contents.read(node) if node else ()
        if node is None or not contents:
            return None
        required = node.value.get("required") is True
        return Body(required, contents, primary(contents), read_docs(node.value))


def _operation_id(node: Node) -> str:
    given = node.value.get("operationId")
    return one_line(given) if isinstance(given, str) else ""


def servers(owner: Node, diagnostics: Diagnostics) -> tuple[Server, ...]:
    """Read the addresses that a document, path or operation is served at."""
    node = owner.get("servers")
    return (
        tuple(_server(element, diagnostics) for element in node.elements() if isinstance(element.value, dict))
        if node
        else ()
    )


def _server(node: Node, diagnostics: Diagnostics) -> Server:
    if not isinstance(node.value.get("url"), str):
        diagnostics.report("SPEC012", node, "the server has no url, or it is not a string")
    variables = node.get("variables")
    return Server(
        url=one_line(node.value.get("url", "/")),
        description=str(node.value.get("description", "")),
        variables=tuple(_variable(name, child) for name, child in variables.entries()) if variables else (),
    )


def _variable(name: str, node: Node) -> ServerVariable:
    raw = node.value if isinstance(node.value, dict) else {}
    values = raw.get("enum")
    return ServerVariable(
        wire=name,
        default=one_line(raw.get("default", "")),
        values=tuple(map(one_line, values)) if isinstance(values, list) else (),
        description=str(raw.get("description", "")),
    )
