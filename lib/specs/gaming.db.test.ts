import { afterEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { parseOutputList } from "@/lib/runs/import/import-outputs";
import { recordRun } from "@/lib/runs/import/record-run";
import { retryErrors } from "@/lib/runs/retry-errors";
import { StartRun } from "@/lib/runs/start-contract";
import { refuse, runNow, workOff } from "@/lib/runs/test-run";
import { closedGates } from "@/lib/specs/gates/closed-gates";
import {
  echo,
  gate,
  NAME,
  names,
  prepare,
  right,
  stopModel,
  write,
} from "@/lib/specs/gates/test-gate";
import { listGates } from "./reads";

afterEach(stopModel);

/** Each is a way in which somebody who wants a pass might get one that the version does not deserve. */
describe("no gate is opened by somebody who", () => {
  test("raises the repeats", async () => {
    const turns = new Map<string, number>();
    // Right four times in five, on every case: a majority of answers would be right on all of them.
    const project = await prepare((message, ...rest) => {
      const turn = turns.get(message) ?? 0;
      turns.set(message, turn + 1);
      return turn % 5 === 0 ? "wrong" : echo(message, ...rest);
    });
    await write(project, { criteria: [right({ threshold: 0.9 })] });
    await runNow(project, { repeats: 5, concurrency: 1 });
    const { value, n, verdict } = await gate(project);
    expect(value).toBeCloseTo(0.8, 6);
    expect({ n, verdict }).toEqual({ n: 40, verdict: "fail" });
  });

  test("brings a trivial scorer of a known name", async () => {
    const project = await prepare(() => "always wrong");
    await runNow(project, {
      scorers: [{ kind: "contains", name: "equals", config: { value: "wrong" } }],
    });
    await write(project, {
      criteria: [right(), right({ key: "all", scorer: undefined, metric: "success_rate" })],
    });
    const { data } = await listGates(project.viewer, NAME, { version: 1 });
    expect(data.map(({ reason }) => reason)).toEqual(["not_scored", "not_scored"]);
  });

  test("brings a trivial scorer of another name", async () => {
    const project = await prepare(() => "always wrong");
    await runNow(project, { scorers: [{ kind: "contains", name: "easy", config: { value: "" } }] });
    await write(project, {
      criteria: [right(), right({ key: "all", scorer: undefined, metric: "success_rate" })],
    });
    const { data } = await listGates(project.viewer, NAME, { version: 1 });
    expect(data.map(({ verdict }) => verdict)).toEqual(["not_measured", "not_measured"]);
  });

  test("writes the outputs and imports them", async () => {
    const project = await prepare(() => "always wrong");
    await write(project, { criteria: [right()] });
    const outputs = names(40).map(({ caseId }) => ({ case: caseId, output: caseId }));
    const run = StartRun.parse({ prompt: NAME, version: 1, evalSet: "words" });
    const { id, number } = await recordRun(project.editor, run, parseOutputList(outputs));
    await workOff(id);
    const { data } = await listGates(project.viewer, NAME, { version: 1 });
    expect(data).toMatchObject([{ verdict: "not_measured", reason: "no_run", n: 0 }]);
    expect(data[0]?.why).toContain(
      `Run ${number} of version 1 has recorded outputs, which open no gate`,
    );
    // Nor does it hide a real run.
    await runNow(project, {});
    expect(await gate(project)).toMatchObject({ verdict: "fail", value: 0 });
  });

  test("runs from the cache until it costs and takes nothing", async () => {
    const project = await prepare(echo, names(40));
    await runNow(project, { cache: true });
    await db.runResult.updateMany({
      where: { run: { projectId: project.id } },
      data: { costUsd: 0.01, latencyMs: 5_000 },
    });
    await runNow(project, { cache: true });
    const metrics = { scorer: undefined, comparator: "<=" } as const;
    await write(project, {
      criteria: [
        right({ ...metrics, key: "cost", metric: "cost_usd", threshold: 0.005 }),
        right({ ...metrics, key: "slow", metric: "latency_p95_ms", threshold: 2_000 }),
      ],
    });
    const { data } = await listGates(project.viewer, NAME, { version: 1 });
    expect(data).toMatchObject([
      { verdict: "fail", value: expect.closeTo(0.01, 9) },
      { verdict: "fail", value: 5_000 },
    ]);
  });

  test("counts on errors to hide failures", async () => {
    const project = await prepare((message, call, response) =>
      /[05]$/.test(message) ? refuse(response, 400) : echo(message, call, response),
    );
    await runNow(project, {});
    await write(project, {
      criteria: [
        right(),
        right({
          key: "errors",
          scorer: undefined,
          metric: "error_rate",
          comparator: "<=",
          threshold: 0.05,
        }),
      ],
    });
    const { data } = await listGates(project.viewer, NAME, { version: 1 });
    expect(data).toMatchObject([
      {
        verdict: "inconclusive",
        why: "32 of 32 (100 %). 8 errors, which might cost the pass. Retry the errors.",
      },
      { verdict: "fail", value: 0.2, n: 40 },
    ]);
  });

  test("retries the errors away", async () => {
    let isDown = true;
    const project = await prepare((message, call, response) =>
      isDown && /[05]$/.test(message) ? refuse(response, 400) : echo(message, call, response),
    );
    const run = await runNow(project, {});
    isDown = false;
    await retryErrors(project.editor, run);
    await workOff(run);
    const errors = { scorer: undefined, metric: "error_rate", comparator: "<=" } as const;
    await write(project, { criteria: [right({ ...errors, threshold: 0.05 })] });
    expect(await gate(project)).toMatchObject({ value: 0.2, verdict: "fail" });
  });

  test("runs again until it is lucky", async () => {
    let isLucky = false;
    const project = await prepare((message, ...rest) =>
      !isLucky && /0[01][05]$/.test(message) ? "wrong" : echo(message, ...rest),
    );
    await write(project, { criteria: [right({ threshold: 0.95 })] });
    await runNow(project, {});
    await runNow(project, {});
    const unlucky = await gate(project);
    isLucky = true;
    await runNow(project, {});
    const after = await gate(project);
    expect(after.runs?.map(({ isCounted }) => isCounted)).toEqual([true, true, true]);
    expect(after.n).toBe(40);
    expect(after.value).toBeGreaterThan(unlucky.value ?? 1);
    expect(after.value).toBeLessThan(1);
    expect(after.verdict).not.toBe("pass");
  });

  test("compares with an environment where nothing is live, or that does not exist", async () => {
    const project = await prepare();
    await runNow(project, {});
    const against = (environment: string) =>
      write(project, {
        criteria: [right({ kind: "non_regression", threshold: 0.05, environment })],
      });
    await expect(against("nowhere")).rejects.toMatchObject({
      errors: [{ path: "criteria.0.environment" }],
    });
    await against("staging");
    const { data } = await listGates(project.viewer, NAME, { version: 1 });
    expect(data).toMatchObject([{ reason: "nothing_live_elsewhere" }]);
    expect(closedGates(data)).toHaveLength(1);
  });
});
