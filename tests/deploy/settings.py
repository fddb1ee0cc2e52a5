"""The names of settings that files outside the code may use."""

from gatehouse.core.settings import Settings
from gatehouse.core.settings.sources import SECRETS

COMING = {
    "DATABASE_PREPARED_STATEMENTS",
    "METRICS_LISTEN",
    "MONITORING_ENABLED",
    "PERFORMANCE_TRACKING",
    "PROFILE_CACHE_SECONDS",
    "REDIS_URL",
    "RESOURCE_MONITORING",
    "SECURITY_SCANNING",
}
"""Those that are used already and become settings with the next merges; remove each that is one."""

NAMES = {name.upper() for name in Settings.model_fields}
FILES = {f"{name.upper()}_FILE" for name in SECRETS}
