/** An opaque keyset cursor of the last row's sort keys. */
export function cursorOf(...keys: string[]): string {
  return Buffer.from(JSON.stringify(keys)).toString("base64url");
}

/** The keys of a cursor; nothing for none or for one that was made up, which then starts at the top. */
export function readCursor(cursor: string | undefined): string[] {
  if (!cursor) return [];
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    return Array.isArray(keys) ? keys.map(String) : [];
  } catch {
    return [];
  }
}
