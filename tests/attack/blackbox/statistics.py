"""Whether two samples come from one distribution."""

from math import erfc, sqrt


def mann_whitney(first: list[float], second: list[float]) -> tuple[float, float]:
    """How probable a difference in rank as large as this one is by chance, and how often `first` is larger.

    The second figure is 0.5 where nothing can be told. Equal times are rare enough to need no correction.
    """
    ranks = _ranks(first + second)
    n, m = len(first), len(second)
    u = sum(ranks[:n]) - n * (n + 1) / 2
    deviation = sqrt(n * m * (n + m + 1) / 12)
    z = (u - n * m / 2) / deviation
    return erfc(abs(z) / sqrt(2)), u / (n * m)


def _ranks(values: list[float]) -> list[float]:
    """From 1; equal values share the mean of theirs."""
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and values[order[end + 1]] == values[order[start]]:
            end += 1
        for place in order[start : end + 1]:
            ranks[place] = (start + end) / 2 + 1
        start = end + 1
    return ranks
