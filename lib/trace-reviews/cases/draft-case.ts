import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import {
  type CaseAttributes,
  CaseInput,
  type CaseKind,
  type Split,
} from "@/lib/eval-sets/case-content";
import { getEvalSet } from "@/lib/eval-sets/reads";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { AppError, invalid } from "@/lib/http/app-error";
import type { JsonValue } from "@/lib/scorers/json-value";
import { type LoadedTrace, loadTrace } from "@/lib/trace-reviews/load-trace";
import type { MakeCase, PersonalDatum } from "./case-contract";
import { type MappedInput, mapInput } from "./map-input";
import { personalDataIn } from "./personal-data-in";

/** A case before it has an id. */
export interface CaseDraft {
  traceId: string;
  input: CaseInput;
  expected: JsonValue | null;
  attributes: CaseAttributes;
  kind: CaseKind;
  split: Split;
  sources: MappedInput["sources"];
  personalData: PersonalDatum[];
}

const MOST_ATTRIBUTES = 50;

/** Only who may see holdout cases makes one of a trace: whoever else did has read its content. */
export function guardSplit(actor: Actor, split: Split): void {
  if (!visibleCases(actor).shows({ split })) {
    throw new AppError(
      "forbidden",
      "You have seen this trace, so it can be a development case only; an admin may put it into holdout.",
    );
  }
}

export async function loadMapping(actor: Actor, traceId: string, evalSet: string) {
  const [loaded, { variables }] = await Promise.all([
    loadTrace(actor, traceId),
    getEvalSet(actor, evalSet),
  ]);
  return { loaded, mapped: mapInput(loaded.trace, variables, loaded.content?.messages ?? null) };
}

/** What the person's correction says would have been right. */
export async function loadCorrection(actor: Actor, traceId: string): Promise<JsonValue | null> {
  const review = await db.traceReview.findUnique({
    where: { projectId_traceId: { projectId: actor.projectId, traceId } },
    select: { expected: true },
  });
  return (review?.expected ?? null) as JsonValue | null;
}

/** Throws 422 that names the variables nobody has a value for. */
export async function draftCase(
  actor: Actor,
  traceId: string,
  {
    evalSet,
    split,
    kind,
    input: typedInput,
    expected,
    attributes,
  }: MakeCase & { split: Split; kind: CaseKind },
): Promise<CaseDraft> {
  guardSplit(actor, split);
  const { loaded, mapped } = await loadMapping(actor, traceId, evalSet);
  const input = CaseInput.safeParse({ ...mapped.input, ...typedInput });
  const missing = mapped.missing.filter((variable) => !Object.hasOwn(typedInput ?? {}, variable));
  if (missing.length > 0) {
    throw invalid(
      "input",
      `The trace has nothing for ${missing.map((name) => `{{${name}}}`).join(", ")}. Give it as input.`,
    );
  }
  if (!input.success) throw invalid("input", input.error.issues[0]?.message ?? "It is no case.");
  const right = expected === undefined ? await loadCorrection(actor, traceId) : expected;
  return {
    traceId,
    input: input.data,
    expected: right,
    attributes: attributes ?? attributesOf(loaded),
    kind,
    split,
    sources: mapped.sources.filter(({ variable }) => !Object.hasOwn(typedInput ?? {}, variable)),
    personalData: personalDataIn(input.data, right),
  };
}

/** A trace's attributes that a case can hold. */
export function attributesOf({ detail }: LoadedTrace): CaseAttributes {
  const attributes = Object.entries(detail.attributes).flatMap(([name, value]) =>
    value === null || name.length > 100
      ? []
      : [[name, typeof value === "string" ? value.slice(0, 1_000) : value] as const],
  );
  return Object.fromEntries(attributes.slice(0, MOST_ATTRIBUTES));
}
