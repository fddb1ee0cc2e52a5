/** Lists that come in pages. */

import { DecodeError } from "./errors.js";
import type { Operation, PagePlace, PageSpec } from "./operation.js";
import { ApiPromise, type Outcome } from "./promise.js";
import type { NamedOptions, Transport } from "./transport.js";

/** Sends the request for a page. */
export type Fetcher = (place: PagePlace, raw: boolean) => Promise<Outcome>;

/** A promise of a page that can be gone through as well: `for await` yields the items of all pages. */
export class PagePromise<Page, Item> extends ApiPromise<Page> implements AsyncIterable<Item> {
  readonly #fetch: Fetcher;
  readonly #operation: Operation;
  readonly #start: PagePlace;

  constructor(operation: Operation, start: PagePlace, fetch: Fetcher) {
    super((raw) => fetch({}, raw));
    this.#operation = operation;
    this.#start = start;
    this.#fetch = fetch;
  }

  /** The items of this page and of all that follow. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Item> {
    for await (const page of this.pages()) {
      yield* itemsOf(this.#operation, page) as Item[];
    }
  }

  /** This page and all that follow. */
  async *pages(): AsyncGenerator<Page> {
    const spec = this.#operation.page;
    const { data, response } = await this.withResponse();
    let outcome: Outcome = { value: data, response };
    let place = this.#start;
    for (;;) {
      yield outcome.value as Page;
      const next = spec && nextPlace(this.#operation, spec, place, outcome);
      if (!next) {
        return;
      }
      place = next;
      outcome = await this.#fetch(place, false);
    }
  }

  /** All items in one list. */
  async all(): Promise<Item[]> {
    const items: Item[] = [];
    for await (const item of this) {
      items.push(item);
    }
    return items;
  }
}

/** Calls an operation whose answer is a page of a list. */
export function paginate<Page, Item>(
  transport: Transport,
  operation: Operation,
  path: Readonly<Record<string, unknown>>,
  options: NamedOptions,
  body?: unknown,
): PagePromise<Page, Item> {
  const values: Readonly<Record<string, unknown>> = { ...options, ...path };
  const { parameter = "", member } = operation.page ?? {};
  const start = { position: member ? at(body, member) : values[parameter] };
  return new PagePromise(operation, start, (page, raw) => {
    const isLater = page.position !== undefined;
    const input = {
      values: isLater && !member ? { ...values, [parameter]: page.position } : values,
      body: isLater && member ? withMember(body, member, page.position) : body,
      contentType: options.contentType,
    };
    return transport.execute({ operation, options, input, page, raw });
  });
}

function itemsOf(operation: Operation, page: unknown): unknown[] {
  const items = at(page, operation.page?.items ?? []);
  return Array.isArray(items) ? items : [];
}

function nextPlace(
  operation: Operation,
  spec: PageSpec,
  place: PagePlace,
  { value, response }: Outcome,
): PagePlace | undefined {
  if (spec.style === "link" || spec.style === "next_url") {
    const found = spec.style === "link" ? nextLink(response.headers) : at(value, spec.next ?? []);
    return typeof found === "string" && found !== "" ? advance(operation, place, { url: found }, response) : undefined;
  }
  if (spec.style === "cursor") {
    const cursor = at(value, spec.next ?? []);
    const isOver = cursor === undefined || cursor === null || cursor === "";
    if (isOver || (spec.more && at(value, spec.more) === false)) {
      return undefined;
    }
    return advance(operation, place, { position: cursor }, response);
  }
  const count = itemsOf(operation, value).length;
  if (count === 0 || (spec.more && at(value, spec.more) === false)) {
    return undefined;
  }
  const current = Number(place.position ?? (spec.style === "page" ? 1 : 0));
  return { position: current + (spec.style === "page" ? 1 : count) };
}

/** Refuses to go round in circles. */
function advance(operation: Operation, from: PagePlace, to: PagePlace, response: Response): PagePlace {
  if (to.position === from.position && to.url === from.url) {
    const info = { operation: operation.id, status: response.status, headers: response.headers };
    throw new DecodeError("the next page is the same as this one", info);
  }
  return to;
}

/** A copy of a body with a member, however deep, set. */
function withMember(body: unknown, [name, ...inner]: readonly string[], value: unknown): unknown {
  if (name === undefined) {
    return value;
  }
  const members: object = typeof body === "object" && body !== null ? body : {};
  return { ...members, [name]: withMember(at(members, [name]), inner, value) };
}

function nextLink(headers: Headers): string | undefined {
  const found = /<([^>]*)>(?=[^,<]*;\s*rel="?(?:[^",;]*\s)?next(?:\s[^",;]*)?"?)/i.exec(headers.get("link") ?? "");
  return found?.[1];
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((from, name) => {
    const isObject = typeof from === "object" && from !== null && Object.hasOwn(from, name);
    return isObject ? (from as Record<string, unknown>)[name] : undefined;
  }, value);
}
