import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { UserError } from "../user-error.mjs";

const variable = "GALLEY_BACKUP_PASSPHRASE";
const leastLength = 12;

/**
 * The passphrase of a backup: from the environment, or typed without being shown. It is never an argument,
 * because everybody on the machine can read those.
 * @param {{ isNew: boolean }} options a new one is typed twice
 */
export async function readPassphrase({ isNew }) {
  const passphrase = takeFromEnvironment() ?? (await ask(isNew));
  if (isNew && passphrase.length < leastLength) {
    throw new UserError(`A passphrase needs at least ${leastLength} characters.`);
  }
  return passphrase;
}

// No process that is started from here, PostgreSQL for one, needs it.
function takeFromEnvironment() {
  const passphrase = process.env[variable];
  delete process.env[variable];
  return passphrase || undefined;
}

async function ask(isNew) {
  if (!process.stdin.isTTY) {
    throw new UserError(
      `The secrets in a backup are sealed with a passphrase. Set ${variable}, or run this at a terminal.`,
    );
  }
  const first = await askHidden("Passphrase of the backup: ");
  if (isNew && (await askHidden("Once more: ")) !== first) {
    throw new UserError("The two passphrases are not the same. Nothing was written.");
  }
  return first;
}

function askHidden(question) {
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: silent, terminal: true });
  return new Promise((resolve, reject) => {
    reader.once("SIGINT", () => reject(new UserError("Stopped.")));
    reader.question("", resolve);
  }).finally(() => {
    reader.close();
    process.stderr.write("\n");
  });
}
