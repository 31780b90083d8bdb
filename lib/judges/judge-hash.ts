import "server-only";
import { createHash } from "node:crypto";
import { canonicalJson } from "@/lib/http/body/canonical-json";
import type { JudgeDefinition } from "@/lib/scorers/judge-definition";

/** Everything that decides what a judge says, as one hash: its name and the number of its version do not. */
export function judgeHash(
  contentHash: string,
  {
    kind,
    policy,
    threshold,
    labels,
  }: Pick<JudgeDefinition, "kind" | "policy" | "threshold" | "labels">,
): string {
  const text = canonicalJson({ contentHash, kind, policy, threshold, labels });
  return createHash("sha256").update(text).digest("hex");
}
