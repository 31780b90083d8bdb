import "server-only";
import type { Tx } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import type { JudgeRow } from "@/lib/judges/find-judge";
import type { LabelSplit } from "@/lib/judges/label-contract";
import type { JsonValue } from "@/lib/scorers/json-value";
import { itemHashOf, splitOf } from "./label-split";

/** An output that people are asked to label. */
export interface NewItem {
  input: Record<string, JsonValue>;
  expected: JsonValue | null;
  output: string;
  caseRef?: string;
  runId?: string;
  traceId?: string;
  /** Somebody chose it; not drawn at random. */
  isChosen?: boolean;
}

/** Adds outputs to a judge's queue; those that are there already stay as they are. Answers how many are new. */
export async function storeItems(
  tx: Tx,
  judge: JudgeRow,
  items: readonly NewItem[],
): Promise<number> {
  await tx.$queryRaw`select 1 from judge where id = ${judge.id}::uuid for update`;
  const { _max } = await tx.judgeItem.aggregate({
    where: { judgeId: judge.id },
    _max: { number: true },
  });
  const first = (_max.number ?? 0) + 1;
  const { count } = await tx.judgeItem.createMany({
    data: items.map(({ input, expected, output, isChosen = false, ...source }, index) => {
      const judged = { inputs: input, output };
      return {
        judgeId: judge.id,
        number: first + index,
        itemHash: itemHashOf(judged),
        split: splitFor(splitOf(judged), isChosen),
        input: json(input),
        ...(expected === null ? {} : { expected: json(expected) }),
        output,
        ...source,
      };
    }),
    skipDuplicates: true,
  });
  return count;
}

/** What somebody chose is no sample, and a judge is held to a sample: it never goes to test. */
const splitFor = (split: LabelSplit, isChosen: boolean): LabelSplit =>
  isChosen && split === "test" ? "dev" : split;
