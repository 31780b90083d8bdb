import type { ScorerOf } from "@/lib/scorers/contract";
import type { Candidate } from "@/lib/scorers/finding";
import { hasReference, resolveReferences } from "@/lib/scorers/resolve-references";
import { asText, fenced } from "./fenced-text";
import { answerSchema, type JudgeRequest, judgeRules } from "./judge-request";

const RUBRIC = { kind: "rubric", labels: [] } as const;

const HOW = `Grade the answer against the rubric, and only by what the rubric asks for. Length and tone do not count unless the rubric says so. When the rubric cannot be judged from the text, it is not met.`;

/** The messages for a rubric that stands in the scorer itself. Throws MissingReferenceError. */
export function rubricRequest(
  { config }: ScorerOf<"judge-rubric">,
  candidate: Candidate,
): JudgeRequest {
  const { rubric = "", includeInput, includeExpected, model } = config;
  const resolved = hasReference(rubric) ? asText(resolveReferences(rubric, candidate)) : rubric;
  const parts = [
    fenced("RUBRIC", resolved),
    ...(includeInput ? [fenced("INPUT", asText(candidate.input))] : []),
    ...(includeExpected && candidate.expected !== null
      ? [fenced("EXPECTED", asText(candidate.expected))]
      : []),
    fenced("ANSWER", candidate.output),
    "Does ANSWER meet RUBRIC? One JSON object.",
  ];
  return {
    messages: [
      { role: "system", content: `${judgeRules(RUBRIC)}\n\n${HOW}` },
      { role: "user", content: parts.join("\n\n") },
    ],
    schema: answerSchema(RUBRIC),
    ...(model ? { model } : {}),
  };
}
