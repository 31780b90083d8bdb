import { compute } from "@/lib/compute/compute";
import type { PromptDiff } from "./diff-contract";
import type { DiffSide } from "./diff-versions";

/** Everything that differs between two versions. The shortest edit takes the square of what differs. */
export function computeDiff(projectId: string, from: DiffSide, to: DiffSide): Promise<PromptDiff> {
  const characters = JSON.stringify(from).length + JSON.stringify(to).length;
  return compute("diffVersions", { from, to }, { projectId, steps: characters ** 2 });
}
