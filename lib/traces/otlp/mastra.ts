import { jsonAt, scalarsBelow, textAt } from "./attribute";
import { parseMessages } from "./parse-messages";
import type { Attributes } from "./raw-span";
import { asJson, type Dialect, type Reading } from "./reading";

const METADATA = "mastra.metadata.";

/** Spans that hold their content under a key of their own; calls of models and tools have the GenAI keys. */
const TYPES = [
  "agent_run",
  "workflow_run",
  "workflow_step",
  "workflow_conditional",
  "workflow_conditional_eval",
  "workflow_parallel",
  "workflow_loop",
  "workflow_sleep",
  "workflow_wait_event",
  "processor_run",
  "model_step",
  "model_inference",
  "rag_embedding",
  "generic",
];

/**
 * Mastra's OTel exporter: the GenAI conventions, and beside them `mastra.<type>.input` and `.output`. Who asked is
 * in the metadata: a `resourceId` is the user that a memory belongs to, a `threadId` the conversation.
 */
export const mastra: Dialect = {
  read: ({ attributes, parentId }) => {
    const type = textAt(attributes, "mastra.span.type")?.toLowerCase();
    if (!type) return {};
    const content = readContent(attributes, type);
    return {
      ...content,
      facts: {
        ...readFacts(attributes),
        ...(parentId === null ? content : {}),
      },
    };
  },
  content: TYPES.flatMap((type) => [`mastra.${type}.input`, `mastra.${type}.output`]),
};

function readContent(attributes: Attributes, type: string): Pick<Reading, "input" | "output"> {
  const input = jsonAt(attributes, `mastra.${type}.input`);
  const output = jsonAt(attributes, `mastra.${type}.output`);
  if (type !== "agent_run") return { input, output };
  return {
    input: asJson(parseMessages(input, "user")),
    output: asJson(parseMessages(output, "assistant")),
  };
}

function readFacts(attributes: Attributes): Reading["facts"] {
  const at = (...names: string[]) => textAt(attributes, ...names.map((name) => METADATA + name));
  const metadata = scalarsBelow(attributes, METADATA);
  return {
    userId: at("userId", "user.id", "resourceId"),
    sessionId: at("sessionId", "session.id", "threadId"),
    environment: at("environment"),
    ...(Object.keys(metadata).length > 0 ? { attributes: metadata } : {}),
  };
}
