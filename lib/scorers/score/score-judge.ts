import type { LeafScorer } from "@/lib/scorers/contract";
import { type Candidate, errored, type Finding, notMeasured, scored } from "@/lib/scorers/finding";
import type { JsonValue } from "@/lib/scorers/json-value";
import type { JudgeDefinition, JudgeDefinitions } from "@/lib/scorers/judge-definition";
import { MAX_PART } from "./fenced-text";
import {
  definedRequest,
  type Judge,
  type JudgedParts,
  type JudgeRequest,
  MissingPartError,
} from "./judge-request";
import {
  type ParsedVerdict,
  parseVerdict,
  type VerdictReader,
  type VerdictReading,
} from "./parse-verdict";
import { rubricRequest } from "./rubric-request";

export type JudgeScorer = Extract<
  LeafScorer,
  { kind: "judge-rubric" | "judge-label" | "judge-pairwise" | "judge-grounded" }
>;

/** Who is asked, and the judges of the project that scorers may name. */
export interface JudgePanel {
  judge?: Judge;
  judges?: JudgeDefinitions;
}

/**
 * A model's verdict on one answer. Whatever is no verdict is an error of the scorer, never a fail of the candidate.
 */
export async function scoreJudge(
  spec: JudgeScorer,
  candidate: Candidate,
  { judge, judges }: JudgePanel,
): Promise<Finding> {
  if (!judge) return errored("No judge model is set up for this run.");
  const { judge: name } = spec.config;
  if (spec.kind === "judge-rubric" && name === undefined) {
    const threshold = spec.config.threshold ?? null;
    const reader = { kind: "rubric", labels: [], threshold } as const;
    const material = textOfParts(partsOf(spec, candidate));
    const reading = await ask(judge, () => rubricRequest(spec, candidate), reader, material);
    return "verdict" in reading ? toFinding(reading.verdict) : reading;
  }
  const definition = name === undefined ? undefined : judges?.[name];
  if (!definition) return errored(`The judge ${name} is not known to this run.`);
  if (spec.kind !== `judge-${definition.kind}`) {
    return errored(
      `The judge ${name} is of kind ${definition.kind}. Use judge-${definition.kind}.`,
    );
  }
  return judgeAnswer(definition, judge, partsOf(spec, candidate));
}

/** What a judge of the project says of one answer; of two answers, judged in both orders. */
export async function judgeAnswer(
  definition: JudgeDefinition,
  judge: Judge,
  parts: JudgedParts,
): Promise<Finding> {
  if (definition.kind === "grounded" && parts.context === null) {
    return notMeasured("The case has no context to check the answer against.");
  }
  const material = textOfParts(parts);
  if (definition.kind !== "pairwise") {
    const reading = await ask(judge, () => definedRequest(definition, parts), definition, material);
    return "verdict" in reading ? toFinding(reading.verdict) : reading;
  }
  if (parts.expected === null) return notMeasured("The case expects nothing to compare with.");
  const turned = { ...parts, output: textOf(parts.expected), expected: parts.output };
  const [ahead, behind] = await Promise.all(
    [parts, turned].map((order) =>
      ask(judge, () => definedRequest(definition, order), definition, material),
    ),
  );
  if (!ahead || !behind) throw new Error("Two orders give two readings.");
  if (!("verdict" in ahead)) return ahead;
  if (!("verdict" in behind)) return behind;
  return compareOrders(ahead.verdict, behind.verdict, definition.threshold ?? 0.5);
}

const WORTH: Record<string, number> = { first: 1, tie: 0.5, second: 0 };

/** 1: better than the baseline in both orders. Who only ever likes the first place says nothing, which is 0.5. */
function compareOrders(ahead: ParsedVerdict, behind: ParsedVerdict, threshold: number): Finding {
  const [one, two] = [WORTH[ahead.label] ?? 0.5, 1 - (WORTH[behind.label] ?? 0.5)];
  const value = (one + two) / 2;
  const bias = ahead.label !== "tie" && ahead.label === behind.label ? ahead.label : null;
  const reason = bias
    ? `The ${bias} answer won in both orders, so it is a tie: ${ahead.reason}`
    : ahead.reason;
  return scored(value >= threshold, reason, {
    value,
    details: { ahead: ahead.label, behind: behind.label, positionBias: bias },
  });
}

type Asked = { verdict: ParsedVerdict } | Extract<Finding, { status: "errored" | "not_measured" }>;

async function ask(
  judge: Judge,
  request: () => JudgeRequest,
  reader: VerdictReader,
  material: string,
): Promise<Asked> {
  let reading: VerdictReading;
  try {
    reading = parseVerdict(await judge(request()), reader, material);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return error instanceof MissingPartError
      ? { status: "errored", reason: message }
      : { status: "errored", reason: `The judge could not be asked: ${message}` };
  }
  return reading.ok ? reading : { status: "errored", reason: reading.message };
}

function toFinding({ label, passed, score, reason }: ParsedVerdict): Finding {
  return scored(passed, reason, {
    value: score ?? (passed ? 1 : 0),
    details: { verdict: label, ...(score === null ? {} : { score }) },
  });
}

function partsOf(spec: JudgeScorer, { input, output, expected }: Candidate): JudgedParts {
  const variable = spec.kind === "judge-grounded" ? (spec.config.context ?? "context") : "context";
  return { input, output, expected, context: input[variable] ?? null };
}

/** All that the judge is shown as data. */
const textOfParts = ({ input, output, expected, context }: JudgedParts): string =>
  [output, ...Object.values(input), expected, context]
    .flatMap((part) => (part === null ? [] : [textOf(part).slice(0, MAX_PART)]))
    .join("\n");

const textOf = (value: JsonValue): string =>
  typeof value === "string" ? value : JSON.stringify(value);
