import "server-only";
import { namesEtag } from "@/lib/http/etag";
import { type Answer, findServed } from "./serving-answers";
import type { Serving } from "./serving-document";

export interface ServingQuestion {
  /** `served`: the one version for a unit; `serving`: the document that an SDK keeps. */
  kind: "served" | "serving";
  unit: string | null;
  /** The request's If-None-Match. */
  knownTags: string | null;
}

export interface ServingAnswer {
  status: 200 | 304;
  headers: Record<string, string>;
  body: Answer | null;
}

/**
 * A copy may be used at once while it is looked at again, and for a day while Galley cannot be reached: what is
 * live must not stop an application.
 */
const CACHE_CONTROL = "private, max-age=0, stale-while-revalidate=2, stale-if-error=86400";

/** The only answer to what applications ask at run time, from memory; null: nothing is released there. */
export function answerQuestion(
  { answers, lastKnownAt }: Serving,
  { kind, unit, knownTags }: ServingQuestion,
): ServingAnswer | null {
  if (!answers) return null;
  const body = kind === "serving" ? answers.document : findServed(answers, unit);
  const headers: Record<string, string> = {
    etag: body.etag,
    "cache-control": CACHE_CONTROL,
    ...(lastKnownAt === undefined
      ? {}
      : {
          age: String(Math.max(0, Math.round((Date.now() - lastKnownAt) / 1000))),
          // RFC 7234, 5.5.1: stale.
          warning: '110 galley "The database does not answer; this was live last"',
        }),
  };
  if (knownTags !== null && namesEtag(knownTags, body.etag)) {
    return { status: 304, headers, body: null };
  }
  return { status: 200, headers: { ...headers, "content-type": "application/json" }, body };
}
