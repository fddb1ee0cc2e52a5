"""A client for Gatehouse."""

from ._runtime.answers import AnswerOf, AsyncBinaryAnswer, AsyncStream, BinaryAnswer, Stream
from ._runtime.credentials import Basic, ClientCredentials, Credential, PasswordGrant
from ._runtime.errors import (
    CallTimeoutError,
    CredentialsError,
    DecodeError,
    FactorRequiredError,
    FieldError,
    InputError,
    ProblemError,
    SdkError,
    StatusError,
    TransportError,
)
from ._runtime.models import Model
from ._runtime.operation import RequestOptions
from ._runtime.pages import AsyncPages, Pages
from ._runtime.session import MemoryTokenStore, Tokens, TokenStore
from ._runtime.values import UNSET, File, Secret, Unrecognized, Unset, Upload
from .client import AsyncGatehouseClient, GatehouseClient

__all__ = [
    "UNSET",
    "AnswerOf",
    "AsyncBinaryAnswer",
    "AsyncGatehouseClient",
    "AsyncPages",
    "AsyncStream",
    "Basic",
    "BinaryAnswer",
    "CallTimeoutError",
    "ClientCredentials",
    "Credential",
    "CredentialsError",
    "DecodeError",
    "FactorRequiredError",
    "FieldError",
    "File",
    "GatehouseClient",
    "InputError",
    "MemoryTokenStore",
    "Model",
    "Pages",
    "PasswordGrant",
    "ProblemError",
    "RequestOptions",
    "SdkError",
    "Secret",
    "StatusError",
    "Stream",
    "TokenStore",
    "Tokens",
    "TransportError",
    "Unrecognized",
    "Unset",
    "Upload",
]
