import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize, hasRole } from "@/lib/auth/authorize";
import { db, type Prisma, type Tx } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { publicCases } from "@/lib/eval-sets/visible-cases";
import { recordEvent } from "@/lib/events/record-event";
import { findOpenJudge, type JudgeRow } from "@/lib/judges/find-judge";
import type { ImportLabelsQuery, LabelReport, LabelSplit } from "@/lib/judges/label-contract";
import { listJudgeAuthors } from "@/lib/judges/list-judge-authors";
import { loadJudgeDefinitions } from "@/lib/judges/load-definitions";
import type { JsonValue } from "@/lib/scorers/json-value";
import { labelsOf } from "@/lib/scorers/judge-definition";
import { itemHashOf } from "./label-split";
import { parseLabelRows } from "./parse-label-rows";
import { type ExistingItem, type LabelPlan, type PlannedItem, planLabels } from "./plan-labels";

/** Imports people's labels, and what the judge said where a row has it; every row is accounted for. */
export async function importLabels(
  actor: Actor,
  name: string,
  sent: { bytes: Uint8Array; contentType: string; query: ImportLabelsQuery },
): Promise<LabelReport> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const judge = await findOpenJudge(actor, name);
  const { rows, errors } = await parseLabelRows(sent.bytes, sent.contentType);
  const definition = (await loadJudgeDefinitions(actor.projectId, [name]))[name];
  if (!definition) throw new Error("A judge that was just read has no definition.");
  const facts = {
    labels: labelsOf(definition),
    model: definition.model.name,
    prompt: definition.prompt,
    members: await loadLabellers(actor),
    authors: await listJudgeAuthors(judge.id),
    importedById: importerOf(actor),
  };
  const hashes = rows.map(({ label }) => itemHashOf(label));
  const decide = async (from: Tx | typeof db) =>
    planLabels(rows, await loadExisting(from, judge, hashes), facts);
  const cases = await loadCases(
    actor,
    rows.flatMap(({ label }) => (label.case && !label.inputs ? [label.case] : [])),
  );
  const plan = sent.query.dryRun
    ? await decide(db)
    : await db.$transaction(
        async (tx) => {
          await tx.$queryRaw`select 1 from judge where id = ${judge.id}::uuid for update`;
          const decided = await decide(tx);
          await storePlan(tx, judge, decided, {
            cases,
            members: facts.members,
            importedBy: actor.name,
            importedById: facts.importedById,
          });
          if (decided.imported > 0) {
            await recordEvent(tx, actor, {
              type: "judge.labels_imported",
              subject: { type: "judge", id: judge.id },
              data: { name, labels: decided.imported },
            });
          }
          return decided;
        },
        { timeout: 60_000, maxWait: 10_000 },
      );
  return {
    imported: plan.imported,
    skipped: plan.skipped,
    errors: [...errors, ...plan.errors].toSorted((one, two) => one.row - two.row).slice(0, 5_000),
  };
}

async function loadExisting(
  from: Tx | typeof db,
  { id, definitionHash }: JudgeRow,
  hashes: string[],
): Promise<ExistingItem[]> {
  const items = await from.judgeItem.findMany({
    where: { judgeId: id, itemHash: { in: [...new Set(hashes)] } },
    select: {
      itemHash: true,
      split: true,
      labels: {
        where: { isResolution: false },
        select: {
          labeller: true,
          labellerId: true,
          importedBy: true,
          importedById: true,
          label: true,
          note: true,
        },
      },
      verdicts: { where: { definitionHash, attempt: 1 } },
    },
  });
  return items.map(({ itemHash, split, labels, verdicts: [verdict] }) => ({
    itemHash,
    split: split as LabelSplit,
    labels,
    judgeLabel: verdict?.label ?? null,
    isAsked: verdict !== undefined && !verdict.isRecorded && verdict.label !== null,
  }));
}

type LabelledCase = { input: JsonValue; expected: JsonValue | null };

/** Development cases that the rows name; a name that several sets use says nothing. */
async function loadCases(
  actor: Actor,
  names: readonly string[],
): Promise<Map<string, LabelledCase>> {
  if (names.length === 0) return new Map();
  const { projectId } = actor;
  const rows = await db.evalCase.findMany({
    where: {
      caseId: { in: [...new Set(names)] },
      untilRevision: null,
      evalSet: { projectId, archivedAt: null },
    },
    select: { caseId: true, split: true, input: true, expected: true },
  });
  const cases = new Map<string, LabelledCase>();
  const ambiguous = new Set<string>();
  for (const { caseId, split, input, expected } of rows) {
    if (cases.has(caseId)) ambiguous.add(caseId);
    if (publicCases.shows({ split })) {
      cases.set(caseId, { input: input as JsonValue, expected: (expected ?? null) as JsonValue });
    }
  }
  for (const caseId of ambiguous) cases.delete(caseId);
  return cases;
}

