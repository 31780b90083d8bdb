import "server-only";
import { createHash } from "node:crypto";
import { canonicalJson } from "@/lib/http/body/canonical-json";

/** What a dry run was made of: another scorer, prompt or environment needs another one. */
export function settingsHash(row: {
  scorer: unknown;
  promptId: string | null;
  environment: string | null;
}): string {
  const { scorer, promptId, environment } = row;
  return createHash("sha256")
    .update(canonicalJson({ scorer, promptId, environment }))
    .digest("hex");
}
