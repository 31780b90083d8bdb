import "server-only";
import { createReadStream, existsSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import { env } from "@/lib/env";
import { type ChainHead, isSealed } from "./seal";

const FILE = "audit-checkpoints.jsonl";

/** A head as it was, beside the slug that its project had. The seal is the head's own. */
export interface Checkpoint extends ChainHead {
  project: string;
}

const Line = z.object({
  project: z.string(),
  projectId: z.string(),
  count: z.int(),
  hash: z.string(),
  at: z.iso.datetime().transform((at) => new Date(at)),
  sealedFrom: z.int(),
  seal: z.string(),
});

export function checkpointFile(): string {
  return join(env().GALLEY_DATA_DIR, FILE);
}

/** All checkpoints, oldest first. `forged` counts those whose seal does not fit. */
export async function loadCheckpoints(): Promise<{ checkpoints: Checkpoint[]; forged: number }> {
  const checkpoints: Checkpoint[] = [];
  let forged = 0;
  if (!existsSync(checkpointFile())) return { checkpoints, forged };
  const lines = createInterface({ input: createReadStream(checkpointFile()), crlfDelay: Infinity });
  for await (const line of lines) {
    const checkpoint = parseLine(line);
    // A line that was being written when the power went says nothing.
    if (!checkpoint) continue;
    if (isSealed(checkpoint)) checkpoints.push(checkpoint);
    else forged++;
  }
  return { checkpoints, forged };
}

function parseLine(line: string): Checkpoint | null {
  try {
    return Line.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

/** Returns when they are on the disk. */
export async function appendCheckpoints(checkpoints: readonly Checkpoint[]): Promise<void> {
  if (checkpoints.length === 0) return;
  const lines = checkpoints.map(
    ({ project, projectId, count, hash, at, sealedFrom, seal }) =>
      `${JSON.stringify({ project, projectId, count, hash, at, sealedFrom, seal })}\n`,
  );
  const file = await open(checkpointFile(), "a+", 0o600);
  try {
    const { size } = await file.stat();
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
    const isTorn = size > 0 && buffer.toString() !== "\n";
    await file.appendFile((isTorn ? "\n" : "") + lines.join(""));
    await file.sync();
  } finally {
    await file.close();
  }
}
