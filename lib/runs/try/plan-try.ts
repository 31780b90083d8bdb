import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { findEvalSet } from "@/lib/eval-sets/find-eval-set";
import { findCaseRow } from "@/lib/eval-sets/scan-cases";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { AppError, invalid, notFound } from "@/lib/http/app-error";
import { checkTools } from "@/lib/prompts/check-tools";
import { contentOf, loadPrompt, loadVersion } from "@/lib/prompts/load-prompt";
import { renderMessages, tooLargeToRender } from "@/lib/prompts/template/render-template";
import type { VersionContent } from "@/lib/prompts/version-contract";
import type { ChatMessage } from "@/lib/providers/contract";
import type { ModelRequest } from "@/lib/providers/provider";
import { loadExpectations } from "@/lib/runs/check-cases";
import { historyOf } from "@/lib/runs/execute/answer-case";
import { ScorerList, type ScorerSpec } from "@/lib/scorers/contract";
import { suggestScorers } from "@/lib/scorers/default-scorers";
import type { JsonValue } from "@/lib/scorers/json-value";
import { nameScorers } from "@/lib/scorers/scorer-name";
import type { TryPrompt } from "./try-contract";

export interface TryPlan {
  content: VersionContent;
  request: ModelRequest;
  input: Record<string, JsonValue>;
  expected: JsonValue | null;
  /** Null without a case: then there is nothing to judge by. */
  scorers: ScorerSpec[] | null;
}

/** Everything that a try needs, and every reason to refuse it, before anything is called. */
export async function planTry(actor: Actor, name: string, given: TryPrompt): Promise<TryPlan> {
  await loadPrompt(actor, name);
  const content = given.version
    ? contentOf(await loadVersion(actor, name, given.version))
    : given.content;
  if (!content) throw invalid("content", "Give the content to try.");
  const caseRow = given.case ? await findCase(actor, given.case) : null;
  const input = { ...caseRow?.input, ...given.variables };
  const messages = render(content, input, given.history);
  const [problem] = await checkTools(actor.projectId, content);
  if (problem) throw invalid(`content.${problem.path}`, problem.message);
  return {
    content,
    input,
    expected: caseRow?.expected ?? null,
    scorers: caseRow?.scorers ?? null,
    request: {
      model: content.model.name,
      messages,
      settings: content.settings,
      ...(content.tools?.length ? { tools: content.tools } : {}),
      ...(content.outputSchema ? { outputSchema: content.outputSchema } : {}),
    },
  };
}

async function findCase(actor: Actor, { evalSet, caseId }: NonNullable<TryPrompt["case"]>) {
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
  return { input: row.input, expected: row.expected, scorers };
}

function render(
  content: VersionContent,
  input: Record<string, JsonValue>,
  history: TryPrompt["history"] = {},
): ChatMessage[] {
  if (content.messages.length === 0) throw invalid("content.messages", "Write a message first.");
  const rendered = renderMessages(content, input, {
    history: { ...historyOf(content, input), ...history },
  });
  if (rendered.ok) return rendered.messages;
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
