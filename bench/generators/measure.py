"""All generators at all documents, interleaved."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bench.generators.compile import compiles
from bench.generators.contenders import CONTENDERS, UNFORMATTED, Contender, Generator
from bench.generators.documents import Document, documents
from bench.generators.results import Measured
from bench.generators.trial import Trial
from bench.generators.wire import hold
from bench.processes import BenchError, on_all_cores
from bench.sections import say


def measure(rounds: int, folder: Path | None) -> Measured:
    """Run all generators at all documents, and hold their clients against the wire rules."""
    generators, missing = _bring()
    with on_all_cores(), tempfile.TemporaryDirectory(prefix="bench-generators-") as temporary:
        trials = list(_trials(documents(folder), generators, Path(temporary)))
        for document in dict.fromkeys(trial.document.path for trial in trials):
            _measure([trial for trial in trials if trial.document.path == document], rounds)
        return Measured(trials, hold(generators), missing, rounds)


def _bring() -> tuple[Mapping[Contender, Generator], Sequence[str]]:
    """Return the generators that can be had, and why others cannot."""
    generators: dict[Contender, Generator] = {}
    missing = []
    for contender in CONTENDERS:
        try:
            generators[contender] = contender.bring()
        except BenchError as error:
            missing.append(f"{contender.name} ({contender.label}) is left out: {error}")
            say(missing[-1])
    return generators, missing


def _trials(
    chosen: Sequence[Document], generators: Mapping[Contender, Generator], temporary: Path
) -> Iterator[Trial]:
    for document in chosen:
        for contender, generator in generators.items():
            folder = temporary / document.path.name / contender.language / contender.name
            folder.mkdir(parents=True)
            yield Trial(contender, document, generator, folder)


def _measure(trials: Sequence[Trial], rounds: int) -> None:
    """Run all contenders at a document, in turns; another one begins each time."""
    say(f"generating clients of {trials[0].document.title}")
    for trial in trials:
        trial.run(counts=False)
    running = [trial for trial in trials if not trial.refusal]
    for number in range(rounds):
        say(f"{trials[0].document.path.name}: round {number + 1} of {rounds}")
        start = number * len(running) // rounds
        for trial in running[start:] + running[:start]:
            trial.run(counts=True)
    for trial in running:
        if not trial.refusal and trial.contender.name != UNFORMATTED:
            trial.compiles = compiles(trial.contender, trial.out)
            say(f"{trial.contender.label} client of {trial.contender.name} compiles: {trial.compiles}")
