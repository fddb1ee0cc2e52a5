"""Shaping: giving the types in an operation the shapes for the directions they travel in."""

from dataclasses import replace

from sdkgen.ir import Answer, Body, Content, Header, Operation, Parameter, Type
from sdkgen.normalise.directions import Direction, Directions


def shaped(operation: Operation, directions: Directions) -> Operation:
    """Return an operation with the types it sends and those it receives."""
    success = operation.success
    return replace(
        operation,
        parameters=tuple(_parameter(parameter, directions) for parameter in operation.parameters),
        body=_body(operation.body, directions) if operation.body else None,
        answers=tuple(_answer(answer, directions) for answer in operation.answers),
        success=replace(success, type=_type(success.type, "answer", directions)),
    )


def _type(type_: Type | None, direction: Direction, directions: Directions) -> Type | None:
    return directions.use(direction, type_) if type_ is not None else None


def _parameter(parameter: Parameter, directions: Directions) -> Parameter:
    return replace(parameter, type=directions.use("request", parameter.type))


def _content(content: Content, direction: Direction, directions: Directions) -> Content:
    return replace(content, type=_type(content.type, direction, directions))


def _body(body: Body, directions: Directions) -> Body:
    return replace(
        body, contents=tuple(_content(content, "request", directions) for content in body.contents)
    )


def _header(header: Header, directions: Directions) -> Header:
    return replace(header, type=directions.use("answer", header.type))


def _answer(answer: Answer, directions: Directions) -> Answer:
    return replace(
        answer,
        contents=tuple(_content(content, "answer", directions) for content in answer.contents),
        headers=tuple(_header(header, directions) for header in answer.headers),
    )
