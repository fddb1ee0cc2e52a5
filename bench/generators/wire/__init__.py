"""What the clients of all generators send, held against our table of wire rules."""

from bench.generators.wire.play import hold
from bench.generators.wire.verdicts import Score

__all__ = ["Score", "hold"]
