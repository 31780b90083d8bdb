import "server-only";
import { createHash } from "node:crypto";

/** Writers of traces share it while they go by a project's segments; who recomputes them takes it alone. */
export function lockOfSegments(projectId: string): bigint {
  return createHash("sha256").update(`segments:${projectId}`).digest().readBigInt64BE();
}