/**
 * Whose labels an import counts as, by name: an admin's those of the members that it names, and everybody's their
 * own. Others only say what somebody of that name said.
 */
async function loadLabellers(actor: Actor): Promise<ReadonlyMap<string, string>> {
  const members = await db.member.findMany({
    where: { projectId: actor.projectId },
    select: { userId: true, user: { select: { name: true } } },
  });
  return new Map(
    members
      .filter(({ userId }) => hasRole(actor, "admin") || userId === actor.userId)
      .map(({ userId, user }) => [user.name, userId]),
  );
}

/** Whom an import has to be confirmed for, if they wrote the judge: an admin's word counts, and the operator's. */
function importerOf(actor: Actor): string | null {
  if (hasRole(actor, "admin")) return null;
  return actor.userId ?? (actor.kind === "key" ? actor.madeById : null);
}

interface Import {
  cases: ReadonlyMap<string, LabelledCase>;
  members: ReadonlyMap<string, string>;
  importedBy: string;
  importedById: string | null;
}

async function storePlan(
  tx: Tx,
  judge: JudgeRow,
  { items }: LabelPlan,
  { cases, members, importedBy, importedById }: Import,
): Promise<void> {
  await createItems(tx, judge.id, items, cases);
  const rows = await tx.judgeItem.findMany({
    where: { judgeId: judge.id, itemHash: { in: items.map(({ itemHash }) => itemHash) } },
    select: { id: true, itemHash: true },
  });
  const idOf = new Map(rows.map(({ id, itemHash }) => [itemHash, id]));
  const labels: Prisma.JudgeLabelCreateManyInput[] = [];
  const verdicts: Prisma.JudgeVerdictCreateManyInput[] = [];
  const { definitionHash } = judge;
  for (const item of items) {
    const itemId = idOf.get(item.itemHash);
    if (!itemId) throw new Error("An item that was just stored is gone.");
    for (const [labeller, { label, note }] of item.labels) {
      const labellerId = members.get(labeller) ?? null;
      labels.push({ itemId, labeller, labellerId, label, note, importedBy, importedById });
    }
    if (item.judgeLabel !== null) {
      verdicts.push({ itemId, definitionHash, label: item.judgeLabel, isRecorded: true });
    }
  }
  await replaceLabels(tx, labels);
  const itemIds = verdicts.map(({ itemId }) => itemId);
  await tx.judgeVerdict.deleteMany({ where: { itemId: { in: itemIds }, definitionHash } });
  await tx.judgeVerdict.createMany({ data: verdicts });
}

async function createItems(
  tx: Tx,
  judgeId: string,
  items: readonly PlannedItem[],
  cases: ReadonlyMap<string, LabelledCase>,
): Promise<void> {
  const { _max } = await tx.judgeItem.aggregate({ where: { judgeId }, _max: { number: true } });
  const first = (_max.number ?? 0) + 1;
  await tx.judgeItem.createMany({
    data: items
      .filter(({ isNew }) => isNew)
      .map(({ itemHash, split, row }, index) => {
        const stored = row.case && !row.inputs ? cases.get(row.case) : undefined;
        const expected = row.expected ?? stored?.expected ?? null;
        return {
          judgeId,
          number: first + index,
          itemHash,
          split,
          caseRef: row.case ?? null,
          input: json(row.inputs ?? stored?.input ?? {}),
          output: row.output,
          ...(expected === null ? {} : { expected: json(expected) }),
        };
      }),
  });
}

async function replaceLabels(tx: Tx, labels: Prisma.JudgeLabelCreateManyInput[]): Promise<void> {
  const itemIds = labels.map(({ itemId }) => itemId);
  const stored = await tx.judgeLabel.findMany({
    where: { itemId: { in: itemIds }, isResolution: false },
    select: { id: true, itemId: true, labeller: true },
  });
  const keys = new Set(labels.map(({ itemId, labeller }) => `${itemId} ${labeller}`));
  const replaced = stored.filter(({ itemId, labeller }) => keys.has(`${itemId} ${labeller}`));
  await tx.judgeLabel.deleteMany({ where: { id: { in: replaced.map(({ id }) => id) } } });
  await tx.judgeLabel.createMany({ data: labels });
}
