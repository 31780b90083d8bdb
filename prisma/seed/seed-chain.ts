import { createChain } from "@/lib/chains/create-chain";
import { saveChainVersion } from "@/lib/chains/save-chain-version";
import { db } from "@/lib/db/client";
import { createDocumentSet } from "@/lib/documents/create-document-set";
import { importDocuments } from "@/lib/documents/import/import-documents";
import { ImportDocumentsQuery } from "@/lib/documents/import/import-report";
import { createEvalSet } from "@/lib/eval-sets/create-eval-set";
import { importCases } from "@/lib/eval-sets/import/import-cases";
import { ImportQuery } from "@/lib/eval-sets/import/import-report";
import { startWhatIf } from "@/lib/runs/what-if/start-what-if";
import { StartWhatIf } from "@/lib/runs/what-if/what-if-contract";
import { ScorerList } from "@/lib/scorers/contract";
import {
  AGENT,
  AGENT_SET,
  agentCases,
  agentVersions,
  chooseReplyPrompt,
  POLICIES,
  policyPassages,
} from "./content/agent-chain";
import { actorOf, seedPrompt } from "./seed-content";
import { allEnded } from "./seed-runs";

/** The support chain with what its steps use and what it is measured on. */
export async function seedAgent(projectId: string): Promise<void> {
  const ines = await actorOf("ines");
  await seedPrompt(projectId, chooseReplyPrompt, 1);
  const named = (name: string) => ({ projectId_name: { projectId, name } });
  if (!(await db.documentSet.findUnique({ where: named(POLICIES) }))) {
    const description = "What Northwind promises its customers, clause by clause. Demo data.";
    await createDocumentSet(ines, { name: POLICIES, description, language: "english" });
    await importDocuments(ines, POLICIES, {
      bytes: Buffer.from(JSON.stringify(policyPassages)),
      contentType: "application/json",
      query: ImportDocumentsQuery.parse({}),
    });
  }
  if (!(await db.evalSet.findUnique({ where: named(AGENT_SET) }))) {
    const description = "Tickets with what every step of the support chain should give. Demo data.";
    const scorers = ScorerList.parse([{ kind: "equals", name: "reply" }]);
    await createEvalSet(ines, { name: AGENT_SET, description, scorers });
    await importCases(ines, AGENT_SET, {
      bytes: Buffer.from(agentCases.map((one) => JSON.stringify(one)).join("\n")),
      contentType: "application/jsonl",
      query: ImportQuery.parse({}),
    });
  }
  if (!(await db.prompt.findUnique({ where: named(AGENT) }))) {
    const description =
      "Sorts a ticket, finds the policy, chooses a tool and a reply, and checks it";
    await createChain(ines, { name: AGENT, description });
  }
}

export async function seedAgentVersion(projectId: string, number: number): Promise<void> {
  const chain = await db.prompt.findUniqueOrThrow({
    where: { projectId_name: { projectId, name: AGENT } },
  });
  const version = agentVersions[number - 1];
  if (!version || chain.latestVersion >= number) return;
  const { author, commitMessage, content } = version;
  await saveChainVersion(await actorOf(author), AGENT, { ...content, commitMessage });
}

/** Asks of the last run what would have come out with the right tool. */
export async function seedWhatIf(projectId: string): Promise<void> {
  const run = await db.run.findFirst({
    where: { projectId, prompt: { name: AGENT }, version: { number: 2 }, whatIfOfId: null },
    orderBy: { number: "desc" },
    include: { whatIfs: true },
  });
  if (!run || run.whatIfs.length > 0) return;
  const input = StartWhatIf.parse({ step: "select_tool", output: "expected" });
  await startWhatIf(await actorOf("ines"), String(run.number), input);
  await allEnded(projectId);
}
