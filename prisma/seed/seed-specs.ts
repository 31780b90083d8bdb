import { db } from "@/lib/db/client";
import { WriteSpec } from "@/lib/specs/contract";
import { writeSpec } from "@/lib/specs/write-spec";
import type { DemoPersonKey } from "./content/demo-content";
import { actorOf } from "./seed-content";

export interface DemoSpec {
  prompt: string;
  /** What was written one after the other, each the whole of it. */
  steps: { by: DemoPersonKey; spec: unknown }[];
}

/** Left alone once it is there. */
export async function seedSpec(projectId: string, { prompt: name, steps }: DemoSpec) {
  const prompt = await db.prompt.findUniqueOrThrow({
    where: { projectId_name: { projectId, name } },
  });
  const written = await db.specRevision.count({ where: { promptId: prompt.id } });
  if (written > 0) return;
  for (const { by, spec } of steps) {
    await writeSpec(await actorOf(by), name, WriteSpec.parse(spec));
  }
}
