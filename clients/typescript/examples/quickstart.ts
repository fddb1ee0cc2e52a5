/**
 * A first program. It finds the service, the credentials and the limits in the environment:
 * GATEHOUSE_BASE_URL
 * GATEHOUSE_TOKEN
 * GATEHOUSE_API_KEY
 * GATEHOUSE_EMAIL
 * GATEHOUSE_USERNAME
 * GATEHOUSE_PASSWORD
 * GATEHOUSE_TIMEOUT_MS
 * GATEHOUSE_TOTAL_TIMEOUT_MS
 * GATEHOUSE_MAX_RETRIES
 */

import { GatehouseClient, SdkError } from "../src/index.js";

const client = new GatehouseClient();

try {
  for await (const item of client.users.list()) {
    console.log(item);
  }
} catch (error) {
  if (!(error instanceof SdkError)) {
    throw error;
  }
  console.error(error.message, error.retryable ? "(worth another try)" : "");
}
