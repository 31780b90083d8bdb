import type { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { AppError } from "@/lib/http/app-error";
import { isRecord } from "@/lib/http/body/is-record";
import { parseLargeJson } from "@/lib/http/body/read-body";
import { takeTurns } from "@/lib/http/body/turns";
import { toFieldError } from "@/lib/http/field-error";
import { acceptBatches, JSON_LIMITS, withBody } from "../accept-traces";
import { cutText } from "../cut-text";
import { giveFeedback } from "../give-feedback";
import { MAX_SPANS } from "../ingestion-contract";
import type { IngestionAnswer } from "../public-contract";
import { IngestionEvent, type ScoreBody } from "./ingestion-event";
import { parseEvents } from "./parse-events";

interface Refused {
  id: string;
  status: number;
  message: string;
}

/**
 * What Langfuse's clients send that do not use OpenTelemetry: a batch of events that create and update traces,
 * generations, spans and scores. Answers 207 with what became of each, as those clients expect.
 */
export async function receiveIngestion(actor: Actor, request: Request): Promise<Response> {
  return withBody(actor, request, async (body) => {
    const { events, refused } = await readBatch(body);
    const batches = await parseEvents(events);
    const warning = batches.length > 0 ? await acceptBatches(actor, batches) : null;
    for (const event of events) {
      if (event.type === "score-create") await addScore(actor, event.id, event.body);
    }
    const failed = new Set(refused.map(({ id }) => id));
    const accepted = events.filter(({ id }) => !failed.has(id));
    return Response.json(
      {
        successes: accepted.map(({ id }) => ({ id, status: 201 })),
        errors: refused,
        ...(warning?.places.length
          ? { warnings: [`${warning.places.length} traces: ${warning.message}`] }
          : {}),
      } satisfies IngestionAnswer,
      { status: 207, headers: { "cache-control": "no-store" } },
    );
  });
}

async function readBatch(body: Buffer): Promise<{ events: IngestionEvent[]; refused: Refused[] }> {
  const turn = takeTurns();
  const parsed = await parseLargeJson(body.toString("utf8"), JSON_LIMITS);
  const sent = isRecord(parsed) ? parsed.batch : undefined;
  if (!Array.isArray(sent)) throw new AppError("malformed", "The body has no list “batch”.");
  if (sent.length > MAX_SPANS) {
    throw new AppError("too_large", `Send at most ${MAX_SPANS} events in one batch.`);
  }
  const events: IngestionEvent[] = [];
  const refused: Refused[] = [];
  for (const [index, item] of sent.entries()) {
    await turn();
    const parsed = IngestionEvent.safeParse(item);
    if (parsed.success) {
      events.push(parsed.data);
      continue;
    }
    const [issue] = parsed.error.issues;
    const id = (item as { id?: unknown } | null)?.id;
    refused.push({
      id: typeof id === "string" ? id.slice(0, 200) : `event ${index}`,
      status: 400,
      message: issue ? explain(issue) : "It cannot be read.",
    });
  }
  return { events, refused };
}

function explain(issue: z.core.$ZodIssue): string {
  const { path, message } = toFieldError(issue);
  return `${path}: ${message}`;
}

/** A score is what somebody says, before or after the trace comes; a batch that is sent again adds nothing. */
async function addScore(actor: Actor, eventId: string, score: ScoreBody): Promise<void> {
  const { traceId, name, value, comment } = score;
  const text = typeof value === "string" || typeof value === "boolean" ? `${name}: ${value}` : name;
  const feedback = {
    ...(typeof value === "number" && Number.isFinite(value) ? { score: value } : {}),
    comment: cutText([text, comment].filter(Boolean).join(". "), 4_000),
  };
  await giveFeedback(actor, traceId, feedback, { key: eventId });
}
