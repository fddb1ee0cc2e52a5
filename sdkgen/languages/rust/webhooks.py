"""Webhooks as the template prints them: a function for each, and a choice of all."""

from dataclasses import dataclass

from sdkgen.diagnostics import Diagnostics
from sdkgen.ir import Api, Webhook
from sdkgen.languages.rust.conventions import CONVENTIONS
from sdkgen.languages.rust.typing import RustTypes
from sdkgen.names import Claim, allocate


@dataclass(frozen=True, slots=True)
class WebhookView:
    """A webhook: the function that decodes its bodies, the arm that has one, and the type of both."""

    ir: Webhook
    function: str
    arm: str
    type: str


def webhooks(api: Api, types: RustTypes, diagnostics: Diagnostics) -> tuple[WebhookView, ...]:
    """Name all webhooks."""
    claims = [Claim(each.id, each.name, each.id) for each in api.webhooks]
    functions = allocate(CONVENTIONS.operations.within("webhooks"), claims, diagnostics)
    arms = allocate(CONVENTIONS.arms.within("webhooks"), claims, diagnostics)
    return tuple(
        WebhookView(each, functions[each.id], arms[each.id], types.write(each.type)) for each in api.webhooks
    )
