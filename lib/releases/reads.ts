import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, Prisma } from "@/lib/db/client";
import { idOrNumberSql } from "@/lib/db/id-or-number-sql";
import { likePattern } from "@/lib/db/like-pattern";
import { listLiveAt } from "@/lib/deployments/list-live-at";
import { liveSql } from "@/lib/deployments/live-sql";
import { invalid, notFound } from "@/lib/http/app-error";
import { cursorOf, parseNumberCursor } from "@/lib/http/cursor";
import { loadEnvironment } from "@/lib/projects/load-environment";
import { promptNamedSql } from "@/lib/prompts/prompt-named";
import { ReleaseNote } from "@/lib/releases/note/note-contract";
import { ReleaseEvidence } from "@/lib/reviews/evidence/release-evidence-contract";
import type { ReleaseRollout } from "@/lib/rollouts/contract";
import type { PlacedRollout } from "@/lib/rollouts/load-rollout";
import { loadByRelease, loadEndReasons } from "@/lib/rollouts/reads";
import { stageStates, standingOf } from "@/lib/rollouts/rollout-detail";
import type { Changes, ChangesQuery } from "./changes-contract";
import type { ListReleases, Release } from "./contract";

const reading = { scope: "prompts:read" } as const;
const MOST_CHANGES = 500;
const MOST_SURROUNDINGS = 100;
const AROUND = ["connection.created", "connection.changed", "connection.removed"];
const OF_ENVIRONMENT = ["environment.changed", "pin.created", "pin.removed"];

interface Row {
  id: string;
  number: number;
  promptId: string;
  prompt: string;
  environmentId: string;
  environment: string;
  version: number | null;
  replaces: number | null;
  reason: string | null;
  note: unknown;
  evidence: unknown;
  releasedById: string | null;
  releasedByName: string;
  releasedAt: Date;
  reviewId: string | null;
  reviewNumber: number | null;
  isLive: boolean;
  takenId: string | null;
  takenNumber: number | null;
  takenVersion: number | null;
  nextId: string | null;
  nextNumber: number | null;
  nextVersion: number | null;
  nextAt: Date | null;
  nextIsRollback: boolean | null;
}

function selectReleases(where: Prisma.Sql, rest: Prisma.Sql): Promise<Row[]> {
  return db.$queryRaw<Row[]>`
    select r.id, r.number, r.prompt_id as "promptId", p.name as prompt,
      r.environment_id as "environmentId", e.name as environment, v.number as version, r.replaces,
      r.reason, r.note, r.evidence, r.released_by_id as "releasedById", r.released_by_name as "releasedByName",
      r.released_at as "releasedAt", r.review_id as "reviewId", w.number as "reviewNumber",
      (l.release_id is not null) as "isLive", t.id as "takenId", t.number as "takenNumber",
      tv.number as "takenVersion", n.id as "nextId", n.number as "nextNumber",
      n.version as "nextVersion", n.released_at as "nextAt",
      (n.rollback_of_id = r.id) as "nextIsRollback"
    from release r
      join prompt p on p.id = r.prompt_id
      join environment e on e.id = r.environment_id
      left join prompt_version v on v.id = r.version_id
      left join review w on w.id = r.review_id
      left join ${liveSql} l on l.release_id = r.id
      left join release t on t.id = r.rollback_of_id
      left join prompt_version tv on tv.id = t.version_id
      left join lateral (
        select a.id, a.number, a.released_at, a.rollback_of_id, av.number as version
        from release a left join prompt_version av on av.id = a.version_id
        where a.prompt_id = r.prompt_id and a.environment_id = r.environment_id
          and a.number > r.number
        order by a.number limit 1) n on true
    where ${where} ${rest}`;
}

/** Newest first. `q` looks into notes, reasons, prompt names and people; “v7” and “12” find numbers. */
export async function listReleases(
  actor: Actor,
  query: Partial<ListReleases> = {},
): Promise<{ data: Release[]; nextCursor: string | null }> {
  authorize(actor, reading);
  const { limit = 50, cursor, prompt, environment, q } = query;
  const below = parseNumberCursor(cursor);
  const parts = [Prisma.sql`r.project_id = ${actor.projectId}::uuid`];
  if (below !== undefined) parts.push(Prisma.sql`r.number < ${below}`);
  if (prompt) parts.push(promptNamedSql(prompt));
  if (environment) parts.push(Prisma.sql`e.name = ${environment}`);
  if (q) parts.push(searchOf(q));
  const rows = await selectReleases(
    Prisma.join(parts, " and "),
    Prisma.sql`order by r.number desc limit ${limit + 1}`,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    data: await toReleases(page),
    nextCursor: rows.length > limit && last ? cursorOf(String(last.number)) : null,
  };
}

function searchOf(q: string): Prisma.Sql {
  const pattern = likePattern(q);
  const number = /^#?(\d{1,9})$/.exec(q)?.[1] ?? null;
  const version = /^v(\d{1,9})$/i.exec(q)?.[1] ?? null;
  const texts = ["goal", "change", "evalResult", "tradeOff", "risks"].map(
    (key) => Prisma.sql`r.note ->> ${key} ilike ${pattern}`,
  );
  return Prisma.sql`(${Prisma.join(texts, " or ")} or r.reason ilike ${pattern} or p.name ilike ${pattern}
    or r.released_by_name ilike ${pattern} or r.number = ${number}::int or v.number = ${version}::int)`;
}

