import { formatFixed } from "@/lib/format-number";
import type { ScorerOf } from "@/lib/scorers/contract";
import { type Candidate, errored, type Finding, scored } from "@/lib/scorers/finding";
import { computeCosine } from "@/lib/scorers/similarity/cosine";
import { referencesOf } from "./score-similarity";
import { missingExpected } from "./score-text";

/** Turns texts into vectors by a model; throws when the call fails. */
export type Embed = (request: {
  model: { provider: string; name: string };
  texts: string[];
}) => Promise<number[][]>;

const MOST_REFERENCES = 20;

/** The cosine of the embeddings of the answer and of the closest expected text. */
export async function scoreSimilar(
  { config }: ScorerOf<"similar">,
  candidate: Candidate,
  embed: Embed | undefined,
): Promise<Finding> {
  const { model, threshold } = config;
  const references = referencesOf(config.value, candidate)?.slice(0, MOST_REFERENCES);
  if (!references) return missingExpected("value");
  if (!embed) return errored("No model for embeddings is set up here.");
  let vectors: number[][];
  try {
    vectors = await embed({ model, texts: [candidate.output, ...references] });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return errored(`The embeddings could not be computed: ${reason}`);
  }
  const [output, ...others] = vectors;
  const similarities = others.flatMap((vector) => computeCosine(output ?? [], vector) ?? []);
  if (similarities.length === 0) {
    return errored(`${model.name} gave no vectors that can be compared.`);
  }
  const similarity = Math.max(...similarities);
  const passed = similarity >= threshold - 1e-9;
  const bar = passed ? "" : `, needs ${formatFixed(threshold)}`;
  return scored(passed, `similarity ${formatFixed(similarity)} by ${model.name}${bar}`, {
    value: similarity,
  });
}
