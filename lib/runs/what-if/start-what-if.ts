import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { AppError, invalid, notFound } from "@/lib/http/app-error";
import type { ChainContent } from "@/lib/prompts/chain/chain-content";
import { type ChainTarget, parseStoredContent } from "@/lib/prompts/versioned-content";
import { readScorers } from "@/lib/runs/execute/run-scorers";
import { findRun, hasEnded, type RunRow } from "@/lib/runs/find-run";
import { planRun } from "@/lib/runs/plan-run";
import { requireConnections } from "@/lib/runs/start-run";
import { loadStepResults } from "./load-overrides";
import { estimateWhatIf, planMocks } from "./plan-what-if";
import type { StartWhatIf, WhatIfPlan } from "./what-if-contract";

const MOST_CASES = 1_000;

/** Which steps would run again, how, and what that costs. */
export async function planWhatIf(
  actor: Actor,
  idOrNumber: string,
  input: StartWhatIf,
): Promise<WhatIfPlan> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const { run, target, caseRowIds } = await loadRequest(actor, idOrNumber, input);
  const modes = planMocks(target.content.steps, input.step, input.mocks);
  const results = await loadStepResults(run.id, caseRowIds);
  return estimateWhatIf(modes, [...results.values()]);
}

/** Plans a run over those cases in which the step gives the other output. It opens no gate. */
export async function startWhatIf(
  actor: Actor,
  idOrNumber: string,
  input: StartWhatIf,
): Promise<{ id: string; number: number }> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const { run, target, scorers, caseRowIds } = await loadRequest(actor, idOrNumber, input);
  const connectionId = await requireConnections(actor, target);
  const { step, output, mocks } = input;
  return db.$transaction(async (tx) => {
    const set = await tx.evalSet.findUniqueOrThrow({ where: { id: run.evalSetId } });
    return planRun(tx, actor, {
      prompt: { id: run.promptId, name: run.prompt },
      version: null,
      target,
      set: { ...set, revision: run.evalSetRevision },
      scorers,
      settings: {
        split: "development",
        repeats: 1,
        concurrency: run.concurrency,
        cache: false,
        title: `What if ${step} had been right`,
      },
      answers: caseRowIds.length,
      holdoutGroups: null,
      source: { kind: "calls", connectionId },
      whatIf: { ofRunId: run.id, plan: { step, output, mocks, caseRowIds } },
    });
  });
}

interface Request {
  run: RunRow;
  target: ChainTarget;
  scorers: ReturnType<typeof readScorers>;
  caseRowIds: string[];
}

async function loadRequest(actor: Actor, idOrNumber: string, input: StartWhatIf): Promise<Request> {
  const run = await findRun(actor, idOrNumber);
  if (run.split === "holdout") {
    throw new AppError(
      "conflict",
      "A what-if shows single cases, so it works on development cases only.",
    );
  }
  if (run.recorded || run.whatIf !== null) {
    throw new AppError("conflict", `Run ${run.number} called no chain. Ask of the run before it.`);
  }
  if (!hasEnded(run)) throw new AppError("conflict", `Run ${run.number} is still under way.`);
  const row = await db.run.findUniqueOrThrow({ where: { id: run.id } });
  const target = parseStoredContent(row.content);
  if (target.kind !== "chain") {
    throw new AppError("conflict", `Run ${run.number} is of a prompt, which has no steps.`);
  }
  requireSteps(target.content, input);
  const caseRowIds = await listCaseRows(run, input);
  return { run, target, scorers: readScorers(row.scorers), caseRowIds };
}

function requireSteps({ steps }: ChainContent, { step, mocks }: StartWhatIf): void {
  const keys = steps.map(({ key }) => key);
  if (!keys.includes(step)) {
    throw invalid("step", `The chain has no step “${step}”. It has ${keys.join(", ")}.`);
  }
  for (const [key, mode] of Object.entries(mocks)) {
    const at = steps.findIndex((one) => one.key === key);
    const mocked = steps[at];
    if (!mocked || at <= keys.indexOf(step)) {
      throw invalid(`mocks.${key}`, `“${key}” is not a step after “${step}”.`);
    }
    if (mode === "canned" && !(mocked.kind === "tool" && mocked.config.canned?.length)) {
      throw invalid(`mocks.${key}`, `“${key}” has no canned answers.`);
    }
  }
}

/** The case that was named, else those whose first wrong step it is. */
async function listCaseRows(run: RunRow, input: StartWhatIf): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string; steps: Record<string, unknown> | null }[]>`
    select distinct c.id, c.steps, c.position from run_result r join eval_case c on c.id = r.case_row_id
    where r.run_id = ${run.id}::uuid and c.split = 'development'
      and (${input.case ?? null}::text is null and r.first_wrong_step = ${input.step}
        or r.case_id = ${input.case ?? null})
    order by c.position limit ${MOST_CASES}`;
  if (rows.length === 0) {
    if (input.case !== undefined) throw notFound(`The case ${input.case} in run ${run.number}`);
    throw invalid("step", `No case of run ${run.number} went wrong first in “${input.step}”.`);
  }
  if (input.output === "expected") {
    const without = rows.find(({ steps }) => steps?.[input.step] === undefined);
    if (without && input.case !== undefined) {
      throw invalid(
        "output",
        `The case expects nothing of “${input.step}”. Give the output, or add the expectation to the case.`,
      );
    }
    return rows.filter((row) => row.steps?.[input.step] !== undefined).map(({ id }) => id);
  }
  return rows.map(({ id }) => id);
}
