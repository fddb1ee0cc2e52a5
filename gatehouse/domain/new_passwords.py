"""New passwords: the rules of this installation, and the hash of one that keeps them."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from gatehouse.core.settings import Settings
from gatehouse.domain.services import Services
from gatehouse.security.strength import PasswordRules, words_of_hosts


def password_rules(settings: Settings) -> PasswordRules:
    hosts = (urlsplit(url).hostname for url in (settings.public_url, settings.frontend_url or ""))
    return PasswordRules(settings.password_min_score, settings.password_require_mix, words_of_hosts(hosts))


async def hash_new(
    services: Services, caller: str, password: str, own: Iterable[str | None], pointer: str
) -> str:
    """Hash a password that someone with these names chose; one that breaks a rule is `weak_password`."""
    rules = password_rules(services.settings)
    rules.check_form(password, pointer)
    names = [name for name in own if name]
    async with services.hasher.turn(caller):
        return await services.hasher.hash(password, lambda: rules.check_guesses(password, names, pointer))
