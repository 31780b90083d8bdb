import { randomUUID } from "node:crypto";

/** A name of its own, for what is created. */
export const fresh = (word: string) => `${word}-${randomUUID().slice(0, 8)}`;
