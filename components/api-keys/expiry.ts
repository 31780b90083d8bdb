export const EXPIRY_CHOICES = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "1 year" },
  { value: "never", label: "never" },
] as const;
export type Expiry = (typeof EXPIRY_CHOICES)[number]["value"];

const DAY_MS = 24 * 3600 * 1000;

/** The moment a key made now expires; nothing for one that never does. */
export function expiryAt(expiry: Expiry, now: number): string | undefined {
  return expiry === "never" ? undefined : new Date(now + Number(expiry) * DAY_MS).toISOString();
}

/** Days that are left, rounded: a key made a minute ago for 90 days has 90. */
export function daysLeft(expiresAt: string, now: number): number {
  return Math.round((Date.parse(expiresAt) - now) / DAY_MS);
}
