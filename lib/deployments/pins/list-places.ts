import "server-only";
import { db } from "@/lib/db/client";
import type { DeploymentPlace } from "@/lib/deployments/deployment";
import type { PinScope } from "./pin-scope";

/** Where a pin has something to say: the prompt, or every prompt that was ever released there. */
export function listPlaces({ environmentId, promptId }: PinScope): Promise<DeploymentPlace[]> {
  return db.deployment.findMany({
    where: { environmentId, ...(promptId ? { promptId } : {}) },
    select: { promptId: true, environmentId: true },
  });
}
