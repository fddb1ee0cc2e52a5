"""Several transactions made one, so that what is noted about them is committed with them or not at all."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager

from gatehouse.persistence.database import Database, Transaction


class JointDatabase(Database):
    """Its transactions are parts of a whole, which begins with the first of them."""

    def __init__(
        self, database: Database, whole: AbstractAsyncContextManager[Transaction], stack: AsyncExitStack
    ) -> None:
        super().__init__(database.pool, database.probe)
        self.on_change = database.on_change
        self.has_changes = False
        self._begin = whole
        self._stack = stack
        self._whole: Transaction | None = None

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """A part of the whole, undone alone when the block raises."""
        whole = await self.whole()
        async with whole.part() as part:
            yield part
        self.has_changes = True

    async def whole(self) -> Transaction:
        """What all others are parts of."""
        if self._whole is None:
            self._whole = await self._stack.enter_async_context(self._begin)
        return self._whole


@asynccontextmanager
async def joint(
    database: Database, whole: AbstractAsyncContextManager[Transaction]
) -> AsyncIterator[JointDatabase]:
    """All transactions of the block are committed at its end, and rolled back when it raises."""
    async with AsyncExitStack() as stack:
        yield JointDatabase(database, whole, stack)
