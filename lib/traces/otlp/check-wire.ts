import "server-only";
import protobuf from "protobufjs";
import { formatCount } from "@/lib/format-number";
import { AppError } from "@/lib/http/app-error";

/** What one request may hold; an SDK sends some hundred spans of at most 128 attributes. */
const MAX_GROUPS = 10_000;
const MAX_MESSAGES = 400_000;
const MAX_MESSAGES_OF_SPAN = 20_000;
const MAX_DEPTH = 100;

const LENGTH_DELIMITED = 2;
const GROUPS = new Set(["ResourceSpans", "ScopeSpans"]);
/** Each of these is decoded by itself. */
const STARTS = new Set([...GROUPS, "Span"]);

/**
 * Refuses a message that would decode to more objects than a request may hold, before one of them is made: an
 * empty group takes two bytes on the wire and a hundred in memory. `type` has to be resolved.
 */
export function checkWire(type: protobuf.Type, bytes: Uint8Array): void {
  const reader = protobuf.Reader.create(bytes);
  const counts = { groups: 0, messages: 0, ofSpan: 0 };
  walk(type, reader.len, 0);

  function walk(message: protobuf.Type, end: number, depth: number): void {
    if (depth > MAX_DEPTH) {
      throw new AppError("malformed", `The message is nested deeper than ${MAX_DEPTH} levels.`);
    }
    count(message.name);
    while (reader.pos < end) {
      const tag = reader.uint32();
      const inner = message.fieldsById[tag >>> 3]?.resolvedType;
      if ((tag & 7) !== LENGTH_DELIMITED) reader.skipType(tag & 7);
      else {
        const length = reader.uint32();
        const innerEnd = reader.pos + length;
        if (innerEnd > end) throw new RangeError("index out of range");
        if (inner instanceof protobuf.Type) walk(inner, innerEnd, depth + 1);
        reader.pos = innerEnd;
      }
    }
  }

  function count(name: string): void {
    counts.messages += 1;
    if (GROUPS.has(name)) counts.groups += 1;
    counts.ofSpan = STARTS.has(name) ? 0 : counts.ofSpan + 1;
    if (counts.groups > MAX_GROUPS) refuse("resource and scope groups", MAX_GROUPS);
    if (counts.messages > MAX_MESSAGES) refuse("spans, events and attributes", MAX_MESSAGES);
    if (counts.ofSpan > MAX_MESSAGES_OF_SPAN) {
      refuse("events and attributes in one span or resource", MAX_MESSAGES_OF_SPAN);
    }
  }
}

function refuse(what: string, most: number): never {
  const limit = formatCount(most);
  throw new AppError(
    "too_large",
    `The request holds more than ${limit} ${what}. Send it in parts.`,
  );
}
