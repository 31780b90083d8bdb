import "server-only";

/** The signs of LIKE, meaning themselves. */
const escaped = (text: string): string => text.replace(/[\\%_]/g, "\\$&");

/** What LIKE matches anywhere in a text. */
export const likePattern = (text: string): string => `%${escaped(text)}%`;

/** What LIKE matches at the start of a text. */
export const likeStartPattern = (text: string): string => `${escaped(text)}%`;
