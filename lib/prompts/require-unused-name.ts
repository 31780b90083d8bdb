import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/http/app-error";

export function nameTaken(name: string): AppError {
  return new AppError(
    "conflict",
    `A prompt with the name ${name} exists already. Choose another name.`,
  );
}

/**
 * Refuses a name that another prompt had: applications that still use it would get this one. Called after
 * the name is written, so that of two who want it at once the later one sees the earlier.
 */
export async function requireUnusedName(tx: Tx, projectId: string, name: string): Promise<void> {
  const former = await tx.promptFormerName.findUnique({
    where: { projectId_name: { projectId, name } },
    select: { prompt: { select: { name: true } } },
  });
  if (!former) return;
  throw new AppError(
    "conflict",
    `${name} is a former name of ${former.prompt.name} and still leads there. Choose another name.`,
  );
}
