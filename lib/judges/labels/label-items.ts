import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db, type Tx } from "@/lib/db/client";
import { AppError, invalid, notFound } from "@/lib/http/app-error";
import { isUuid } from "@/lib/http/id-or-number";
import { findOpenJudge, type JudgeRow } from "@/lib/judges/find-judge";
import type { LabelItem, LabelSplit } from "@/lib/judges/label-contract";
import type { JsonValue } from "@/lib/scorers/json-value";
import { JudgeKind, labelsOf, PassingLabel } from "@/lib/scorers/judge-definition";
import { countingLabel } from "./counting-label";

/** Who labels: a person, by the name that the log has of them. */
export function labellerOf(actor: Actor): { labeller: string; labellerId: string } {
  if (actor.userId === null) {
    throw new AppError(
      "forbidden",
      "Only a person labels. Sign in, or use a key that acts as a member.",
    );
  }
  return { labeller: actor.name, labellerId: actor.userId };
}

export type ItemRow = Awaited<ReturnType<typeof findItem>>["item"];

export async function findItem(
  actor: Actor,
  name: string,
  itemId: string,
  from: Tx | typeof db = db,
) {
  const judge = await findOpenJudge(actor, name, from);
  const item = isUuid(itemId)
    ? await from.judgeItem.findFirst({
        where: { id: itemId, judgeId: judge.id },
        include: { labels: { orderBy: { createdAt: "asc" } } },
      })
    : null;
  if (!item) throw notFound("This labelled output");
  return { judge, item };
}

export function requireLabel(judge: Pick<JudgeRow, "kind" | "labels">, word: string): string {
  const labels = labelsOf({
    kind: JudgeKind.parse(judge.kind),
    labels: PassingLabel.array().parse(judge.labels),
  });
  const label = labels.find((one) => one.label.toLowerCase() === word.toLowerCase());
  if (label) return label.label;
  throw invalid("label", `Use one of ${labels.map((one) => one.label).join(", ")}.`);
}

/** Others' labels are withheld from who has not labelled the output: they would not be blind. */
export function toLabelItem(item: ItemRow, readerId: string | null): LabelItem {
  const labels = item.labels.filter(({ isResolution }) => !isResolution);
  const isOwn = (one: ItemRow["labels"][number]) => one.labellerId === readerId;
  const isMine = labels.some((one) => isOwn(one) && one.label !== null);
  const counting = countingLabel(item.labels);
  const isShown = isMine || counting.isResolved || readerId === null;
  return {
    id: item.id,
    number: item.number,
    case: item.caseRef,
    input: (item.input ?? {}) as Record<string, JsonValue>,
    expected: (item.expected ?? null) as JsonValue,
    output: item.output,
    split: item.split as LabelSplit,
    labels: labels
      .filter((one) => isShown || isOwn(one))
      .map(({ labeller, label, note, importedBy, createdAt }) => ({
        labeller,
        label,
        note,
        importedBy,
        createdAt: createdAt.toISOString(),
      })),
    label: isShown ? counting.label : null,
    isResolved: counting.isResolved,
  };
}
