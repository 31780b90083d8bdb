import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize, isAllowed } from "@/lib/auth/authorize";
import { db, Prisma } from "@/lib/db/client";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import type { VersionedKind } from "@/lib/prompts/contract";
import { promptPath } from "@/lib/prompts/prompt-path";
import { findTraceIds } from "@/lib/traces/store/find-trace-ids";
import type { SearchHit, SearchKind } from "./contract";
import { parseSearchText, type SearchText } from "./parse-search-text";

const MOST_OF_A_KIND = 5;
const encoded = encodeURIComponent;

/** A few of everything that is called like the text; of cases only those that the actor may see. */
export async function searchProject(actor: Actor, q: string): Promise<SearchHit[]> {
  authorize(actor, { scope: "prompts:read" });
  const text = parseSearchText(q);
  const { projectId } = actor;
  const groups = await Promise.all([
    findPrompts(projectId, text),
    findVersions(projectId, text),
    ...(isAllowed(actor, { scope: "evals:read" })
      ? [
          findRuns(projectId, text),
          findEvalSets(projectId, text),
          findCases(actor, text),
          findDocumentSets(projectId, text),
        ]
      : []),
    findReviews(projectId, text),
    findReleases(projectId, text),
    ...(isAllowed(actor, { scope: "traces:read" }) ? [findTraces(projectId, q)] : []),
  ]);
  return groups.flat();
}

interface NamedRow {
  name: string;
  kind: VersionedKind;
  hint: string;
}

interface Row {
  name: string;
  number: number;
  hint: string;
}

const { sql } = Prisma;

async function findPrompts(projectId: string, { pattern }: SearchText): Promise<SearchHit[]> {
  const rows = await db.$queryRaw<NamedRow[]>`
    select name, kind, coalesce(description, '') as hint from prompt
    where project_id = ${projectId}::uuid and archived_at is null
      and (name ilike ${pattern} or description ilike ${pattern})
    order by name limit ${MOST_OF_A_KIND}`;
  return rows.map((row) =>
    hit(row.kind === "chain" ? "chain" : "prompt", row.name, row.hint, promptPath(row)),
  );
}

async function findVersions(
  projectId: string,
  { pattern, version }: SearchText,
): Promise<SearchHit[]> {
  const rows = await db.$queryRaw<(NamedRow & Row)[]>`
    select p.name, p.kind, v.number, v.commit_message as hint
    from prompt_version v join prompt p on p.id = v.prompt_id
    where v.project_id = ${projectId}::uuid and p.archived_at is null and ${
      version
        ? sql`v.number = ${version.number} and p.name ilike ${version.promptPattern}`
        : sql`v.commit_message ilike ${pattern}`
    } order by v.created_at desc limit ${MOST_OF_A_KIND}`;
  return rows.map(({ name, kind, number, hint }) =>
    hit("version", `${name} v${number}`, hint, `${promptPath({ name, kind })}/versions/${number}`),
  );
}

async function findRuns(projectId: string, { pattern, number }: SearchText): Promise<SearchHit[]> {
  const rows = await db.$queryRaw<Row[]>`
    select p.name, r.number, r.title as hint from run r join prompt p on p.id = r.prompt_id
    where r.project_id = ${projectId}::uuid
      and ${number === null ? sql`r.title ilike ${pattern}` : sql`r.number = ${number}`}
    order by r.number desc limit ${MOST_OF_A_KIND}`;
  return rows.map(({ name, number: run, hint }) =>
    hit("run", `Run ${run}`, hint || name, `runs/${run}`),
  );
}

async function findReviews(
  projectId: string,
  { pattern, number }: SearchText,
): Promise<SearchHit[]> {
  const rows = await db.$queryRaw<Row[]>`
    select p.name, r.number, r.title as hint from review r join prompt p on p.id = r.prompt_id
    where r.project_id = ${projectId}::uuid
      and ${number === null ? sql`r.title ilike ${pattern}` : sql`r.number = ${number}`}
    order by r.number desc limit ${MOST_OF_A_KIND}`;
  return rows.map(({ name, number: review, hint }) =>
    hit("review", `Review ${review}`, hint || name, `reviews/${review}`),
  );
}

/** By their number, or all of the version that is named. */
async function findReleases(
  projectId: string,
  { number, version }: SearchText,
): Promise<SearchHit[]> {
  if (number === null && version === null) return [];
  const rows = await db.$queryRaw<Row[]>`
    select p.name, r.number, p.name || ' v' || v.number || ', ' || e.name as hint
    from release r join prompt p on p.id = r.prompt_id join prompt_version v on v.id = r.version_id
      join environment e on e.id = r.environment_id
    where r.project_id = ${projectId}::uuid and ${
      version
        ? sql`v.number = ${version.number} and p.name ilike ${version.promptPattern}`
        : sql`r.number = ${number}`
    } order by r.number desc limit ${MOST_OF_A_KIND}`;
  return rows.map(({ number: release, hint }) =>
    hit("release", `Release ${release}`, hint, `releases/${release}`),
  );
}

async function findEvalSets(projectId: string, { pattern }: SearchText): Promise<SearchHit[]> {
  const rows = await db.$queryRaw<Row[]>`
    select name, revision as number, description as hint from eval_set
    where project_id = ${projectId}::uuid and archived_at is null and name ilike ${pattern}
    order by name limit ${MOST_OF_A_KIND}`;
  return rows.map(({ name, hint }) => hit("eval_set", name, hint, `eval-sets/${encoded(name)}`));
}

async function findDocumentSets(projectId: string, { pattern }: SearchText): Promise<SearchHit[]> {
  const rows = await db.$queryRaw<Row[]>`
    select name, revision as number, description as hint from document_set
    where project_id = ${projectId}::uuid and archived_at is null and name ilike ${pattern}
    order by name limit ${MOST_OF_A_KIND}`;
  return rows.map(({ name, hint }) =>
    hit("document_set", name, hint, `document-sets/${encoded(name)}`),
  );
}

async function findCases(actor: Actor, { pattern }: SearchText): Promise<SearchHit[]> {
  const rows = await db.$queryRaw<{ caseId: string; name: string }[]>`
    select c.case_id as "caseId", s.name from eval_case c join eval_set s on s.id = c.eval_set_id
    where s.project_id = ${actor.projectId}::uuid and s.archived_at is null
      and c.until_revision is null and ${visibleCases(actor).where} and c.case_id ilike ${pattern}
    order by s.name, c.position limit ${MOST_OF_A_KIND}`;
  return rows.map(({ caseId, name }) =>
    hit("case", caseId, name, `eval-sets/${encoded(name)}?case=${encoded(caseId)}`),
  );
}

async function findTraces(projectId: string, q: string): Promise<SearchHit[]> {
  const ids = await findTraceIds(projectId, q, MOST_OF_A_KIND);
  return ids.map((id) => hit("trace", id, "", `traces/${encoded(id)}`));
}

const hit = (kind: SearchKind, label: string, hint: string, path: string): SearchHit => ({
  kind,
  label,
  hint,
  path,
});
