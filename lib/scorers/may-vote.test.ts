import { expect, test } from "vitest";
import { ScorerSpec, type ScorerSpecInput } from "./contract";
import { type JudgeStanding, listJudgeNames, mayAllVote, mayVote } from "./may-vote";

const judgeStanding = (state: JudgeStanding["state"], reasons: string[] = []): JudgeStanding => ({
  state,
  reasons,
  definitionHash: "1",
  counts: null,
});
const standings = new Map([
  ["helpful", judgeStanding("calibrated")],
  [
    "polite",
    judgeStanding("uncalibrated", ["The true negative rate is at least 66 %; the bar is 80 %."]),
  ],
  ["brief", judgeStanding("stale", ["The policy changed."])],
]);
const scorer = (spec: ScorerSpecInput) => ScorerSpec.parse(spec);
const KINDS = ["judge-rubric", "judge-label", "judge-pairwise", "judge-grounded"] as const;
const equals = { kind: "equals" } as const;

for (const kind of KINDS) {
  const named = (judge: string) => scorer({ kind, config: { judge } });

  test(`${kind} votes when its judge is calibrated, alone and in a weighted set`, () => {
    expect(mayVote(named("helpful"), standings)).toEqual({ isAllowed: true });
    expect(mayVote(withMember(kind, "helpful"), standings)).toEqual({ isAllowed: true });
  });

  test.each([
    ["polite", /polite is not calibrated against people. The true negative rate/],
    ["brief", /brief is stale. The policy changed/],
    ["gone", /no judge gone/],
  ])(`${kind} of the judge %s says why it has no vote`, (judge, why) => {
    for (const spec of [named(judge), withMember(kind, judge)]) {
      const vote = mayVote(spec, standings);
      expect(vote.isAllowed ? "" : vote.why).toMatch(why);
    }
    expect(mayAllVote([scorer(equals), named(judge)], standings).isAllowed).toBe(false);
  });
}

function withMember(kind: (typeof KINDS)[number], judge: string) {
  const scorers = [{ scorer: equals }, { scorer: { kind, config: { judge } } }];
  return scorer({ kind: "all", config: { scorers } });
}

test("a rubric of its own never votes, whatever is calibrated", () => {
  const vote = mayVote(scorer({ kind: "judge-rubric", config: { rubric: "Is kind." } }), standings);
  expect(vote.isAllowed ? "" : vote.why).toMatch(/Make it a judge/);
});

test("rules vote", () => {
  const weighted = scorer({ kind: "all", config: { scorers: [{ scorer: equals }] } });
  expect(mayAllVote([scorer(equals), scorer({ kind: "label" }), weighted], new Map())).toEqual({
    isAllowed: true,
  });
});

test("the judges that scorers name, each once, also those of a weighted set", () => {
  const specs = [
    withMember("judge-label", "a"),
    scorer({ kind: "judge-rubric", config: { judge: "b" } }),
    scorer({ kind: "judge-label", config: { judge: "a" } }),
    scorer(equals),
  ];
  expect(listJudgeNames(specs)).toEqual(["a", "b"]);
});