/** A release of the actor's project by id or number, with the ids of its place; or 404. */
export async function findRelease(
  { projectId }: Actor,
  idOrNumber: string,
): Promise<Release & { promptId: string; environmentId: string }> {
  const [row] = await selectReleases(
    Prisma.sql`r.project_id = ${projectId}::uuid and ${idOrNumberSql(idOrNumber)}`,
    Prisma.sql`limit 1`,
  );
  const [release] = await toReleases(row ? [row] : []);
  if (!row || !release) throw notFound(`The release ${idOrNumber}`);
  return { ...release, promptId: row.promptId, environmentId: row.environmentId };
}

export async function getRelease(actor: Actor, idOrNumber: string): Promise<Release> {
  const { promptId: _, environmentId: __, ...release } = await findRelease(actor, idOrNumber);
  return release;
}

async function toReleases(rows: readonly Row[]): Promise<Release[]> {
  const rollouts = await loadByRelease(rows.map(({ id }) => id));
  const reasons = await loadEndReasons([...rollouts.values()].map(({ id }) => id));
  return rows.map((row) => {
    const rollout = rollouts.get(row.id);
    const reason = rollout ? (reasons.get(rollout.id) ?? null) : null;
    return { ...toRelease(row), ...(rollout ? { rollout: rolloutOf(rollout, reason) } : {}) };
  });
}

const rolloutOf = (rollout: PlacedRollout, reason: string | null): ReleaseRollout => ({
  ...{ id: rollout.id, number: rollout.number, state: rollout.state, percent: rollout.percent },
  stages: stageStates(rollout),
  endedAt: rollout.endedAt?.toISOString() ?? null,
  ...standingOf(rollout, reason, new Date()),
});

function toRelease(row: Row): Release {
  const { takenId, takenNumber, takenVersion, nextId, nextNumber, nextVersion, nextAt } = row;
  const evidence = ReleaseEvidence.nullable().parse(row.evidence);
  return {
    id: row.id,
    number: row.number,
    prompt: row.prompt,
    version: row.version,
    environment: row.environment,
    releasedAt: row.releasedAt.toISOString(),
    releasedBy: { id: row.releasedById, name: row.releasedByName },
    replaces: row.replaces,
    ...(takenId && takenNumber
      ? {
          rollbackOf: takenId,
          rolledBack: { id: takenId, number: takenNumber, version: takenVersion },
        }
      : {}),
    reason: row.reason,
    ...(row.reviewId && row.reviewNumber
      ? { review: row.reviewId, reviewNumber: row.reviewNumber }
      : {}),
    gates: evidence?.gates ?? [],
    approvals: evidence?.approvals ?? [],
    definitions: evidence?.definitions ?? null,
    note: ReleaseNote.parse(row.note),
    isLive: row.isLive,
    // A release beside it that is still rolling out has not replaced it.
    replacedBy:
      nextId && nextNumber && nextAt && !row.isLive
        ? {
            id: nextId,
            number: nextNumber,
            version: nextVersion,
            at: nextAt.toISOString(),
            isRollback: row.nextIsRollback ?? false,
          }
        : null,
  };
}

/** What was live at two moments in one environment, and every release between them, oldest first. */
export async function loadChanges(
  actor: Actor,
  query: { from: string; to?: string | undefined; environment?: ChangesQuery["environment"] },
): Promise<Changes> {
  authorize(actor, reading);
  const { id, name } = await loadEnvironment(actor, query.environment ?? "production");
  const from = new Date(query.from);
  const to = query.to ? new Date(query.to) : new Date();
  if (from > to) throw invalid("from", "The first moment is after the second. Change one of them.");
  const [before, after, rows, events] = await Promise.all([
    listLiveAt(id, from),
    listLiveAt(id, to),
    selectReleases(
      Prisma.sql`r.environment_id = ${id}::uuid and r.released_at > ${from} and r.released_at <= ${to}`,
      Prisma.sql`order by r.number desc limit ${MOST_CHANGES + 1}`,
    ),
    db.event.findMany({
      where: {
        projectId: actor.projectId,
        at: { gt: from, lte: to },
        OR: [{ type: { in: AROUND } }, { type: { in: OF_ENVIRONMENT }, subjectId: name }],
      },
      orderBy: { seq: "desc" },
      take: MOST_SURROUNDINGS,
    }),
  ]);
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    environment: name,
    prompts: after.map(({ prompt, version }) => {
      const earlier = before.find((one) => one.prompt === prompt)?.version ?? null;
      return { prompt, before: earlier, after: version, hasChanged: earlier !== version };
    }),
    releases: await toReleases(rows.slice(0, MOST_CHANGES).reverse()),
    surroundings: events.reverse().map(({ at, actorName, type, subjectId, data }) => ({
      ...{ at: at.toISOString(), actor: actorName, type, name: subjectId },
      ...(type.startsWith("pin.") ? { pin: data as Changes["surroundings"][number]["pin"] } : {}),
    })),
    isCut: rows.length > MOST_CHANGES,
  };
}
