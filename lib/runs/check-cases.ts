import "server-only";
import { Prisma, type Tx } from "@/lib/db/client";
import type { VisibleCases } from "@/lib/eval-sets/visible-cases";
import { invalid } from "@/lib/http/app-error";
import { listVariablesOf, type VersionedContent } from "@/lib/prompts/versioned-content";
import type { CasesOfRun } from "@/lib/runs/execute/run-cases";
import { ScorerSpec } from "@/lib/scorers/contract";
import { withMembers } from "@/lib/scorers/find-scorer-problems";
import type { JsonValue } from "@/lib/scorers/json-value";
import { needsExpected } from "@/lib/scorers/needs-expected";

const EXPECTATIONS = 5_000;

const inRun = ({ evalSetId, split, revision }: CasesOfRun) => Prisma.sql`
  eval_set_id = ${evalSetId}::uuid and split = ${split}::"Split"
  and since_revision <= ${revision} and (until_revision is null or until_revision > ${revision})`;

/** Neither the names that holdout cases have nor how many of them. */
const LACKING_HOLDOUT =
  "Some holdout cases lack a variable of the prompt. An admin can see which; run the development cases to see those that they lack.";

export interface CaseNeeds {
  count: number;
  /** Variables of the prompt that some cases have no value for. */
  lacking: { variable: string; cases: number }[];
  withoutExpected: number;
}

/** What the cases have of what the prompt and the scorers need. */
export async function countNeeds(
  tx: Pick<Tx, "$queryRaw">,
  cases: CasesOfRun,
  target: VersionedContent,
): Promise<CaseNeeds> {
  const names = listVariablesOf(target);
  const missing = names.map(
    (name, index) => Prisma.sql`, (count(*) filter (where coalesce(
      input -> ${name}::text, input #> ${name.split(".")}::text[], 'null'::jsonb) = 'null'::jsonb))::int
      as ${Prisma.raw(`v${index}`)}`,
  );
  const [row] = await tx.$queryRaw<Record<string, number>[]>`
    select count(*)::int as n,
      (count(*) filter (where coalesce(expected, 'null'::jsonb) in ('null'::jsonb, '""'::jsonb)))::int as e
      ${missing.length > 0 ? Prisma.join(missing, "") : Prisma.empty}
    from eval_case where ${inRun(cases)}`;
  return {
    count: row?.n ?? 0,
    withoutExpected: row?.e ?? 0,
    lacking: names
      .map((variable, index) => ({ variable, cases: row?.[`v${index}`] ?? 0 }))
      .filter((each) => each.cases > 0),
  };
}

/** The number of cases; refuses an empty split and variables that some cases do not have. */
export async function checkCases(
  tx: Tx,
  visible: VisibleCases,
  evalSet: string,
  cases: CasesOfRun,
  target: VersionedContent,
): Promise<number> {
  const { count, lacking } = await countNeeds(tx, cases, target);
  if (count === 0) {
    throw invalid("split", `${evalSet} has no ${cases.split} cases. Add or import some first.`);
  }
  if (lacking.length > 0 && !visible.shows(cases)) throw invalid("evalSet", LACKING_HOLDOUT);
  if (lacking.length > 0) {
    const list = lacking
      .map((each) => `{{${each.variable}}} in ${each.cases} of ${count}`)
      .join(", ");
    throw invalid("evalSet", `Cases of ${evalSet} lack variables of the prompt: ${list}.`);
  }
  return count;
}

/**
 * Whether each of these cases has scorers of its own, and whether one of them compares with the expected answer
 * wherever there is one.
 */
export async function findOwnScorers(
  tx: Pick<Tx, "$queryRaw">,
  cases: CasesOfRun,
): Promise<"some" | "all" | "all compare"> {
  const rows = await tx.$queryRaw<{ assertions: unknown; hasExpected: boolean }[]>`
    select assertions, bool_or(expected is not null) as "hasExpected" from eval_case where ${inRun(cases)}
    group by assertions limit ${EXPECTATIONS}`;
  const lists = rows.map(({ assertions, hasExpected }) => ({
    specs: ScorerSpec.array().safeParse(assertions).data ?? [],
    hasExpected,
  }));
  if (lists.length === 0 || lists.some(({ specs }) => specs.length === 0)) return "some";
  const compares = ({ specs, hasExpected }: (typeof lists)[number]) =>
    !hasExpected || withMembers(specs).some(({ spec }) => needsExpected(spec));
  return lists.every(compares) ? "all compare" : "all";
}

/** Whether any of these cases expects something of a chain's steps. */
export async function expectSteps(tx: Pick<Tx, "$queryRaw">, cases: CasesOfRun): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    select 1 from eval_case where ${inRun(cases)} and steps is not null limit 1`;
  return rows.length > 0;
}

/** What the cases expect, to find scorers that fit. */
export async function loadExpectations(
  tx: Pick<Tx, "$queryRaw">,
  cases: CasesOfRun,
): Promise<(JsonValue | null)[]> {
  const rows = await tx.$queryRaw<{ expected: JsonValue | null }[]>`
    select expected from eval_case where ${inRun(cases)} order by position limit ${EXPECTATIONS}`;
  return rows.map(({ expected }) => expected);
}
