"""The version of the service, from its package."""

from importlib.metadata import version

VERSION = version("gatehouse")
