import type { PoolClient } from "pg";
import type { SegmentCondition } from "@/lib/segments/contract";
import { type SegmentedTrace, segmentsOf } from "../segments-of";
import { inTransaction } from "./in-transaction";
import { lockOfSegments } from "./segment-lock";
import { writeChanges } from "./write-rows";

const AT_ONCE = 1_000;

type Row = SegmentedTrace & { id: string; bucket: string; startedAt: Date; segments: string[] };
type Place = { startedAt: Date; id: string };
type Part = { changed: number; last: Place | null };
type Segments = { id: string; condition: SegmentCondition }[];

/**
 * Puts every stored trace into the segments as they are defined now, newest first, a part at a time; the
 * rollups of what changed are counted again. Writers that began under the old definitions are waited for.
 */
export async function recomputeSegments(
  projectId: string,
  { signal }: { signal?: AbortSignal } = {},
): Promise<number> {
  const segments = await inTransaction(async (client) => {
    await client.query("select pg_advisory_xact_lock($1)", [lockOfSegments(projectId)]);
    const { rows } = await client.query<Segments[number]>(
      "select id, condition from segment where project_id = $1 order by position, id",
      [projectId],
    );
    return rows;
  });
  let changed = 0;
  let after: Place | null = null;
  do {
    signal?.throwIfAborted();
    const place: Place | null = after;
    const part: Part = await inTransaction((client) =>
      recomputePart(client, projectId, segments, place),
    );
    changed += part.changed;
    after = part.last;
  } while (after);
  return changed;
}

async function recomputePart(
  client: PoolClient,
  projectId: string,
  segments: Segments,
  after: Place | null,
): Promise<Part> {
  const { rows } = await client.query<Row>(
    `select id, bucket::text as bucket, started_at as "startedAt", segments, attributes, language,
       input_length as "inputLength", environment, model, input_tokens as "inputTokens",
       cached_input_tokens as "cachedInputTokens", output_tokens as "outputTokens",
       tool_calls as "toolCalls"
     from trace
     where project_id = $1 ${after ? "and started_at <= $2 and (started_at < $2 or id > $3)" : ""}
     order by started_at desc, id limit ${AT_ONCE} for update`,
    after ? [projectId, after.startedAt, after.id] : [projectId],
  );
  const moved = rows.flatMap((row) => {
    const now = segmentsOf(segments, row);
    return now.join() === row.segments.join() ? [] : [{ ...row, segments: now }];
  });
  if (moved.length > 0) {
    const records = moved.map(({ id, bucket, segments: ids }) => ({ id, bucket, segments: ids }));
    await client.query(
      `update trace t set segments = r.segments
       from json_to_recordset($2::json) as r(id text, bucket date, segments uuid[])
       where t.project_id = $1 and t.id = r.id and t.bucket = r.bucket
         and t.bucket = any($3::date[])`,
      [projectId, JSON.stringify(records), [...new Set(records.map(({ bucket }) => bucket))]],
    );
    await writeChanges(
      client,
      projectId,
      moved.map(({ startedAt }) => startedAt),
    );
  }
  const last = rows.length === AT_ONCE ? rows.at(-1) : undefined;
  return {
    changed: moved.length,
    last: last ? { startedAt: last.startedAt, id: last.id } : null,
  };
}
