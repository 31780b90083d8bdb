import { OUTCOMES, type RequestOutcome, STEP_KINDS, type StepKind } from "../span";
import { numberAt, scalarsBelow, textAt, versionOf, wholeAt } from "./attribute";
import type { Attributes, RawSpan } from "./raw-span";
import type { Dialect, Reading } from "./reading";

/** Galley's own keys, which win over everybody's: they say what no convention has a word for. */
export const ownKeys: Dialect = {
  read: ({ attributes }) => {
    const kind = textAt(attributes, "galley.kind");
    const outcome = textAt(attributes, "galley.outcome");
    const extra = scalarsBelow(attributes, "galley.attribute.");
    return {
      kind: STEP_KINDS.includes(kind as StepKind) ? (kind as StepKind) : undefined,
      costUsd: numberAt(attributes, "galley.cost_usd"),
      retries: wholeAt(attributes, "galley.retries"),
      facts: {
        prompt: textAt(attributes, "galley.prompt.name"),
        version: versionOf(attributes["galley.prompt.version"]),
        environment: textAt(attributes, "galley.environment"),
        arm: textAt(attributes, "galley.arm"),
        unit: textAt(attributes, "galley.unit"),
        outcome: OUTCOMES.includes(outcome as RequestOutcome)
          ? (outcome as RequestOutcome)
          : undefined,
        ...(Object.keys(extra).length > 0 ? { attributes: extra } : {}),
      },
    };
  },
  content: [],
};

/** What any OpenTelemetry client may say, whoever made it; believed last. */
export const general: Dialect = {
  read: (span) => ({
    retries: wholeAt(span.attributes, "http.request.resend_count"),
    facts: readFacts(span),
  }),
  content: [],
};

function readFacts({ attributes, resource }: RawSpan): Reading["facts"] {
  const environment = (from: Attributes) =>
    textAt(from, "deployment.environment.name", "deployment.environment");
  return {
    prompt: textAt(attributes, "prompt.name"),
    version: versionOf(attributes["prompt.version"]),
    environment: environment(attributes) ?? environment(resource),
    userId: textAt(attributes, "user.id", "enduser.id"),
    sessionId: textAt(attributes, "session.id"),
  };
}
