import { isStorable } from "@/lib/http/body/storable-text";
import { type AppError, invalid } from "./app-error";
import { isUuid } from "./id-or-number";

/** An opaque keyset cursor of the last row's sort keys. */
export function cursorOf(...keys: string[]): string {
  return Buffer.from(JSON.stringify(keys)).toString("base64url");
}

/** The keys of a cursor, none without one; one that was made up or has another number of keys is refused. */
export function parseCursor(cursor: string | undefined, keyCount = 1): string[] {
  if (!cursor) return [];
  let keys: unknown;
  try {
    keys = JSON.parse(Buffer.from(cursor, "base64url").toString());
  } catch {
    throw wrongCursor();
  }
  if (!Array.isArray(keys) || keys.length !== keyCount || !keys.every(isKey)) throw wrongCursor();
  return keys;
}

const isKey = (key: unknown) => typeof key === "string" && isStorable(key);

/** The id of a cursor that holds one id; undefined without a cursor. */
export function parseIdCursor(cursor: string | undefined): string | undefined {
  const [id] = parseCursor(cursor);
  if (id !== undefined && !isUuid(id)) throw wrongCursor();
  return id;
}

/** The whole number of a cursor that holds one; undefined without a cursor. */
export function parseNumberCursor(cursor: string | undefined): number | undefined {
  const [text] = parseCursor(cursor);
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw wrongCursor();
  return Number(text);
}

/** For a list whose cursors hold something else than what this one holds. */
export function wrongCursor(): AppError {
  return invalid("cursor", "This cursor is not from this list. Leave it out to start at the top.");
}
