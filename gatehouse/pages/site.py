"""What all pages of an application share: its operations, templates, words and looks."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import orjson
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.types import Scope

from gatehouse.contract.problems import ProblemRegistry
from gatehouse.contract.reader import JSON, RawRequest
from gatehouse.contract.wiring import CONTEXT, Wiring, pass_gate
from gatehouse.core.settings import Settings
from gatehouse.domain.actors import Client
from gatehouse.domain.new_passwords import password_rules
from gatehouse.domain.services import Services
from gatehouse.pages.brand import brand_of
from gatehouse.pages.words import LANGUAGES, catalogues

FILES: Final = Path(__file__).with_name("files")


class Site:
    """Built once for each application; the services are there from its start on."""

    def __init__(
        self,
        settings: Settings,
        wiring: Wiring,
        problems: ProblemRegistry,
        services: Callable[[], Services],
        client: Callable[[Scope], Client],
    ) -> None:
        self.settings = settings
        self.problems = problems
        self.brand = brand_of(settings)
        self.words = catalogues()
        self.secure = settings.public_url.startswith("https://")
        self._wiring = wiring
        self._services = services
        self.client = client
        self._operations = {operation.id: operation for operation in wiring.document.operations}
        self.paths = {operation.id: operation.path for operation in wiring.document.operations}
        self._templates = Environment(
            loader=FileSystemLoader(FILES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals |= {
            "brand": self.brand,
            "languages": LANGUAGES,
            "paths": self.paths,
            "rules": password_rules(settings).texts(),
            "registration": settings.registration,
            "second_factors": settings.second_factors,
        }

    @property
    def services(self) -> Services:
        return self._services()

    def html(self, template: str, facts: Mapping[str, Any]) -> str:
        return self._templates.get_template(f"{template}.jinja").render(facts)

    async def carry_out(
        self, operation_id: str, scope: Scope, cookie: str, body: Mapping[str, Any] | None, **path: str
    ) -> Any:
        """Do what the API does for the same request, with its limits; the body of its answer."""
        operation = self._operations[operation_id]
        if operation.security:
            caller = await self._wiring.authenticate(operation, "cookie", cookie)
            scope["extensions"][CONTEXT] = {"user": caller}
        await pass_gate(self._wiring.gates.get(operation_id), scope)
        raw = RawRequest(path, b"", (), JSON, orjson.dumps(body) if body is not None else b"")
        arguments = self._wiring.readers[operation_id].read(raw)
        reply = await self._wiring.endpoints[operation_id](scope, arguments)
        return orjson.loads(reply.body) if reply.body else None
