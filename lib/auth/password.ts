import { hash, verify } from "@node-rs/argon2";

// OWASP's least recommendation for argon2id: 19 MiB, two passes, one lane.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

let ofNobody: Promise<string> | undefined;

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** Takes as long for an unknown person as for a known one, so that answers tell nothing about who exists. */
export async function isRightPassword(
  password: string,
  passwordHash: string | null,
): Promise<boolean> {
  ofNobody ??= hash("nobody has this password", COST);
  const right = await verify(passwordHash ?? (await ofNobody), password.slice(0, 200));
  return right && passwordHash !== null;
}
