import type { ChainStep } from "@/lib/prompts/chain/chain-content";
import { describeStep } from "@/lib/prompts/chain/describe-step";

/** What a side made of a part, in a few words: the first line that is new, or `400 → 200`. */
export function partChange(before: unknown, after: unknown): string {
  if (after === undefined) return "removed";
  const text = textOf(after);
  if (before === undefined) return `+ ${firstLine(text)}`;
  const old = textOf(before);
  if (old.length + text.length < 40 && !text.includes("\n")) return `${old} → ${text}`;
  const had = new Set(old.split("\n"));
  const added = text.split("\n").find((line) => line.trim() !== "" && !had.has(line));
  if (added !== undefined) return firstLine(added);
  const has = new Set(text.split("\n"));
  const removedLine = old.split("\n").find((line) => line.trim() !== "" && !has.has(line));
  return removedLine === undefined ? "changed" : `− ${firstLine(removedLine)}`;
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "object" && value !== null && "content" in value) {
    const { content } = value;
    if (typeof content === "string") return content;
  }
  if (isStep(value)) return describeStep(value);
  return JSON.stringify(value, null, 1);
}

/** Parts are of one kind each; only a step has a configuration of its own. */
const isStep = (value: unknown): value is ChainStep =>
  typeof value === "object" && value !== null && "kind" in value && "config" in value;

function firstLine(text: string): string {
  const line = text.split("\n").find((each) => each.trim() !== "") ?? text;
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}
