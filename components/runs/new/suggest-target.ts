interface PromptChoice {
  name: string;
  lastEval?: { evalSet: string } | null | undefined;
}

interface SetChoice {
  name: string;
  counts: { development: number };
}

/**
 * The prompt and the eval set that a new run begins with: what was asked for, else what they were measured
 * on before, else the only one there is. Undefined: a person has to choose, for any other would be a guess.
 */
export function suggestTarget<Prompt extends PromptChoice>(
  target: { prompt: string | null; evalSet: string | null },
  prompts: readonly Prompt[],
  sets: readonly SetChoice[],
): { prompt: Prompt | undefined; evalSet: string | undefined } {
  const named = (name: string | null | undefined) => sets.find((set) => set.name === name)?.name;
  const measured = prompts.filter(({ lastEval }) => lastEval?.evalSet === target.evalSet);
  const prompt = target.prompt
    ? prompts.find(({ name }) => name === target.prompt)
    : (only(measured) ?? only(prompts));
  const filled = sets.filter(({ counts }) => counts.development > 0);
  return {
    prompt,
    evalSet: named(target.evalSet) ?? named(prompt?.lastEval?.evalSet) ?? only(filled)?.name,
  };
}

const only = <Choice>(choices: readonly Choice[]) =>
  choices.length === 1 ? choices[0] : undefined;
