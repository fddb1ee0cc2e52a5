"""The names in a scope: claims about a person, and permissions that the application defines."""

from typing import Final

from gatehouse.domain.services import Services
from gatehouse.persistence import application_permissions
from gatehouse.persistence.application_permissions import Permission
from gatehouse.persistence.applications import Application

OPENID: Final = "openid"
PROFILE: Final = "profile"
EMAIL: Final = "email"
OFFLINE: Final = "offline_access"
OF_OPENID: Final = (OPENID, PROFILE, EMAIL, OFFLINE)


async def permissions_of(services: Services, application: Application) -> list[Permission]:
    return await application_permissions.of(services.database.read, application.id)
