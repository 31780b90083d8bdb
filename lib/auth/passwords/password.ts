import "server-only";
import { hash, verify } from "@node-rs/argon2";
import pLimit from "p-limit";
import { AppError, invalid } from "@/lib/http/app-error";
import { isEasyPassword } from "./is-easy-password";

// OWASP's least recommendation for argon2id: 19 MiB, two passes, one lane.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Each takes a thread and a core for tens of milliseconds; the rest of the process needs some too. */
const atOnce = pLimit(2);
const MOST_WAITING = 60;

let ofNobody: Promise<string> | undefined;

/** The hash of a new password; one that is easy to guess is bad input at `path`. There is no way around the check. */
export async function hashPassword(
  path: string,
  password: string,
  person: { email: string; name: string },
): Promise<string> {
  if (isEasyPassword(password, person, await commonPasswords())) {
    throw invalid(
      path,
      "This password is easy to guess: it is a common one, or made of one or two common words or your own name. Use a sentence of four words or more.",
    );
  }
  return inTurn(() => hash(password, COST));
}

let common: Promise<Set<string>> | undefined;

/** Fifty thousand words, loaded when the first password is set. */
function commonPasswords(): Promise<Set<string>> {
  common ??= import("@zxcvbn-ts/language-common").then(
    ({ dictionary }) =>
      new Set([...dictionary["passwords-common"], ...dictionary["diceware-common"]]),
  );
  return common;
}

/** Takes as long for an unknown person as for a known one, so that answers tell nothing about who exists. */
export async function isRightPassword(
  password: string,
  passwordHash: string | null,
): Promise<boolean> {
  ofNobody ??= hash("nobody has this password", COST);
  const against = passwordHash ?? (await ofNobody);
  const right = await inTurn(() => verify(against, password.slice(0, 200)));
  return right && passwordHash !== null;
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (atOnce.pendingCount >= MOST_WAITING) {
    throw new AppError("unavailable", "Too many passwords are being checked. Try again in 5 s.", {
      retryAfterSeconds: 5,
    });
  }
  return atOnce(work);
}
