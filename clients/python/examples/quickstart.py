"""A first program. It finds the service, the credentials and the limits in the environment:

GATEHOUSE_BASE_URL, GATEHOUSE_TOKEN, GATEHOUSE_API_KEY, GATEHOUSE_EMAIL, GATEHOUSE_USERNAME, GATEHOUSE_PASSWORD, GATEHOUSE_TIMEOUT_MS, GATEHOUSE_TOTAL_TIMEOUT_MS, GATEHOUSE_MAX_RETRIES
"""

import sys

from gatehouse_client import GatehouseClient, SdkError

try:
    with GatehouseClient() as client:
        for item in client.users.list():
            print(item)
except SdkError as error:
    sys.exit(f"{error}{' (worth another try)' if error.retryable else ''}")
