import { db } from "@/lib/db/client";
import { renderPrompt, requestOf } from "@/lib/executions/render-target";
import { StartExperiment } from "@/lib/experiments/start-contract";
import { startExperiment } from "@/lib/experiments/start-experiment";
import { contentOf, loadVersion } from "@/lib/prompts/load-prompt";
import { importRecordings } from "@/lib/providers/replay/import-recordings";
import { requestHash } from "@/lib/providers/replay/request-hash";
import { noUsage } from "@/lib/providers/usage/usage";
import { parseOutputList } from "@/lib/runs/import/import-outputs";
import { recordRun } from "@/lib/runs/import/record-run";
import { StartRun } from "@/lib/runs/start-contract";
import type { JsonValue } from "@/lib/scorers/json-value";
import { AGENT, AGENT_SET, agentVersions } from "./content/agent-chain";
import { BASELINE } from "./content/demo-content";
import { escalationCases } from "./content/escalation-cases";
import { applyKeywordRules, RULES_MODEL } from "./content/keyword-rules";
import { actorOf } from "./seed-content";
import { endRuns } from "./seed-runs";

const PROMPT = "support/escalation-check";
const EVAL_SET = "escalation-main";
const VERSIONS = [1, 2];

/**
 * Two versions against the rules of words that came before: recorded answers, really made by those rules. The worker
 * goes on with them while the story does.
 */
export async function seedExperiment(projectId: string): Promise<void> {
  if ((await db.experiment.count({ where: { projectId, prompt: { name: PROMPT } } })) > 0) return;
  const [priya, tomas] = [await actorOf("priya"), await actorOf("tomas")];
  const lines = await Promise.all(VERSIONS.map(recordingsOf));
  await importRecordings(priya, lines.flat().join("\n"));
  await startExperiment(
    tomas,
    StartExperiment.parse({
      ...{ prompt: PROMPT, evalSet: EVAL_SET, versions: VERSIONS, margin: 0.02 },
      models: [BASELINE, RULES_MODEL],
      baseline: { version: 1, model: RULES_MODEL },
    }),
  );
}

/**
 * What the agent loses by a shorter prompt for its first step, and by one passage in place of four. The worker goes on
 * with it while the story does.
 */
export async function seedChainExperiment(projectId: string): Promise<void> {
  const count = await db.experiment.count({ where: { projectId, prompt: { name: AGENT } } });
  if (count > 0) return;
  const [first] = agentVersions;
  const stepOf = (key: string, config: Record<string, JsonValue>) => {
    const step = first?.content.steps.find((one) => one.key === key);
    return { ...step, config: { ...step?.config, ...config } };
  };
  await startExperiment(
    await actorOf("tomas"),
    StartExperiment.parse({
      ...{ chain: AGENT, evalSet: AGENT_SET, margin: 0.02 },
      rows: [
        { name: "4 passages", version: 2 },
        { name: "1 passage", version: 2, steps: [stepOf("retrieve_policy", { topK: 1 })] },
      ],
      columns: [
        { name: "triage v4" },
        { name: "triage v1", steps: [stepOf("route", { version: 1 })] },
      ],
    }),
  );
}

/** What the rules answer to each request of a version. */
async function recordingsOf(version: number): Promise<string[]> {
  const content = contentOf(await loadVersion(await actorOf("tomas"), PROMPT, version));
  return escalationCases.map(({ input }) => {
    const rendered = renderPrompt(content, { values: input });
    if (!rendered.ok) throw new Error(`v${version} cannot be filled with the demo's cases.`);
    const startedAt = performance.now();
    const text = applyKeywordRules(input.message ?? "");
    const response = {
      ...{ text, toolCalls: [], finishReason: "stop", usage: noUsage, costUsd: 0 },
      latencyMs: performance.now() - startedAt,
      ...{ timeToFirstTokenMs: null, requestId: null, model: RULES_MODEL.name },
    };
    const hash = requestHash(requestOf({ ...content, model: RULES_MODEL }, rendered.messages));
    return JSON.stringify({ requestHash: hash, model: RULES_MODEL.name, response });
  });
}

/** What the two versions answered, as if the support desk's own tool had kept it: two imports to compare. */
export async function seedRecordedOutputs(projectId: string): Promise<void> {
  if ((await db.run.count({ where: { projectId, recorded: true } })) > 0) return;
  const tomas = await actorOf("tomas");
  for (const version of VERSIONS) {
    const results = await db.runResult.findMany({
      where: {
        run: {
          ...{ projectId, split: "development", experimentId: null, status: "completed" },
          ...{ prompt: { name: PROMPT }, version: { number: version } },
        },
      },
      orderBy: { position: "asc" },
      select: { caseId: true, output: true },
    });
    const outputs = results.map(({ caseId, output }) => ({ case: caseId, output }));
    await recordRun(
      tomas,
      StartRun.parse({
        ...{ prompt: PROMPT, version, evalSet: EVAL_SET },
        title: `Answers of v${version} in the support desk's tool (demo data)`,
      }),
      parseOutputList(outputs),
    );
  }
  await endRuns(projectId);
}
