import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import type { PromptActivity } from "./contract";
import { loadPrompt } from "./load-prompt";

const LATEST = 30;

/** Events of the prompt itself, and of others (runs) whose data names it. */
export async function listActivity(actor: Actor, name: string): Promise<PromptActivity> {
  authorize(actor, { scope: "prompts:read" });
  const prompt = await loadPrompt(actor, name);
  const former = await db.promptFormerName.findMany({ where: { promptId: prompt.id } });
  const names = [prompt, ...former].map((each) => each.name);
  const rows = await db.event.findMany({
    where: {
      projectId: actor.projectId,
      OR: [
        { subjectType: "prompt", subjectId: prompt.id },
        ...names.map((each) => ({ data: { path: ["prompt"], equals: each } })),
      ],
    },
    orderBy: { seq: "desc" },
    take: LATEST,
  });
  return {
    data: rows.map(({ seq, at, actorName, type, data }) => ({
      seq,
      at: at.toISOString(),
      actor: actorName,
      type,
      version: numberIn(data, "version"),
      runNumber: type.startsWith("run.")
        ? (numberIn(data, "number") ?? numberIn(data, "run"))
        : null,
      experimentNumber: type.startsWith("experiment.") ? numberIn(data, "number") : null,
      reviewNumber: type.startsWith("review.") ? numberIn(data, "review") : null,
      releaseNumber: type.startsWith("release.") ? numberIn(data, "release") : null,
      environment: textIn(data, "environment"),
      message: textIn(data, "commitMessage") ?? textIn(data, "reason") ?? textIn(data, "goal"),
    })),
  };
}

function memberOf(data: unknown, name: string): unknown {
  return typeof data === "object" && data !== null ? Reflect.get(data, name) : undefined;
}

function numberIn(data: unknown, name: string): number | null {
  const value = memberOf(data, name);
  return typeof value === "number" ? value : null;
}

function textIn(data: unknown, name: string): string | null {
  const value = memberOf(data, name);
  return typeof value === "string" ? value : null;
}
