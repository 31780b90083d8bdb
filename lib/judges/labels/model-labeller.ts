const WORDS = /^(?:(?:model|judge|llm|bot|autograder)(?:$|[\s:/_.-])|ai(?:$|[:/]))/i;
const MODELS =
  /(?:^|[\s:/_.-])(?:(?:gpt|gemini|gemma|llama|mistral|mixtral|qwen|deepseek|grok)(?:$|[\s:/_.\d-])|claude[-\s]?(?:\d|haiku|sonnet|opus)|(?:o|phi)-?\d)/i;

/** Whether a label says itself that a model made it. Only people's labels calibrate a judge. */
export const isModelLabeller = (
  labeller: string,
  judge: { model: string; prompt: string },
): boolean =>
  WORDS.test(labeller) ||
  MODELS.test(labeller) ||
  [judge.model, judge.prompt].some((name) => name.toLowerCase() === labeller.toLowerCase());
