import { test } from "@playwright/test";
import type { Attack } from "../../scripts/testing/attack";

/** Puts an attack that the running test plays into the table of `npm run test:security`. */
export function recordAttack(attack: Attack): void {
  test.info().annotations.push({ type: "attack", description: JSON.stringify(attack) });
}
