"""What two workers promise, three nodes promise: the tests of the workers, with nodes in their place."""

from tests.concurrency.test_lockout import (
    test_after_a_burst_the_right_password_opens_only_elsewhere,
    test_no_more_than_the_maximum_are_checked,
    victim,
)
from tests.concurrency.test_refresh import (
    test_a_token_two_generations_old_ends_the_session_within_the_grace,
    test_an_old_token_after_the_grace_ends_the_session_on_every_worker,
    test_parallel_refreshes_get_one_and_the_same_successor,
)
from tests.concurrency.test_revocation import (
    holder,
    test_a_permission_taken_from_a_role_is_gone_on_every_worker_at_once,
    test_credentials_end_on_every_worker_at_once,
)
from tests.concurrency.test_uniqueness import (
    TestOneTimeTokens,
    test_no_more_api_keys_than_allowed,
    test_parallel_creates_with_one_idempotency_key_make_one_user,
)

__all__ = [
    "TestOneTimeTokens",
    "holder",
    "test_a_permission_taken_from_a_role_is_gone_on_every_worker_at_once",
    "test_a_token_two_generations_old_ends_the_session_within_the_grace",
    "test_after_a_burst_the_right_password_opens_only_elsewhere",
    "test_an_old_token_after_the_grace_ends_the_session_on_every_worker",
    "test_credentials_end_on_every_worker_at_once",
    "test_no_more_api_keys_than_allowed",
    "test_no_more_than_the_maximum_are_checked",
    "test_parallel_creates_with_one_idempotency_key_make_one_user",
    "test_parallel_refreshes_get_one_and_the_same_successor",
    "victim",
]
