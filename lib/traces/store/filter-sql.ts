import "server-only";
import { Prisma } from "@/lib/db/client";
import { likePattern, likeStartPattern } from "@/lib/db/like-pattern";
import { namesOfPromptSql } from "@/lib/prompts/prompt-named";
import type { TraceFilters } from "@/lib/traces/filter-contract";
import { parseConditions } from "../conditions";
import { parseRange } from "../parse-range";
import { conditionSql } from "./condition-sql";

/** The rows `t` of `trace` that filters let through; `segmentId` is that of the filter's segment. */
export function filterSql(
  projectId: string,
  filters: TraceFilters,
  segmentId: string | null,
): Prisma.Sql {
  const { sql } = Prisma;
  const { from, to } = parseRange(filters);
  const parts: Prisma.Sql[] = [sql`t.project_id = ${projectId}::uuid`];
  const add = (value: unknown, part: () => Prisma.Sql) => {
    if (value !== undefined && value !== "") parts.push(part());
  };
  add(from, () => sql`t.started_at >= ${from}::timestamptz`);
  add(to, () => sql`t.started_at < ${to}::timestamptz`);
  add(
    filters.prompt,
    () => sql`t.prompt = any(${namesOfPromptSql(projectId, filters.prompt ?? "")})`,
  );
  add(filters.version, () => sql`t.version = ${filters.version}::int`);
  add(filters.arm, () => sql`t.arm = ${filters.arm}`);
  add(filters.environment, () => sql`t.environment = ${filters.environment}`);
  add(filters.outcome, () =>
    filters.outcome === "none" ? sql`t.outcome is null` : sql`t.outcome = ${filters.outcome}`,
  );
  add(filters.segment, () => sql`t.segments @> array[${segmentId}::uuid]`);
  add(filters.model, () => sql`t.model = ${filters.model}`);
  add(filters.minLatencyMs, () => sql`t.latency_ms >= ${filters.minLatencyMs}::float8`);
  add(filters.maxLatencyMs, () => sql`t.latency_ms <= ${filters.maxLatencyMs}::float8`);
  add(filters.minCostUsd, () => sql`t.cost_usd >= ${filters.minCostUsd}::float8`);
  add(filters.maxCostUsd, () => sql`t.cost_usd <= ${filters.maxCostUsd}::float8`);
  add(filters.unit, () => sql`t.unit = ${filters.unit}`);
  add(filters.userId, () => sql`t.user_id = ${filters.userId}`);
  add(filters.sessionId, () => sql`t.session_id = ${filters.sessionId}`);
  add(filters.error, () =>
    filters.error === "yes" ? sql`t.error is not null` : sql`t.error is null`,
  );
  add(filters.q, () => textSql(filters.q ?? ""));
  add(filters.reviewed, () => {
    const hasReview = sql`exists (select 1 from trace_review r
      where r.project_id = t.project_id and r.trace_id = t.id)`;
    return filters.reviewed === "yes" ? hasReview : sql`not ${hasReview}`;
  });
  add(
    filters.category,
    () => sql`exists (select 1 from trace_review r join failure_category c on c.id = r.failure_category_id
      where r.project_id = t.project_id and r.trace_id = t.id and c.name = ${filters.category})`,
  );
  add(
    filters.scorer,
    () => sql`exists (select 1 from trace_score s join online_scorer o on o.id = s.scorer_id
      where s.project_id = t.project_id and s.trace_id = t.id and s.passed = false
        and o.project_id = t.project_id and o.name = ${filters.scorer})`,
  );
  for (const condition of parseConditions(filters.where ?? "") ?? []) {
    parts.push(conditionSql(condition));
  }
  return Prisma.join(parts, " and ");
}

/** Found in the beginnings of input and output and in the unit, anywhere; in the id, at its start. */
function textSql(text: string): Prisma.Sql {
  const anywhere = likePattern(text);
  return Prisma.sql`(t.input_preview ilike ${anywhere} or t.output_preview ilike ${anywhere}
    or t.unit ilike ${anywhere} or t.id ilike ${likeStartPattern(text)})`;
}
