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
  headers: Readonly<Record<string, string>>;
  body: Answer | null;
}

/** The only answer to what applications ask at run time, from memory; null: nothing is released there. */
export function answerQuestion(
  { answers, lastKnownAt }: Serving,
  { kind, unit, knownTags }: ServingQuestion,
): ServingAnswer | null {
  if (!answers) return null;
  const body = kind === "serving" ? answers.document : findServed(answers, unit);
  const isKnown = knownTags !== null && namesEtag(knownTags, body.etag);
  const status = isKnown ? 304 : 200;
  const headers =
    lastKnownAt === undefined
      ? body.headers[status]
      : { ...body.headers[status], ...ageHeaders(lastKnownAt) };
  return { status, headers, body: isKnown ? null : body };
}

const ageHeaders = (lastKnownAt: number) => ({
  age: String(Math.max(0, Math.round((Date.now() - lastKnownAt) / 1000))),
  // RFC 7234, 5.5.1: stale.
  warning: '110 galley "The database does not answer; this was live last"',
});
