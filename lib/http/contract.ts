import { z } from "zod";
import type { Need } from "@/lib/auth/authorize";
import type { JsonValue } from "@/lib/scorers/json-value";
import { describeIssue } from "./describe-issue";

// Every contract is built on this file, so every parser of one has words for people, in the browser as well.
z.config({ customError: describeIssue });

const json = z.json();

/**
 * Any JSON. The document says just that: spelled out, it contains itself, and what generates types from it
 * gives up on a type that is its own alias.
 */
export const Json: z.ZodType<JsonValue, JsonValue> = z
  .custom<JsonValue>((value) => json.safeParse(value).success, "Give a JSON value.")
  .meta({ id: "Json", description: "Any JSON", override: {} });

/** An error body (RFC 9457), the same for every route. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string().meta({ description: "Stable: branch on this one" }),
    detail: z.string(),
    requestId: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof Problem>;

/** The same for the routes of other tools' clients, which look for `message`. */
export const PublicProblem = Problem.extend({ message: z.string() }).meta({ id: "PublicProblem" });

const tooMany = (most: number) =>
  `A page holds at most ${most}; ask for the next one with \`cursor\`.`;

/** How many of a list come at once. More than `most` is refused: a shorter list would look like all there is. */
export const limitUpTo = (most: number) =>
  z.coerce
    .number("Write a whole number.")
    .int("Write a whole number.")
    .min(1, "Ask for at least 1.")
    .max(most, tooMany(most))
    .default(50);

/** Every list takes these two. */
export const Page = z.object({
  limit: limitUpTo(500),
  cursor: z.string().max(500).optional(),
});
export type Page = z.infer<typeof Page>;

export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ data: z.array(item), nextCursor: z.string().nullable() });
}

/** A rate or a mean with its 95 % interval and the number of observations; fractions, not percent. */
export const Estimate = z
  .object({ value: z.number(), low: z.number(), high: z.number(), n: z.number().int() })
  .meta({ id: "Estimate" });
export type Estimate = z.infer<typeof Estimate>;

export const Timestamp = z.iso.datetime().meta({ description: "ISO 8601, UTC" });

export const ProjectParams = z.object({ project: z.string().min(1) });

type Shape = z.ZodObject;

/**
 * One route, written down once: what `route()` parses and enforces, what hooks call, what OpenAPI says.
 * Paths use `{name}`. `access`: "public", "account" (a signed-in person), "key" (any API key, in the
 * project that it belongs to), or the need within the project.
 */
export interface RouteContract {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: `/${string}`;
  summary: string;
  access: "public" | "account" | "key" | Need;
  params?: Shape;
  query?: Shape;
  body?: z.ZodType;
  /** Content types of a body that the verb reads as text or bytes itself; then `body` is absent. */
  rawBody?: readonly string[];
  /** The verb decodes the bytes of such a body; otherwise it is UTF-8. */
  hasOwnEncoding?: boolean;
  maxBodyBytes?: number;
  /** The shape of a JSON body that the verb reads from the request itself: compressed, or item by item. */
  ownBody?: z.ZodType;
  status?: 200 | 201 | 202 | 204 | 207;
  /** Absent: there is no content (204), or the verb answers with a Response of its own. */
  response?: z.ZodType;
  /** The shape of JSON in a Response of the verb's own, which `route()` does not check again. */
  ownResponse?: z.ZodType;
  /** Content types of a file or a stream in a Response of the verb's own. */
  files?: readonly string[];
  /** The shape of an error where a protocol prescribes another than `Problem`. */
  ownError?: { schema: z.ZodType; types: readonly string[] };
  /** Answer with an ETag, and 304 when the client has it. */
  hasEtag?: boolean;
  /**
   * Asked by applications at every request of their own: API keys are looked up at most every few seconds
   * (a revoked one works that much longer) and no request limit applies, which would be an outage of theirs.
   */
  isHot?: boolean;
  /** The answer holds a secret that is shown once, so it is not kept for repeats of an Idempotency-Key. */
  hasSecret?: boolean;
}

/** Keeps the literal types of a contract, so that `route()` and the hooks know its shapes. */
export function defineRoute<const C extends RouteContract>(contract: C): C & { isRoute: true } {
  return { ...contract, isRoute: true };
}

export type ParamsOf<C extends RouteContract> = C["params"] extends Shape
  ? z.infer<C["params"]>
  : object;
export type QueryOf<C extends RouteContract> = C["query"] extends Shape
  ? z.infer<C["query"]>
  : object;
export type BodyOf<C extends RouteContract> = C["body"] extends z.ZodType
  ? z.infer<C["body"]>
  : undefined;
/** What a verb answers; null where there is nothing to say (204). */
export type ResponseOf<C extends RouteContract> = C["response"] extends z.ZodType
  ? z.infer<C["response"]>
  : null;
