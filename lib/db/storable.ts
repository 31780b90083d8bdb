import "server-only";

/** What PostgreSQL's text cannot hold: NUL, and halves of surrogate pairs. Models write both at times. */
export function storableText(text: string): string {
  return text.replaceAll("\0", "\uFFFD").toWellFormed();
}

/** A JSON value whose every text PostgreSQL can hold. */
export function storableJson<T>(value: T): T {
  return mend(value) as T;
}

function mend(value: unknown): unknown {
  if (typeof value === "string") return storableText(value);
  if (Array.isArray(value)) return value.map(mend);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [storableText(key), mend(member)]),
  );
}
