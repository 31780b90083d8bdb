import type { FieldError } from "@/lib/http/app-error";
import type { Pin } from "./pin-contract";

export type Rule = Pick<Pin, "prompt" | "units" | "arm" | "version">;

/** In words: “the candidate”, “v3”. */
export const targetInWords = ({ arm, version }: Pick<Pin, "arm" | "version">): string =>
  version === null ? `the ${arm} version` : `v${version}`;

/** Units that a rule of the same scope pins to something else, each with its place in the new rule. */
export function findClashes(rule: Rule, others: readonly (Rule & { by: string })[]): FieldError[] {
  const pinned = new Map<string, Rule & { by: string }>();
  for (const other of others) {
    const isSame = other.arm === rule.arm && other.version === rule.version;
    if (other.prompt !== rule.prompt || isSame) continue;
    for (const unit of other.units) pinned.set(unit, other);
  }
  return rule.units.flatMap((unit, index) => {
    const other = pinned.get(unit);
    if (!other) return [];
    const message = `${other.by} pinned “${unit}” to ${targetInWords(other)}. Remove that rule first.`;
    return [{ path: `units.${index}`, message }];
  });
}
