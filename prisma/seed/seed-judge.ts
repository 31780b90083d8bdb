import { db } from "@/lib/db/client";
import { startCalibration } from "@/lib/judges/calibrate/start-calibration";
import { WriteJudge } from "@/lib/judges/contract";
import { importLabels } from "@/lib/judges/labels/import-labels";
import { loadJudgeDefinitions } from "@/lib/judges/load-definitions";
import { writeJudge } from "@/lib/judges/write-judge";
import { importRecordings } from "@/lib/providers/replay/import-recordings";
import { requestHash } from "@/lib/providers/replay/request-hash";
import { noUsage } from "@/lib/providers/usage/usage";
import type { JsonValue } from "@/lib/scorers/json-value";
import { definedRequest } from "@/lib/scorers/score/judge-request";
import {
  type DemoVerdict,
  demoReplies,
  JUDGE,
  JUDGE_POLICY,
  judgePrompt,
  THRESHOLD,
} from "./content/demo-judge";
import { actorOf, seedPrompt } from "./seed-content";
import { allEnded } from "./seed-runs";

/** A judge with its labels, compared with those of dev. What it says is recorded; the worker asks for it. */
export async function seedJudge(projectId: string): Promise<void> {
  const priya = await actorOf("priya");
  if (await isCalibrated(projectId, "dev")) return;
  await seedPrompt(projectId, judgePrompt, 1);
  const judge = WriteJudge.parse({
    ...{ kind: "rubric", prompt: judgePrompt.name, version: 1 },
    ...{ policy: JUDGE_POLICY, threshold: THRESHOLD },
  });
  await writeJudge(priya, JUDGE, judge);
  const replies = demoReplies();
  const rows = replies.flatMap(({ inputs, output, split, labels }) =>
    labels.map((label) => ({ inputs, output, split, ...label })),
  );
  const { errors } = await importLabels(priya, JUDGE, {
    bytes: Buffer.from(JSON.stringify(rows)),
    contentType: "application/json",
    query: { dryRun: false },
  });
  if (errors.length > 0) throw new Error(`The demo labels do not fit: ${JSON.stringify(errors)}`);
  await recordVerdicts(
    projectId,
    replies.map(({ inputs: input, output, ...verdict }) => ({ input, output, ...verdict })),
  );
  await startCalibration(priya, JUDGE, { split: "dev" });
}

/** One look at the test split decides. */
export async function calibrateOnTest(projectId: string): Promise<void> {
  await allEnded(projectId);
  if (await isCalibrated(projectId, "test")) return;
  await startCalibration(await actorOf("priya"), JUDGE, { split: "test" });
}

const isCalibrated = async (projectId: string, split: string): Promise<boolean> =>
  (await db.judgeCalibration.count({ where: { judge: { projectId, name: JUDGE }, split } })) > 0;

interface JudgedReply extends DemoVerdict {
  input: Record<string, JsonValue>;
  output: string;
}

/** What the judge will answer about these replies, the first and the second time. */
export async function recordVerdicts(
  projectId: string,
  replies: readonly JudgedReply[],
): Promise<void> {
  const definition = (await loadJudgeDefinitions(projectId, [JUDGE]))[JUDGE];
  if (!definition) throw new Error("The judge of the demo has no definition.");
  const model = definition.model.name;
  const lines = replies.flatMap(({ input, output, scores, reason }) => {
    const parts = { input, output, expected: null, context: null };
    const { messages, schema, settings = {} } = definedRequest(definition, parts);
    const hash = requestHash({ model, messages, settings, outputSchema: schema });
    return scores.map((score, index) => {
      const answer = { passed: score >= THRESHOLD, score, reason };
      const response = {
        ...{ text: JSON.stringify(answer), toolCalls: [], finishReason: "stop" },
        ...{ usage: noUsage, costUsd: 0, latencyMs: 0, timeToFirstTokenMs: null },
        ...{ requestId: null, model },
      };
      return JSON.stringify({ requestHash: hash, model, repeat: index + 1, response });
    });
  });
  await importRecordings(await actorOf("priya"), lines.join("\n"));
}
