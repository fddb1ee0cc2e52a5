"""The families of cases, in the order in which they are tried."""

from tests.attack.blackbox.families import malformed_bodies, malformed_http, tokens
from tests.attack.blackbox.suite import Family

FAMILIES: list[Family] = [malformed_http.FAMILY, malformed_bodies.MALFORMED, malformed_bodies.COSTLY, tokens.FAMILY]
