import type { WrittenMessage } from "@/lib/prompts/version-contract";
import type { ChainContent, ChainStep, EndpointAuth } from "./chain-content";

const json = (value: unknown) => JSON.stringify(value, null, 2);

/** A step as lines of text, so that two versions of it can be compared and commented like a message. */
export function describeStep(step: ChainStep): string {
  return [
    `kind: ${step.kind}`,
    ...configLines(step),
    ...Object.entries(step.input).map(([name, expression]) => `in ${name} ← ${expression}`),
    ...(step.onlyIf ? [`only if ${step.onlyIf.step} is ${step.onlyIf.is.join(" or ")}`] : []),
    `on failure: ${step.onFailure ?? "stop"}${fallbackOf(step)}`,
  ].join("\n");
}

const fallbackOf = ({ onFailure, fallback }: ChainStep) =>
  onFailure === "fallback" ? ` to ${JSON.stringify(fallback ?? null)}` : "";

function configLines(step: ChainStep): string[] {
  switch (step.kind) {
    case "prompt":
      return [`prompt: ${step.config.prompt} v${step.config.version}`];
    case "retrieve": {
      const { documents, revision, url, auth, topK, minScore } = step.config;
      const from =
        url ??
        `${documents}${revision === undefined ? ", newest revision" : `, revision ${revision}`}`;
      return [
        `from: ${from}`,
        ...authLines(auth),
        `passages: ${topK}`,
        ...(minScore === undefined ? [] : [`minimum score: ${minScore}`]),
      ];
    }
    case "tool":
      return [
        `tool: ${step.config.tool.name}`,
        ...(step.config.url ? [`address: ${step.config.url}`] : []),
        ...authLines(step.config.auth),
        ...(step.config.tool.description ? [`description: ${step.config.tool.description}`] : []),
        ...lines("parameters", step.config.tool.parameters),
        ...(step.config.canned ? lines("canned answers", step.config.canned) : []),
      ];
    case "route":
      return [
        ...step.config.branches.map(({ name, when }) =>
          `${name} when ${when.value} ${when.operator.replaceAll("_", " ")} ${when.to === undefined ? "" : JSON.stringify(when.to)}`.trimEnd(),
        ),
        `${step.config.otherwise} otherwise`,
      ];
    case "validate":
      return lines("scorer", step.config.scorer);
    case "code":
      return ["code:", ...step.config.code.split("\n").map((line) => `  ${line}`)];
  }
}

const authLines = (auth: EndpointAuth | undefined) =>
  auth ? [`header: ${auth.header}, secret ${auth.secret}`] : [];

const lines = (name: string, value: unknown) => [
  `${name}:`,
  ...json(value)
    .split("\n")
    .map((line) => `  ${line}`),
];

/** Of the part beside the steps; no step can have it as its key. */
export const FRAME_TITLE = "input and output";

/** A part of a chain in place of a message: what the chain takes and gives, then its steps. */
export interface ChainPart {
  title: string;
  message: WrittenMessage;
}

export function chainParts({ inputs, steps, output }: ChainContent): ChainPart[] {
  const frame = [
    ...(inputs ? lines("inputs", inputs) : ["inputs: whatever the steps name"]),
    `output: ${output ?? `steps.${steps.at(-1)?.key}.output`}`,
  ].join("\n");
  return [part(FRAME_TITLE, frame), ...steps.map((step) => part(step.key, describeStep(step)))];
}

const part = (title: string, content: string): ChainPart => ({
  title,
  message: { role: "system", content },
});
