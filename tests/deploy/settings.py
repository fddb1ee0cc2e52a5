"""The names of settings that files outside the code may use."""

from gatehouse.core.settings import Settings
from gatehouse.core.settings.sources import SECRETS

OF_SCRIPTS = {"MONITORING_ENABLED", "PERFORMANCE_TRACKING", "RESOURCE_MONITORING", "SECURITY_SCANNING"}
"""What the tools for the shell read from the same environment."""

NAMES = {name.upper() for name in Settings.model_fields}
FILES = {f"{name.upper()}_FILE" for name in SECRETS}
