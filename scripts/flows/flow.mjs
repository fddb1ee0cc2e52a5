// Register, sign in (which the client does when a call needs it) and read the account; prints the account as JSON.
import { GatehouseClient } from "../../clients/typescript/dist/index.js";

const { GATEHOUSE_EMAIL: email, GATEHOUSE_PASSWORD: password, FLOW_USERNAME: username } = process.env;
const client = new GatehouseClient();
await client.auth.register({ email, username, password });
console.log(JSON.stringify(await client.me.get()));
