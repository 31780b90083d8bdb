import type { DiffContent } from "@/components/prompts/versions/version-diff-parts";
import type { ChainContent } from "@/lib/prompts/chain/chain-content";
import { chainParts, FRAME_TITLE } from "@/lib/prompts/chain/describe-step";
import { diffChains } from "@/lib/prompts/chain/diff-chains";
import type { PromptDiff } from "@/lib/prompts/diff/diff-contract";
import type { WrittenMessage } from "@/lib/prompts/version-contract";

export interface ChainSides {
  diff: PromptDiff;
  from: DiffContent;
  to: DiffContent;
}

/** Of a chain the steps stand in place of messages, and there is nothing else. */
export const sideOf = (messages: WrittenMessage[]): DiffContent => ({
  ...{ messages, model: null, settings: {} },
});

const textsOf = (content: ChainContent | null) =>
  sideOf(content ? chainParts(content).map(({ message }) => message) : []);

/** A draft against a version, step by step, without asking the server. */
export function compareDraft(
  from: { number: number | null; content: ChainContent } | null,
  content: ChainContent,
): ChainSides {
  const base = from ?? { number: null, content: null };
  return {
    diff: diffChains(base, { number: null, content }),
    from: textsOf(base.content),
    to: textsOf(content),
  };
}

/** `2 steps differ from v4`, for the bar. */
export function differenceText({ messages }: PromptDiff, base: number): string {
  const differing = messages.filter(({ change }) => change !== "same");
  const steps = differing.filter(({ title }) => title !== FRAME_TITLE).length;
  const frame = differing.length > steps ? "its input or output" : "";
  const count = steps > 0 ? `${steps} ${steps === 1 ? "step" : "steps"}` : "";
  const words = [count, frame].filter(Boolean).join(" and ");
  if (words === "") return `nothing differs from v${base}`;
  return `${words} ${words === "1 step" ? "differs" : "differ"} from v${base}`;
}
