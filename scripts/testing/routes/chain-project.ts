import type { Actor } from "@/lib/auth/actor";
import { CreateChainVersion } from "@/lib/chains/contract";
import { createChain } from "@/lib/chains/create-chain";
import { saveChainVersion } from "@/lib/chains/save-chain-version";
import { StartRun } from "@/lib/runs/start-contract";
import { startRun } from "@/lib/runs/start-run";
import { workOff } from "@/lib/runs/test-run";

/** Two steps that ask no model, so that they run anywhere. */
export const chainOf = (word: string) => ({
  steps: [
    {
      key: "sort",
      kind: "code",
      config: { code: `return ${JSON.stringify(word)} + input.ticket;` },
      input: { ticket: "inputs.ticket" },
    },
    {
      key: "check",
      kind: "validate",
      config: { scorer: { kind: "contains", config: { value: word } } },
      input: { value: "steps.sort.output" },
    },
  ],
});

/** A chain with two versions, and a run of the first; gives the run's id. */
export async function evaluateChain(
  editor: Actor,
  { chain, evalSet }: { chain: string; evalSet: string },
  secret: string,
): Promise<string> {
  await createChain(editor, { name: chain, description: secret });
  for (const word of ["first", "second"]) {
    const version = { ...chainOf(`${secret} ${word} `), commitMessage: secret };
    await saveChainVersion(editor, chain, CreateChainVersion.parse(version));
  }
  const { id } = await startRun(editor, StartRun.parse({ chain, version: 1, evalSet }));
  await workOff(id);
  return id;
}
