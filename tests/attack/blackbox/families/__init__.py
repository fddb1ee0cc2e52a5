"""The families of cases in the order in which they are tried: what uses up limits comes late."""

from tests.attack.blackbox.families import (
    costly_bodies,
    enumeration,
    escalation,
    injection,
    limits,
    malformed_bodies,
    malformed_http,
    mass_assignment,
    overload,
    passwords,
    races,
    recovery,
    routes,
    secrets,
    sessions,
    tokens,
)
from tests.attack.blackbox.suite import Family

FAMILIES: list[Family] = [
    malformed_http.FAMILY,
    malformed_bodies.FAMILY,
    costly_bodies.FAMILY,
    tokens.FAMILY,
    sessions.FAMILY,
    passwords.FAMILY,
    recovery.FAMILY,
    races.FAMILY,
    routes.FAMILY,
    escalation.FAMILY,
    mass_assignment.FAMILY,
    injection.FAMILY,
    enumeration.FAMILY,
    overload.FAMILY,
    limits.FAMILY,
    secrets.FAMILY,
]
