"""Our generator of clients beside those that people use, on the same documents."""

from bench.generators.measure import measure_generators

__all__ = ["measure_generators"]
