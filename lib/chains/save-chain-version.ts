import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { alone } from "@/lib/db/around";
import { loadPromptOfKind } from "@/lib/prompts/load-prompt";
import { type AroundSave, refuseProblems, storeVersion } from "@/lib/prompts/save-version";
import { listProblems } from "./check-chain";
import type { ChainVersion, CreateChainVersion } from "./contract";
import { toChainVersion } from "./reads";

/** Saves the next version of a chain, once its steps fit together. */
export async function saveChainVersion(
  actor: Actor,
  name: string,
  input: CreateChainVersion,
  { around = alone }: { around?: AroundSave } = {},
): Promise<ChainVersion> {
  authorize(actor, { scope: "prompts:write", role: "editor" });
  const chain = await loadPromptOfKind(actor, name, "chain");
  const { commitMessage, ticketUrl, parentVersion, ...content } = input;
  const problems = await listProblems(actor, content);
  refuseProblems(
    chain,
    problems.map(({ path, message }) => ({ path, message })),
    parentVersion,
  );
  const about = { commitMessage, ticketUrl, parentVersion };
  const row = await storeVersion(actor, chain, {
    content: { kind: "chain", content },
    ...{ about, around },
  });
  return toChainVersion(row);
}
