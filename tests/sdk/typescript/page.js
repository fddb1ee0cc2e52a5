/* What a page does with the client: everything comes back as plain data, for the test to look at. */

import { EmailTakenError, GatehouseClient, ProblemError } from "@gatehouse/client";

async function failureOf(promise) {
  try {
    await promise;
    return null;
  } catch (error) {
    return {
      isConflict: error instanceof EmailTakenError && error instanceof ProblemError,
      kind: error.kind,
      code: error.code,
      status: error.status,
      hasRequestId: Boolean(error.requestId),
    };
  }
}

async function emailsOf(client) {
  const emails = [];
  for await (const user of client.users.list({ limit: 2 })) {
    emails.push(user.email);
  }
  return emails;
}

globalThis.visit = async ({ baseUrl, newcomer, admin }) => {
  const guest = new GatehouseClient({ baseUrl });
  const account = await guest.auth.register(newcomer);
  const conflict = await failureOf(guest.auth.register({ ...newcomer, username: `${newcomer.username}2` }));

  const client = new GatehouseClient({ baseUrl, ...admin });
  const emails = await emailsOf(client);
  const { accessToken, refreshToken } = await client.session.tokens();

  const later = new GatehouseClient({ baseUrl, accessToken: "no-longer-valid", refreshToken });
  const owners = await Promise.all([later.me.get(), later.me.get(), later.me.get()]);
  const renewed = await later.session.tokens();

  return {
    registered: account.email ?? null,
    conflict,
    emails,
    owners: owners.map((owner) => owner.email),
    isRenewed: renewed.accessToken !== accessToken && renewed.refreshToken !== refreshToken,
  };
};
