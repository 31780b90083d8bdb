import "server-only";
import { db } from "@/lib/db/client";
import { renderPrompt } from "@/lib/executions/render-target";
import { formatFixed } from "@/lib/format-number";
import type { RunPlan } from "./load-run-plan";
import type { RunCase } from "./run-cases";

/** Why a run fails at which workers died, with the case that was worked on and how large it makes the prompt. */
export async function fatalReason(
  { target, split, recorded }: Pick<RunPlan, "target" | "split" | "recorded">,
  caseRowId: string | null,
): Promise<string> {
  const row = caseRowId ? await db.evalCase.findUnique({ where: { id: caseRowId } }) : null;
  if (!row) return "The worker stopped twice at the same cases of this run. Its log says more.";
  // A holdout's cases are named to nobody.
  const name = split === "holdout" ? "A case of the holdout" : `Case “${row.caseId}”`;
  if (recorded) return `${name} stopped the worker twice while its output was scored.`;
  return `${name} stopped the worker twice: its prompt renders to ${sizeOf(target, row.input)}. Shorten the case or the prompt, then retry.`;
}

function sizeOf(target: RunPlan["target"], input: unknown): string {
  if (target.kind === "chain") return "more than it can hold";
  const { content } = target;
  const rendered = renderPrompt(content, { values: input as RunCase["input"] });
  const characters = rendered.ok
    ? rendered.messages.reduce((sum, message) => sum + message.content.length, 0)
    : (rendered.characters ?? 0);
  return characters < 1e6
    ? `${Math.ceil(characters / 1e3)} kB`
    : `${formatFixed(characters / 1e6, 1)} MB`;
}
