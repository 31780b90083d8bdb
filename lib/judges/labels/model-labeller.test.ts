import { expect, test } from "vitest";
import { isModelLabeller } from "./model-labeller";

const judge = { model: "baseline", prompt: "judges/helpful" };

test.each([
  "model:gpt-4",
  "GPT-4",
  "gpt4",
  "claude-3-haiku",
  "openai/gpt-4.1",
  "LLM",
  "judge",
  "baseline",
  "judges/helpful",
  "llama-2",
])("%s is a model", (labeller) => expect(isModelLabeller(labeller, judge)).toBe(true));

test.each([
  "Priya Nair",
  "jonas@northwind.example",
  "annotator 1",
  "Claudette",
  "Claude Dupont",
  "AI safety team",
  "Aisha",
  "Judgement team",
  "final_label",
])("%s is a person", (labeller) => expect(isModelLabeller(labeller, judge)).toBe(false));
