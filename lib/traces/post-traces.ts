import type { Actor } from "@/lib/auth/actor";
import { AppError, invalid } from "@/lib/http/app-error";
import { contentTypeOf, parseLargeJson } from "@/lib/http/body/read-body";
import type { JsonValue } from "@/lib/scorers/json-value";
import { acceptBatches, JSON_LIMITS, withBody } from "./accept-traces";
import type { TraceBatchAnswer } from "./ingestion-contract";
import { parseRestTraces, tracesOf } from "./parse-rest";

/** Stores the traces of a request; those that cannot be read are told by their place and stop no others. */
export async function postTraces(actor: Actor, request: Request): Promise<TraceBatchAnswer> {
  return withBody(actor, request, async (body) => {
    if (contentTypeOf(request) !== "application/json") {
      throw new AppError("unsupported_media_type", "Send the body as application/json.");
    }
    const items = tracesOf((await parseLargeJson(body.toString("utf8"), JSON_LIMITS)) as JsonValue);
    if (!items) throw invalid("traces", "Send { traces: […] }.");
    const { batches, indexes, rejected } = await parseRestTraces(items);
    const { places, message } = await acceptBatches(actor, batches);
    const warnings = places.map((place) => ({ index: indexes[place] ?? place, message }));
    return {
      accepted: batches.length,
      rejected,
      ...(warnings.length > 0 ? { warnings } : {}),
    };
  });
}
