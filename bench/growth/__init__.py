"""Does it cost more where there are more users?"""

from bench.growth.measure import measure_growth

__all__ = ["measure_growth"]
