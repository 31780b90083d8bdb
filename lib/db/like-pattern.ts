import "server-only";

/** What LIKE matches anywhere in a text, with the signs of LIKE meaning themselves. */
export const likePattern = (text: string): string => `%${text.replace(/[\\%_]/g, "\\$&")}%`;
