import { UserError } from "./user-error.mjs";

const keyBytes = 32;
const secretLength = 32;

/**
 * Refuses what an operator has set and nothing could start with, before anything is built or started.
 * @param {Record<string, string | undefined>} environment
 */
export function checkEnvironment({ DATABASE_URL, GALLEY_ENCRYPTION_KEY, GALLEY_SECRET }) {
  if (DATABASE_URL && !/^postgres(ql)?:\/\//i.test(DATABASE_URL)) {
    const scheme = /^[a-z][a-z0-9+.-]*(?=:)/i.exec(DATABASE_URL)?.[0];
    throw new UserError(
      `DATABASE_URL must begin with postgresql://${scheme ? `, not ${scheme}://: Galley runs on PostgreSQL only` : ""}.`,
    );
  }
  if (GALLEY_ENCRYPTION_KEY !== undefined && !isKey(GALLEY_ENCRYPTION_KEY)) {
    throw new UserError(
      `GALLEY_ENCRYPTION_KEY must be ${keyBytes} bytes in base64, as \`openssl rand -base64 ${keyBytes}\` prints them.`,
    );
  }
  if (GALLEY_SECRET !== undefined && GALLEY_SECRET.length < secretLength) {
    throw new UserError(`GALLEY_SECRET needs at least ${secretLength} characters.`);
  }
}

const isKey = (text) =>
  /^[A-Za-z0-9+/]{43}=$/.test(text) && Buffer.from(text, "base64").length === keyBytes;
