import { db } from "@/lib/db/client";
import { parseOutputList } from "@/lib/runs/import/import-outputs";
import { recordRun } from "@/lib/runs/import/record-run";
import { StartRun } from "@/lib/runs/start-contract";
import { ScorerList } from "@/lib/scorers/contract";
import type { JsonValue } from "@/lib/scorers/json-value";
import type { DemoCase } from "./content/demo-content";
import { EXCHANGES } from "./content/demo-exchanges";
import { drawVerdict, JUDGE } from "./content/demo-judge";
import { actorOf, seedEvalSet } from "./seed-content";
import { recordVerdicts } from "./seed-judge";
import { makeRandom } from "./traffic/random";

const PROMPT = "support/reply";
const EVAL_SET = "reply-main";
const ROUNDS = 5;
const SEED = 6;
/** Every so many replies of a version do not help; with 8 exchanges, in turn of each. */
const BAD_EVERY = { 1: 3, 2: 9 } as const;

/** What two versions replied in the support desk's tool, judged by the judge: its pass rate, and the corrected one. */
export async function seedReplyRuns(projectId: string): Promise<void> {
  if ((await db.run.count({ where: { projectId, evalSet: { name: EVAL_SET } } })) > 0) return;
  await seedEvalSet(projectId, {
    name: EVAL_SET,
    description: "Questions with the clause that answers them. Demo data.",
    scorers: ScorerList.parse([
      { kind: "judge-rubric", name: "helpful", config: { judge: JUDGE } },
    ]),
    cases: casesOf(),
  });
  // As they are stored: the judge is shown their members in that order.
  const cases = await db.evalCase.findMany({
    where: { evalSet: { projectId, name: EVAL_SET } },
    orderBy: { caseId: "asc" },
    select: { caseId: true, input: true },
  });
  const random = makeRandom(SEED);
  const replies = cases.map(({ caseId, input }, index) => {
    const { good, bad, why } = EXCHANGES[index % EXCHANGES.length] ?? {};
    if (!good || !bad || !why) throw new Error("Every case of the demo has an exchange.");
    const judged = (output: string, flaw: string | null) => ({
      ...{ input: input as Record<string, JsonValue>, output },
      ...drawVerdict(random, flaw),
    });
    return { case: caseId, good: judged(good, null), bad: judged(bad, why) };
  });
  await recordVerdicts(
    projectId,
    replies.flatMap(({ good, bad }) => [good, bad]),
  );
  for (const version of [1, 2] as const) {
    const outputs = replies.map(({ case: id, good, bad }, index) => {
      const { output } = index % BAD_EVERY[version] === 0 ? bad : good;
      return { case: id, output };
    });
    const title = `Replies of v${version} (demo data)`;
    await recordRun(
      await actorOf("tomas"),
      StartRun.parse({ prompt: PROMPT, version, evalSet: EVAL_SET, title }),
      parseOutputList(outputs),
    );
  }
}

/** In the order of the exchanges, again and again. */
function casesOf(): Omit<DemoCase, "expected">[] {
  return Array.from({ length: ROUNDS }, (_, round) =>
    EXCHANGES.map(({ question, policy }, at) => {
      const number = round * EXCHANGES.length + at + 1;
      const ticket = `${question} (order NW-${20_420_000 + number})`;
      return {
        key: `rp-${String(number).padStart(2, "0")}`,
        kind: "routine" as const,
        split: "development" as const,
        input: { ticket, policy, language: "English" },
        attributes: {},
      };
    }),
  ).flat();
}
