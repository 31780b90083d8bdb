import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { publicCases } from "@/lib/eval-sets/visible-cases";
import { recordEvent } from "@/lib/events/record-event";
import { invalid } from "@/lib/http/app-error";
import { parseIdOrNumber } from "@/lib/http/id-or-number";
import { findOpenJudge } from "@/lib/judges/find-judge";
import type { AddItems } from "@/lib/judges/label-contract";
import type { JsonValue } from "@/lib/scorers/json-value";
import { itemHashOf, splitOf } from "./label-split";

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
  { run: wanted, count }: AddItems,
): Promise<{ added: number; skipped: number }> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const judge = await findOpenJudge(actor, name);
  const run = await findRun(actor, wanted);
  const rows = await db.$queryRaw<RunOutput[]>`
    select c.case_id as "caseId", c.input, c.expected, r.output
    from run_result r join eval_case c on c.id = r.case_row_id
    where r.run_id = ${run.id}::uuid and r.output is not null and r.output <> ''
      and ${publicCases.where}
    order by md5(r.case_row_id::text || r.repeat::text || ${judge.id}) limit ${count}`;
  if (rows.length === 0) throw invalid("run", `Run ${run.number} has no output to label.`);
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`select 1 from judge where id = ${judge.id}::uuid for update`;
    const { _max } = await tx.judgeItem.aggregate({
      where: { judgeId: judge.id },
      _max: { number: true },
    });
    const first = (_max.number ?? 0) + 1;
    const { count: added } = await tx.judgeItem.createMany({
      data: rows.map(({ caseId, input, expected, output }, index) => {
        const item = { inputs: input, output };
        return {
          judgeId: judge.id,
          number: first + index,
          itemHash: itemHashOf(item),
          split: splitOf(item),
          caseRef: caseId,
          input: json(input),
          ...(expected === null ? {} : { expected: json(expected) }),
          output,
          runId: run.id,
        };
      }),
      skipDuplicates: true,
    });
    await recordEvent(tx, actor, {
      type: "judge.outputs_added",
      subject: { type: "judge", id: judge.id },
      data: { name, run: run.number, outputs: added },
    });
    return { added, skipped: rows.length - added };
  });
}

async function findRun(actor: Actor, wanted: string) {
  const place = parseIdOrNumber(wanted);
  const run = place
    ? await db.run.findFirst({ where: { projectId: actor.projectId, ...place } })
    : null;
  if (!run) throw invalid("run", `There is no run ${wanted}.`);
  if (run.split === "holdout") {
    throw invalid("run", "Outputs of a holdout run stay hidden. Choose a development run.");
  }
  return run;
}
