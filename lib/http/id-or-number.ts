const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether the database takes it as an id; it answers anything else with an error. */
export const isUuid = (text: string): boolean => UUID.test(text);

/** What an address calls a thing of a project by; null: it can be neither. */
export function parseIdOrNumber(text: string): { id: string } | { number: number } | null {
  if (isUuid(text)) return { id: text };
  return /^\d{1,9}$/.test(text) ? { number: Number(text) } : null;
}
