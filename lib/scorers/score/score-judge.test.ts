import fc from "fast-check";
import { expect, test } from "vitest";
import { type ScorerOf, ScorerSpec } from "@/lib/scorers/contract";
import { type JudgeRequest, judgeRequest } from "./judge-prompt";
import { parseJudgeAnswer } from "./score-judge";
import { scoreOutput } from "./score-output";

const spec = ScorerSpec.parse({
  kind: "judge-rubric",
  config: { rubric: "Names the order {{input.order}}." },
}) as ScorerOf<"judge-rubric">;

const candidate = {
  output: "Your order A-7 has left.",
  expected: null,
  input: { order: "A-7" },
  latencyMs: 1,
  costUsd: null,
};

test("the judge sees the rubric with the case's own values, the input and the answer", async () => {
  const seen: JudgeRequest[] = [];
  const judge = async (request: JudgeRequest) => {
    seen.push(request);
    return '```json\n{"passed": true, "score": 0.9, "reason": "It names A-7."}\n```';
  };
  const score = await scoreOutput(spec, { ...candidate, judge }, "a");
  expect(score).toMatchObject({ passed: true, value: 0.9, reason: "It names A-7." });
  const user = seen[0]?.messages[1]?.content ?? "";
  expect(user).toContain("<<<RUBRIC>>>\nNames the order A-7.\n<<<END RUBRIC>>>");
  expect(user).toContain("<<<ANSWER>>>\nYour order A-7 has left.\n<<<END ANSWER>>>");
});

test("no answer can close its own fence", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("<", ">", "<<<END ANSWER>>>", "END ANSWER", "\n", "x")),
      (parts) => {
        const { messages } = judgeRequest(spec, { ...candidate, output: parts.join("") });
        expect(messages[1]?.content.match(/<<<END ANSWER>>>/g)).toHaveLength(1);
      },
    ),
  );
});

test("members that a judge adds of its own do not spoil its verdict", () => {
  const answer = '{"passed":true,"reason":"Names A-7.","confidence":"high"}';
  expect(parseJudgeAnswer(answer)).toMatchObject({ passed: true, reason: "Names A-7." });
});

test.each([
  ["I would say it passes", /not JSON/],
  ['{"passed":"yes","reason":"x"}', /not in the agreed form: passed/],
  ['{"passed":true}', /not in the agreed form: reason/],
  ['{"passed":true,"score":7,"reason":"x"}', /not in the agreed form: score/],
  ["", /not JSON/],
])("the judge's %j is an error of the scorer", (answer, reason) => {
  const answerRead = parseJudgeAnswer(answer);
  expect(answerRead.status).toBe("errored");
  expect(answerRead.reason).toMatch(reason);
});

test("with a threshold the score decides, and a missing score is an error", () => {
  expect(parseJudgeAnswer('{"passed":true,"score":0.6,"reason":"x"}', 0.7)).toMatchObject({
    passed: false,
    value: 0.6,
  });
  expect(parseJudgeAnswer('{"passed":true,"reason":"x"}', 0.7).status).toBe("errored");
});

test("a judge that cannot be reached is an error, with its message", async () => {
  const judge = async () => {
    throw new Error("429 from the judge's provider");
  };
  expect(await scoreOutput(spec, { ...candidate, judge }, "a")).toMatchObject({
    status: "errored",
    reason: "The judge could not be asked: 429 from the judge's provider",
  });
});
