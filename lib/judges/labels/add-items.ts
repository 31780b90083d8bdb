import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { publicCases } from "@/lib/eval-sets/visible-cases";
import { recordEvent } from "@/lib/events/record-event";
import { hasCaseInput } from "@/lib/executions/has-case-input";
import { invalid } from "@/lib/http/app-error";
import { parseIdOrNumber } from "@/lib/http/id-or-number";
import { findOpenJudge } from "@/lib/judges/find-judge";
import type { AddItems } from "@/lib/judges/label-contract";
import type { JsonValue } from "@/lib/scorers/json-value";
import { storeItems } from "./store-items";

interface RunOutput {
  caseId: string;
  input: Record<string, JsonValue>;
  expected: JsonValue | null;
  output: string;
}

/** Adds outputs of a run to the queue, drawn at random: only a random sample tells how often a judge is right. */
export async function addItems(
  actor: Actor,
  name: string,
  { run: runRef, count }: AddItems,
): Promise<{ added: number; skipped: number }> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const judge = await findOpenJudge(actor, name);
  const run = await findRun(actor, runRef);
  const rows = await db.$queryRaw<RunOutput[]>`
    select c.case_id as "caseId", c.input, c.expected, r.output
    from run_result r join eval_case c on c.id = r.case_row_id
    where r.run_id = ${run.id}::uuid and r.output is not null and r.output <> ''
      and ${publicCases.where} and ${hasCaseInput}
    order by md5(r.case_row_id::text || r.repeat::text || ${judge.id}) limit ${count}`;
  if (rows.length === 0) throw invalid("run", `Run ${run.number} has no output to label.`);
  return db.$transaction(async (tx) => {
    const added = await storeItems(
      tx,
      judge,
      rows.map(({ caseId, ...row }) => ({ ...row, caseRef: caseId, runId: run.id })),
    );
    await recordEvent(tx, actor, {
      type: "judge.outputs_added",
      subject: { type: "judge", id: judge.id },
      data: { name, run: run.number, outputs: added },
    });
    return { added, skipped: rows.length - added };
  });
}

async function findRun(actor: Actor, runRef: string) {
  const place = parseIdOrNumber(runRef);
  const run = place
    ? await db.run.findFirst({ where: { projectId: actor.projectId, ...place } })
    : null;
  if (!run) throw invalid("run", `There is no run ${runRef}.`);
  if (run.split === "holdout") {
    throw invalid("run", "Outputs of a holdout run stay hidden. Choose a development run.");
  }
  return run;
}
