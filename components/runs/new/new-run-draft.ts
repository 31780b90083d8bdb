import type { DraftScorer } from "@/components/eval-sets/scorers/draft-scorer";
import type { StartRunInput } from "@/lib/runs/start-contract";

/** A new run while it is filled in; numbers stay text until the server has read them. */
export interface NewRun {
  prompt: string;
  /** A version's number, or `draft`. */
  version: string;
  evalSet: string;
  split: "development" | "holdout";
  /** null: the eval set's own, or what fits its cases. */
  scorers: DraftScorer[] | null;
  provider: string;
  modelName: string;
  repeats: string;
  concurrency: string;
  cache: boolean;
  maxCostUsd: string;
  title: string;
}

const readNumber = (text: string) => (text.trim() === "" ? undefined : Number(text));

/** The body of the request; what was left empty is left out. */
export function toStartRun(
  run: NewRun,
  target: Pick<StartRunInput, "prompt" | "chain" | "version" | "content" | "chainContent">,
): StartRunInput {
  const [repeats, concurrency, maxCostUsd] = [
    readNumber(run.repeats),
    readNumber(run.concurrency),
    readNumber(run.maxCostUsd),
  ];
  return {
    ...target,
    evalSet: run.evalSet,
    split: run.split,
    cache: run.cache,
    ...(run.scorers ? { scorers: run.scorers.map(toSpec) } : {}),
    ...(run.provider ? { model: { provider: run.provider, name: run.modelName } } : {}),
    ...(repeats === undefined ? {} : { repeats }),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(maxCostUsd === undefined ? {} : { maxCostUsd }),
    ...(run.title.trim() ? { title: run.title.trim() } : {}),
  };
}

/** A form's free shape; the server says what is wrong with it, field by field. */
export function toSpec({ kind, name, config }: DraftScorer) {
  return { kind, ...(name ? { name } : {}), config } as NonNullable<
    StartRunInput["scorers"]
  >[number];
}
