/** An opaque keyset cursor of the last row's sort keys. */
export function cursorOf(...keys: string[]): string {
  return Buffer.from(JSON.stringify(keys)).toString("base64url");
}

/** The keys of a cursor; nothing for none or for one that was made up, which then starts at the top. */
export function readCursor(cursor: string | undefined): string[] {
  if (!cursor) return [];
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    if (!Array.isArray(keys)) return [];
    const texts = keys.map(String);
    return texts.some((text) => text.includes("\u0000") || !text.isWellFormed()) ? [] : texts;
  } catch {
    return [];
  }
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The id of a cursor that holds one id; undefined for a made-up one. */
export function readIdCursor(cursor: string | undefined): string | undefined {
  const [id] = readCursor(cursor);
  return id && uuid.test(id) ? id : undefined;
}

/** The whole number of a cursor that holds one; undefined for a made-up one. */
export function readNumberCursor(cursor: string | undefined): number | undefined {
  const [text] = readCursor(cursor);
  return text && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
