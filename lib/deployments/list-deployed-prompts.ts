import "server-only";
import { db } from "@/lib/db/client";

const MOST = 1_000;

/** Names of the prompts of which something is live in the environment, by name; 1,000 at most. */
export async function listDeployedPrompts(
  projectId: string,
  environment: string,
): Promise<string[]> {
  const rows = await db.deployment.findMany({
    where: { environment: { projectId, name: environment }, stableVersionId: { not: null } },
    select: { prompt: { select: { name: true } } },
    orderBy: { prompt: { name: "asc" } },
    take: MOST,
  });
  return rows.map(({ prompt }) => prompt.name);
}
