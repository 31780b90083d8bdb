import type { Actor } from "@/lib/auth/actor";
import { canSeeHoldout } from "@/lib/auth/authorize";
import { AppError } from "@/lib/http/app-error";

/** Editors may put cases into the holdout; reading, changing or taking them out is for admins. */
export function guardHoldout(actor: Actor, row: { withheld: boolean }): void {
  if (row.withheld && !canSeeHoldout(actor)) throw holdoutRefused();
}

export function holdoutRefused(): AppError {
  return new AppError(
    "forbidden",
    "Holdout cases are withheld: only an admin may read, change or unseal them.",
  );
}
