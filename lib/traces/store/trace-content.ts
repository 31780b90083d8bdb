import type { PoolClient } from "pg";
import type { JsonValue } from "@/lib/scorers/json-value";
import type { ContentSource, TraceSummary } from "../summarise-trace";
import type { Arrived } from "./gather-spans";
import type { TraceKey } from "./stored-spans";

export interface TraceContent {
  input: JsonValue;
  output: JsonValue;
}

type Which = "input" | "output";

/** Request and answer of each trace: of the spans that came, else, all in one query, of those stored before. */
export async function loadContents(
  client: PoolClient,
  projectId: string,
  traces: readonly { key: TraceKey; arrived: Arrived; summary: TraceSummary }[],
): Promise<TraceContent[]> {
  const contents: TraceContent[] = [];
  const missing: { place: number; key: TraceKey; source: ContentSource; which: Which }[] = [];
  for (const [place, { key, arrived, summary }] of traces.entries()) {
    const find = (source: ContentSource | null, which: Which): JsonValue => {
      if (!source) return null;
      const span = arrived.spans.get(source.spanId);
      const here = source.part === "facts" ? span?.facts?.[which] : span?.[which];
      if (here === undefined || here === null) missing.push({ place, key, source, which });
      return here ?? null;
    };
    contents.push({
      input: find(summary.inputFrom, "input"),
      output: find(summary.outputFrom, "output"),
    });
  }
  if (missing.length === 0) return contents;
  const { rows } = await client.query<{ at: string; content: JsonValue }>(
    `select w.at, case
         when w.part = 'facts' then s.facts -> w.which
         when w.which = 'input' then s.input else s.output end as content
     from unnest($2::text[], $3::text[], $4::date[], $5::text[], $6::text[]) with ordinality
       as w(trace_id, id, bucket, part, which, at)
     join trace_step s on s.project_id = $1 and s.trace_id = w.trace_id and s.id = w.id
       and s.bucket = w.bucket and s.bucket = any($4::date[])`,
    [
      projectId,
      missing.map(({ key }) => key.id),
      missing.map(({ source }) => source.spanId),
      missing.map(({ key }) => key.bucket),
      missing.map(({ source }) => source.part),
      missing.map(({ which }) => which),
    ],
  );
  for (const { at, content } of rows) {
    const place = missing[Number(at) - 1];
    const item = place && contents[place.place];
    if (item) item[place.which] = content;
  }
  return contents;
}
