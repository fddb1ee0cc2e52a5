"""Which file a declaration is in. Files stay short, and what is added elsewhere moves nothing."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sdkgen.ir import Api, Docs, Group
from sdkgen.ir.walk import answered, reachable, sent
from sdkgen.languages.go.casing import file_stems
from sdkgen.languages.go.models import ModelView
from sdkgen.languages.go.operations import OperationView
from sdkgen.names import Claim, Words

_LIMIT = 4_500  # lines, which are guessed; a file may have 5,000
_SHARED = Claim("", Words("types"))

_View = TypeVar("_View", OperationView, ModelView)


@dataclass(frozen=True, slots=True)
class FileView:
    """What a file declares: the service of a group, operations, and types."""

    claim: Claim
    group: Group | None = None
    operations: Sequence[OperationView] = ()
    models: Sequence[ModelView] = ()

    @property
    def imports(self) -> set[str]:
        """What it needs."""
        needed = {"core"} if self.group else set[str]()
        needed = needed.union(*(each.imports for each in self.operations))
        return needed.union(*(each.imports for each in self.models))

    @property
    def lines(self) -> int:
        """About how many lines it has."""
        return sum(map(_lines, self.operations)) + sum(map(_lines, self.models))

    @property
    def calls(self) -> set[str]:
        """What the program needs that calls all operations."""
        return set[str]().union(*(each.calls for each in self.operations))


def files(
    api: Api, operations: dict[str, OperationView], models: dict[str, ModelView]
) -> dict[str, FileView]:
    """Return all files by their stems: types that one service alone needs are beside it."""
    owners: dict[str, list[str]] = defaultdict(list)
    for group in api.groups:
        mentioned = (type_ for each in group.operations for type_ in (*sent(each), *answered(each)))
        for id_ in reachable(api.types, mentioned):
            owners[id_].append(group.id)
    own: dict[str, list[ModelView]] = defaultdict(list)
    for id_, model in models.items():
        own[owners[id_][0] if len(owners[id_]) == 1 else ""].append(model)
    found: list[FileView] = []
    for group in api.groups:
        found += _of_group(group, [operations[each.id] for each in group.operations], own[group.id])
    found += [FileView(claim, models=some) for claim, some in _pieces(_SHARED, own[""])]
    stems = {"": "types", **file_stems(each.claim for each in found if each.claim.key)}
    return {stems[each.claim.key]: each for each in found}


def _of_group(group: Group, operations: list[OperationView], models: list[ModelView]) -> Iterator[FileView]:
    claim = Claim(group.id, group.name)
    whole = FileView(claim, group, operations, models)
    if whole.lines <= _LIMIT:
        yield whole
        return
    pieces = dict(_pieces(claim, operations))
    yield FileView(claim, group, pieces.pop(claim, ()))
    yield from (FileView(each, operations=some) for each, some in pieces.items())
    beside = Claim(f"{group.id}/types", group.name.plus("types"), rank=1)
    yield from (FileView(each, models=some) for each, some in _pieces(beside, models) if some)


def _pieces(
    claim: Claim, views: list[_View], letters: str = "", depth: int = 0
) -> Iterator[tuple[Claim, list[_View]]]:
    """Split by the first letters of names, until each piece is short or its names have no more letters."""
    if sum(map(_lines, views)) <= _LIMIT or all(len(each.name) < depth for each in views):
        key, words = f"{claim.key}/{letters}", claim.words.plus(letters)
        yield (Claim(key, words, rank=1) if letters else claim), views
        return
    pieces: dict[str, list[_View]] = defaultdict(list)
    for each in views:
        pieces[each.name[: depth + 1].lower()].append(each)
    for first, piece in sorted(pieces.items()):
        yield from _pieces(claim, piece, first, depth + 1)


def _lines(view: OperationView | ModelView) -> int:
    """Guess how many lines a declaration takes: rather too many than too few."""
    frame, line = (36, 3) if isinstance(view, OperationView) else (24, 2) if view.lines else (8, 0)
    values = view.values if isinstance(view, ModelView) else ()
    told = sum(1 + bool(docs) + docs.count("\n") for _, _, docs in values)
    return frame + told + _said(view.of.docs) + sum(line + _said(each.of.docs) for each in view.lines)


def _said(docs: Docs) -> int:
    return docs.summary.count("\n") + docs.description.count("\n")
