import "server-only";
import { db, type Tx } from "@/lib/db/client";
import type { CalibrationFigures } from "@/lib/judges/calibration-contract";
import type { JudgeBar } from "@/lib/judges/contract";
import type { JudgeDefinition } from "@/lib/scorers/judge-definition";
import { calibrationFigures } from "./calibration-figures";
import { type Labelled, toJudgedItems } from "./judged-items";
import { mixOfItems } from "./load-input-mix";

/** The figures of labelled outputs, with who labelled them and what they answer. */
export async function loadFigures(
  judgeId: string,
  { rows, unconfirmed }: Labelled,
  { definition, bar }: { definition: JudgeDefinition; bar: JudgeBar },
  from: Tx | typeof db = db,
): Promise<CalibrationFigures> {
  const revisions = await from.judgeRevision.findMany({
    where: { judgeId },
    distinct: ["authorName"],
    select: { authorName: true },
  });
  const authors = revisions.map(({ authorName }) => authorName);
  const inputs = mixOfItems(rows);
  return calibrationFigures(toJudgedItems(rows, definition), definition, bar, {
    ...{ authors, inputs, unconfirmed },
  });
}
