import "server-only";
import { createHash } from "node:crypto";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { isAppError } from "@/lib/http/app-error";
import { findOpenJudge } from "@/lib/judges/find-judge";
import { type NewItem, storeItems } from "@/lib/judges/labels/store-items";
import { mapInput } from "@/lib/trace-reviews/cases/map-input";
import { personalDataIn } from "@/lib/trace-reviews/cases/personal-data-in";
import { loadTrace } from "@/lib/trace-reviews/load-trace";
import type { TraceFilters } from "@/lib/traces/filter-contract";
import { listTraces } from "@/lib/traces/reads";
import { AskForLabels, type AskForLabelsInput, type LabelRequest } from "./label-request-contract";

const PAGE = 200;
/** The newest that match; a draw from these is as good as one from more. */
const MOST_MATCHING = 2_000;

/** Puts outputs of production into a judge's queue, so that it is held to what users send. */
export async function askForLabels(actor: Actor, input: AskForLabelsInput): Promise<LabelRequest> {
  authorize(actor, { scope: "evals:write", reads: "traces:read", role: "editor" });
  const request = AskForLabels.parse(input);
  const judge = await findOpenJudge(actor, request.judge);
  const isChosen = "traces" in request;
  const traceIds = isChosen
    ? [...new Set(request.traces)]
    : await drawTraces(actor, request.filters, { count: request.count, seed: judge.id });
  const items: NewItem[] = [];
  const skipped: LabelRequest["left"] = [];
  for (const traceId of traceIds) {
    const item = await itemOrReason(actor, traceId, isChosen);
    if (typeof item === "string") skipped.push({ traceId, reason: item });
    else items.push(item);
  }
  if (items.length === 0) return { added: 0, skipped: 0, left: skipped };
  return db.$transaction(async (tx) => {
    const added = await storeItems(tx, judge, items);
    await recordEvent(tx, actor, {
      type: "judge.outputs_added",
      subject: { type: "judge", id: judge.id },
      data: { name: judge.name, traces: isChosen ? "chosen" : "drawn", outputs: added },
    });
    return { added, skipped: items.length - added, left: skipped };
  });
}

/** The same draw for the same judge and traces: nobody draws again until he likes what he gets. */
async function drawTraces(
  actor: Actor,
  filters: TraceFilters,
  { count, seed }: { count: number; seed: string },
): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listTraces(actor, { ...filters, limit: PAGE, cursor, content: "preview" });
    ids.push(...page.data.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor && ids.length < MOST_MATCHING);
  return ids
    .map((id) => ({ id, place: createHash("sha256").update(`${seed} ${id}`).digest("hex") }))
    .toSorted((one, two) => (one.place < two.place ? -1 : 1))
    .slice(0, count)
    .map(({ id }) => id);
}

/** What a person chose, that person has read; a draw leaves out what looks like personal data. */
async function itemOrReason(
  actor: Actor,
  traceId: string,
  isChosen: boolean,
): Promise<NewItem | string> {
  try {
    const { trace, content } = await loadTrace(actor, traceId);
    const output =
      typeof trace.output === "string" ? trace.output : JSON.stringify(trace.output ?? "");
    if (trace.output === null || output === "") return "It has no output.";
    const { input } = mapInput(trace, [], content?.messages ?? null);
    const [first] = isChosen ? [] : personalDataIn({ ...input, output }, null);
    if (first) return `It holds personal data (${first.kind} in ${first.place}).`;
    return { input, expected: null, output, traceId, isChosen };
  } catch (error) {
    if (isAppError(error) && error.code === "not_found") return error.message;
    throw error;
  }
}
