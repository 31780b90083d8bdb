import { compute } from "@/lib/compute/compute";
import type { ContentProblem } from "./check-content";
import type { VersionContent } from "./version-contract";

/** What `validateTools` says, from a thread: compiling a large JSON Schema takes seconds. */
export async function checkTools(
  projectId: string,
  { tools, outputSchema }: Pick<VersionContent, "tools" | "outputSchema">,
): Promise<ContentProblem[]> {
  if (!tools?.length && outputSchema === undefined) return [];
  const input = {
    ...(tools ? { tools } : {}),
    ...(outputSchema ? { outputSchema } : {}),
  };
  return compute("validateTools", input, { projectId });
}
