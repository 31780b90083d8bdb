import "server-only";
import { cached } from "@/lib/db/cached";
import { db, Prisma, type Tx } from "@/lib/db/client";
import { isHeldOut } from "@/lib/eval-sets/visible-cases";
import type { InputMix } from "@/lib/judges/calibration-contract";
import type { JudgeRow } from "@/lib/judges/find-judge";
import { caseLanguage } from "@/lib/segments/detect-language";
import { inputLength } from "@/lib/segments/input-length";
import { inputMixOf, MEDIUM_INPUT, SHORT_INPUT } from "./input-mix";

const MOST_RUNS = 10;

/** Of labelled outputs; one that came without its input says nothing. */
export function mixOfItems(rows: readonly { input: unknown }[]): InputMix {
  return inputMixOf(
    rows.flatMap(({ input }) => {
      const values = (input ?? {}) as Record<string, unknown>;
      if (Object.keys(values).length === 0) return [];
      return [{ language: caseLanguage(values, {}), inputLength: inputLength(values) }];
    }),
  );
}

/**
 * Of the cases of the newest runs that the judge as it is has judged since. What is held out is left out: a
 * reason that everybody reads must not tell what the holdout holds.
 */
export async function loadInputMix(
  { projectId, name, definitionHash }: Pick<JudgeRow, "projectId" | "name" | "definitionHash">,
  since: Date,
  from: Tx | typeof db = db,
): Promise<InputMix> {
  const runs = await from.run.findMany({
    where: {
      projectId,
      status: "completed",
      split: "development",
      endedAt: { gt: since },
      judges: { path: [name, "hash"], equals: definitionHash },
    },
    orderBy: { number: "desc" },
    take: MOST_RUNS,
    select: { evalSetId: true, evalSetRevision: true },
  });
  const sets = new Map(runs.map((run) => [`${run.evalSetId} ${run.evalSetRevision}`, run]));
  const key = ["inputs of runs", ...[...sets.keys()].sort()];
  return sets.size === 0
    ? { languages: {}, lengths: {} }
    : cached(key, () => countInputs([...sets.values()]));
}

async function countInputs(
  sets: readonly { evalSetId: string; evalSetRevision: number }[],
): Promise<InputMix> {
  const places = sets.map(
    ({ evalSetId, evalSetRevision: revision }) =>
      Prisma.sql`(c.eval_set_id = ${evalSetId}::uuid and c.since_revision <= ${revision}
        and (c.until_revision is null or c.until_revision > ${revision}))`,
  );
  const rows = await db.$queryRaw<{ language: string; length: string; cases: number }[]>`
    select c.language, case when c.input_length < ${SHORT_INPUT} then 'short'
      when c.input_length < ${MEDIUM_INPUT} then 'medium' else 'long' end as length,
      count(distinct c.id)::int as cases
    from eval_case c where not ${isHeldOut} and (${Prisma.join(places, " or ")})
    group by 1, 2`;
  const languages: Record<string, number> = {};
  const lengths: Record<string, number> = {};
  for (const { language, length, cases } of rows) {
    languages[language] = (languages[language] ?? 0) + cases;
    lengths[length] = (lengths[length] ?? 0) + cases;
  }
  return { languages, lengths };
}
