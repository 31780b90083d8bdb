import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { findEvalSet } from "@/lib/eval-sets/find-eval-set";
import { findCaseRow } from "@/lib/eval-sets/scan-cases";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { type ExecutionInput, renderPrompt } from "@/lib/executions/render-target";
import { AppError, invalid, notFound } from "@/lib/http/app-error";
import { checkTools } from "@/lib/prompts/check-tools";
import { loadContent } from "@/lib/prompts/load-content";
import { loadPromptOfKind } from "@/lib/prompts/load-prompt";
import { tooLargeToRender } from "@/lib/prompts/template/render-template";
import type { VersionContent } from "@/lib/prompts/version-contract";
import { promptContent, type VersionedContent } from "@/lib/prompts/versioned-content";
import { loadExpectations } from "@/lib/runs/check-cases";
import { ScorerList, type ScorerSpec } from "@/lib/scorers/contract";
import { suggestScorers } from "@/lib/scorers/default-scorers";
import type { JsonValue } from "@/lib/scorers/json-value";
import { nameScorers } from "@/lib/scorers/scorer-name";
import type { TryPrompt } from "./try-contract";

export interface TryPlan {
  target: VersionedContent;
  input: ExecutionInput & { values: Record<string, JsonValue> };
  expected: JsonValue | null;
  /** Null without a case: then there is nothing to judge by. */
  scorers: ScorerSpec[] | null;
}

/** Everything that a try needs, and every reason to refuse it, before anything is called. */
export async function planTry(actor: Actor, name: string, request: TryPrompt): Promise<TryPlan> {
  await loadPromptOfKind(actor, name, "prompt");
  const target = request.version
    ? await loadContent(actor, name, request.version)
    : request.content && promptContent(request.content);
  if (target?.kind !== "prompt") throw invalid("content", "Give the content to try.");
  const { content } = target;
  const caseRow = request.case ? await findTryCase(actor, request.case) : null;
  const input = {
    values: { ...caseRow?.input, ...request.variables },
    history: request.history,
  };
  requireRenderable(content, input);
  const [problem] = await checkTools(actor.projectId, content);
  if (problem) throw invalid(`content.${problem.path}`, problem.message);
  return {
    target,
    input,
    expected: caseRow?.expected ?? null,
    scorers: caseRow?.scorers ?? null,
  };
}

/** A case as a try needs it, with the scorers of its set. */
export async function findTryCase(
  actor: Actor,
  { evalSet, caseId }: NonNullable<TryPrompt["case"]>,
) {
  const set = await findEvalSet(actor, evalSet);
  const row = await findCaseRow(set.id, caseId);
  // A withheld case is as unknown as one that never was, or trying ids would tell which exist.
  if (!row || !visibleCases(actor).shows(row)) throw notFound(`The case “${caseId}”`);
  const setScorers = ScorerList.safeParse(set.scorers);
  const cases = { evalSetId: set.id, revision: set.revision, split: "development" as const };
  const suggested = setScorers.success
    ? setScorers
    : ScorerList.safeParse(suggestScorers(await loadExpectations(db, cases)));
  const scorers = suggested.success ? nameScorers(suggested.data) : null;
  return { input: row.input, expected: row.expected, steps: row.steps, scorers };
}

function requireRenderable(content: VersionContent, input: ExecutionInput): void {
  if (content.messages.length === 0) throw invalid("content.messages", "Write a message first.");
  const rendered = renderPrompt(content, input);
  if (rendered.ok) return;
  if (rendered.characters !== null) {
    throw invalid("variables", tooLargeToRender(rendered.characters));
  }
  const errors = rendered.missing.map((missing) => ({
    path: `variables.${missing}`,
    message: `Give a value for {{${missing}}}.`,
  }));
  if (errors.length === 0) {
    throw invalid("content.messages", "The text has braces that are not a variable. Correct them.");
  }
  const names = rendered.missing.map((missing) => `{{${missing}}}`).join(", ");
  throw new AppError("invalid", `Give a value for ${names}.`, { errors });
}
