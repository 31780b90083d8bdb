import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, Prisma } from "@/lib/db/client";
import { cursorOf, parseNumberCursor } from "@/lib/http/cursor";
import { findJudge } from "@/lib/judges/find-judge";
import type { LabelItem, LabelQueue, ListItems } from "@/lib/judges/label-contract";
import { JudgeKind, labelsOf, PassingLabel } from "@/lib/scorers/judge-definition";
import { compareLabellers } from "./compare-labellers";
import { countLabellers } from "./count-labellers";
import { countingLabel } from "./counting-label";
import { toLabelItem } from "./label-items";

const reading = { scope: "evals:read" } as const;
const QUEUE = 50;

/** Who has not labelled an output does not see what others said of it; keys see all, for exports. */
const readerOf = (actor: Actor) => actor.userId;

export async function listItems(
  actor: Actor,
  name: string,
  { split, state, limit, cursor }: ListItems,
): Promise<{ data: LabelItem[]; nextCursor: string | null }> {
  authorize(actor, reading);
  const judge = await findJudge(actor, name);
  const after = parseNumberCursor(cursor) ?? 0;
  const ids = await db.$queryRaw<{ id: string }[]>`
    select i.id from judge_item i
    where i.judge_id = ${judge.id}::uuid and i.number > ${after}
      and (${split ?? null}::text is null or i.split = ${split ?? null})
      and ${stateSql(state, actor)}
    order by i.number limit ${limit + 1}`;
  const page = ids.slice(0, limit).map(({ id }) => id);
  const rows = await db.judgeItem.findMany({
    where: { id: { in: page } },
    orderBy: { number: "asc" },
    include: { labels: { orderBy: { createdAt: "asc" } } },
  });
  const last = rows.at(-1);
  return {
    data: rows.map((row) => toLabelItem(row, readerOf(actor))),
    nextCursor: ids.length > limit && last ? cursorOf(String(last.number)) : null,
  };
}

function stateSql(state: ListItems["state"], actor: Actor): Prisma.Sql {
  const labels = Prisma.sql`select 1 from judge_label l where l.item_id = i.id and l.label is not null`;
  if (state === "labelled") return Prisma.sql`exists (${labels})`;
  if (state === "mine") {
    return Prisma.sql`exists (${labels} and l.labeller_id = ${actor.userId}::uuid and not l.is_resolution)`;
  }
  if (state === "disagreements") {
    return Prisma.sql`not exists (${labels} and l.is_resolution)
      and (select count(distinct l.label) from judge_label l where l.item_id = i.id) > 1`;
  }
  return Prisma.sql`true`;
}

/** What this person has still to label, and how far everybody is. */
export async function getLabelQueue(actor: Actor, name: string): Promise<LabelQueue> {
  authorize(actor, reading);
  const judge = await findJudge(actor, name);
  const me = actor.userId;
  const waiting = await db.$queryRaw<{ id: string }[]>`
    select i.id from judge_item i
    left join judge_label l on l.item_id = i.id and l.labeller_id = ${me}::uuid and not l.is_resolution
    where i.judge_id = ${judge.id}::uuid and (l.id is null or l.label is null)
    order by l.id is not null, exists (select 1 from judge_label o where o.item_id = i.id), md5(i.id::text || ${actor.name}) limit ${QUEUE}`;
  const [rows, items] = await Promise.all([
    db.judgeItem.findMany({
      where: { id: { in: waiting.map(({ id }) => id) } },
      include: { labels: { orderBy: { createdAt: "asc" } } },
    }),
    db.judgeItem.findMany({
      where: { judgeId: judge.id },
      select: { labels: true },
    }),
  ]);
  const place = new Map(waiting.map(({ id }, index) => [id, index]));
  const words = labelsOf({
    kind: JudgeKind.parse(judge.kind),
    labels: PassingLabel.array().parse(judge.labels),
  });
  const failing = new Set(words.filter(({ passes }) => !passes).map(({ label }) => label));
  const byPeople = items.flatMap(({ labels }) =>
    labels.filter(({ isResolution }) => !isResolution),
  );
  const mine = me === null ? [] : byPeople.filter(({ labellerId }) => labellerId === me);
  return {
    items: rows
      .toSorted((one, two) => (place.get(one.id) ?? 0) - (place.get(two.id) ?? 0))
      .map((row) => toLabelItem(row, me)),
    total: items.length,
    labelled: mine.filter(({ label }) => label !== null).length,
    fails: mine.filter(({ label }) => label !== null && failing.has(label)).length,
    deferred: mine.filter(({ label }) => label === null).length,
    disagreements: items.filter(({ labels }) => countingLabel(labels).isDisputed).length,
    labellers: countLabellers(byPeople).map(({ labellerId, ...one }) => ({
      ...one,
      isYou: labellerId !== null && labellerId === me,
    })),
    ...compareLabellers(
      items.map(({ labels }) => labels),
      words.map(({ label }) => label),
    ),
  };
}
