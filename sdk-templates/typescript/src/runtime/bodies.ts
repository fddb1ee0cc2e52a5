/** Bodies of requests. */

import { InputError } from "./errors.js";
import { stringifyJson } from "./json.js";
import type { BodySpec, PartSpec, WrittenBody } from "./operation.js";
import { queryPairs } from "./serialize.js";

/** Writes JSON. */
export function writeJson(value: unknown, content: BodySpec): WrittenBody {
  return { content: stringifyJson(value), contentType: content.type, replayable: true };
}

/** Writes text, and whatever else is given as text. */
export function writeText(value: unknown, content: BodySpec): WrittenBody {
  const text = typeof value === "string" ? value : stringifyJson(value);
  return { content: text, contentType: content.type, replayable: true };
}

/** Sends bytes as they are. */
export function writeBinary(value: unknown, content: BodySpec): WrittenBody {
  const contentType = content.type.includes("*") ? "application/octet-stream" : content.type;
  if (value instanceof ReadableStream) {
    return { content: value as ReadableStream<Uint8Array>, contentType, replayable: false };
  }
  if (isBytes(value)) {
    return { content: value, contentType, replayable: true };
  }
  throw new InputError("the body must be text, a Blob, an ArrayBuffer, a Uint8Array or a ReadableStream");
}

/** Writes a form, URL-encoded. */
export function writeForm(value: unknown, content: BodySpec): WrittenBody {
  const given = membersOf(value).filter(([, each]) => each !== null);
  const pairs = given.flatMap(([wire, each]) => {
    const part = partOf(content, wire);
    const json = part?.contentType.includes("json") === true && typeof each === "object";
    const style = part?.style ?? "form";
    const explode = part?.explode ?? true;
    return queryPairs({ name: wire, wire, in: "query", style, explode, json }, each);
  });
  const text = pairs.map(([key, each]) => `${encodeURIComponent(key)}=${each}`).join("&");
  return { content: text, contentType: content.type, replayable: true };
}

/** Writes a form of several parts, files among them. */
export function writeMultipart(value: unknown, content: BodySpec): WrittenBody {
  const form = new FormData();
  for (const [wire, each] of membersOf(value)) {
    const part = partOf(content, wire);
    for (const item of Array.isArray(each) ? (each as unknown[]) : [each]) {
      const entry = formEntry(item, part);
      if (typeof entry === "string") {
        form.append(wire, entry);
      } else {
        form.append(wire, entry, entry instanceof File ? entry.name : wire);
      }
    }
  }
  return { content: form, replayable: true };
}

function formEntry(item: unknown, part: PartSpec | undefined): string | Blob {
  if (item instanceof ReadableStream) {
    throw new InputError("a stream cannot be a part of a form; read it into a Blob first");
  }
  const type = exactType(part);
  if (item instanceof Blob) {
    return item.type === "" && type !== "" ? typed(item, type) : item;
  }
  if (item instanceof ArrayBuffer || item instanceof Uint8Array || (part?.file && typeof item === "string")) {
    return new Blob([item as BlobPart], { type: type || "application/octet-stream" });
  }
  const text = typeof item === "string" ? item : stringifyJson(item);
  const isPlain = type === "" || type === "text/plain" || (typeof item === "string" && type.includes("json"));
  return isPlain ? text : new Blob([text], { type });
}

/** The media type of a part, unless the description leaves a choice. */
function exactType(part: PartSpec | undefined): string {
  const type = part?.contentType ?? "";
  return /[*,]/.test(type) ? "" : type;
}

function typed(item: Blob, type: string): Blob {
  return item instanceof File
    ? new File([item], item.name, { type, lastModified: item.lastModified })
    : item.slice(0, item.size, type);
}

function partOf(content: BodySpec, wire: string): PartSpec | undefined {
  return content.parts?.find((each) => each.wire === wire);
}

function membersOf(value: unknown): [string, unknown][] {
  if (typeof value !== "object" || value === null) {
    throw new InputError("the body must be an object");
  }
  return Object.entries(value).filter(([, each]) => each !== undefined);
}

function isBytes(value: unknown): value is string | Blob | ArrayBuffer | Uint8Array<ArrayBuffer> {
  return (
    typeof value === "string" || value instanceof Blob || value instanceof ArrayBuffer || value instanceof Uint8Array
  );
}
