import { expect, test } from "vitest";
import { estimateExperiment } from "./estimate-experiment";

const past = {
  number: 7,
  answers: 100,
  costUsd: 0.5,
  startedAt: "2026-11-01T10:00:00.000Z",
  endedAt: "2026-11-01T10:01:00.000Z",
};

test("cells that ran before cost and take as long as then; those of one connection take turns", () => {
  const cell = { past, inputUsd: null };
  const cells = [
    { ...cell, connection: "openai" },
    { ...cell, connection: "openai" },
    { ...cell, connection: "anthropic" },
  ];
  expect(estimateExperiment(cells, 200)).toEqual({
    costUsd: 3,
    isLeast: false,
    unknown: 0,
    ms: 240_000,
  });
});

test("of a model that never ran the prompt's own text is the least, and free stays free", () => {
  const cells = [
    { connection: "openai", past: null, inputUsd: 0.001 },
    { connection: "local", past: null, inputUsd: 0 },
  ];
  expect(estimateExperiment(cells, 100)).toEqual({
    costUsd: 0.1,
    isLeast: true,
    unknown: 0,
    ms: null,
  });
});

test("cells without a price are counted as unknown, never as 0", () => {
  const cells = [{ connection: "own", past: null, inputUsd: null }];
  expect(estimateExperiment(cells, 100)).toMatchObject({ costUsd: 0, unknown: 1 });
});
