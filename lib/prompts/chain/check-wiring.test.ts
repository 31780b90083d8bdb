import { expect, test } from "vitest";
import { ChainContent } from "./chain-content";
import { checkWiring } from "./check-wiring";

const prompts = new Map([
  ["reply@1", { variables: ["ticket"], outputSchema: null }],
  [
    "answer@1",
    {
      variables: ["ticket"],
      outputSchema: {
        type: "object",
        properties: {
          reply: { type: "string" },
          cited: { type: "array", items: { type: "string" } },
        },
      },
    },
  ],
]);
const answer = (more: object = {}) => ({
  key: "answer",
  kind: "prompt",
  config: { prompt: "answer", version: 1 },
  input: { ticket: "inputs.ticket" },
  ...more,
});
const code = (input: object) => ({
  key: "code",
  kind: "code",
  config: { code: "return 1;" },
  input,
});
const problemsOf = (steps: object[], more: object = {}) =>
  checkWiring(ChainContent.parse({ steps, ...more }), prompts).map(({ path, message, fix }) => [
    path,
    message,
    fix,
  ]);

test("a chain whose steps fit together has no problem", () => {
  expect(problemsOf([answer(), code({ text: "steps.answer.output.cited.0" })])).toEqual([]);
});

test("a member that was renamed is named, with the one that was meant", () => {
  expect(problemsOf([answer(), code({ text: "steps.answer.output.citations" })])).toEqual([
    [
      "steps.1.input.text",
      "“answer” has no output “citations”. Did you mean “cited”?",
      "steps.answer.output.cited",
    ],
  ]);
});

test("text has no members", () => {
  const reply = answer({ config: { prompt: "reply", version: 1 } });
  expect(problemsOf([reply, code({ text: "steps.answer.output.reply" })])).toEqual([
    [
      "steps.1.input.text",
      "“answer” has no “reply”: its output is text. Use steps.answer.output.",
      "steps.answer.output",
    ],
  ]);
});

test("a variable that a prompt needs and a version that does not exist stand at their step", () => {
  expect(problemsOf([answer({ input: {} })]).map(([path]) => path)).toEqual([
    "steps.0.input.ticket",
  ]);
  expect(
    problemsOf([answer({ config: { prompt: "answer", version: 9 } })]).map(([path]) => path),
  ).toEqual(["steps.0.config.version"]);
});

test("steps that come later, that are not there, and two of one name", () => {
  expect(
    problemsOf([
      code({ a: "steps.answer.output", b: "steps.nobody.output" }),
      answer(),
      answer(),
    ]).map(([path]) => path),
  ).toEqual(["steps.0.input.a", "steps.0.input.b", "steps.2.key"]);
});

test("inputs are those of the chain, where it says which it takes", () => {
  const inputs = { type: "object", properties: { ticket: { type: "string" } } };
  expect(problemsOf([code({ a: "inputs.tickets" })], { inputs })).toEqual([
    [
      "steps.0.input.a",
      "The chain's input has no tickets. Did you mean “ticket”?",
      "inputs.ticket",
    ],
  ]);
});

test("a step of a branch needs a route before it that has the branch", () => {
  const branches = [{ name: "pay", when: { value: "kind", operator: "exists" } }];
  const route = {
    key: "desk",
    kind: "route",
    config: { branches, otherwise: "talk" },
    input: { kind: "inputs.kind" },
  };
  const later = (is: string[], step = "desk") => answer({ onlyIf: { step, is } });
  expect(problemsOf([route, later(["pay", "talk"])])).toEqual([]);
  expect(problemsOf([route, later(["gone"])]).map(([path]) => path)).toEqual(["steps.1.onlyIf.is"]);
  expect(problemsOf([later(["pay"])]).map(([path]) => path)).toEqual(["steps.0.onlyIf.step"]);
});

test("a validation and a retrieval say where what they look at comes from; a tool its required arguments", () => {
  const validate = { key: "v", kind: "validate", config: { scorer: { kind: "is-json" } } };
  const retrieve = { key: "r", kind: "retrieve", config: { documents: "policies" } };
  const tool = { name: "lookup", parameters: { type: "object", required: ["order"] } };
  const lookup = { key: "t", kind: "tool", config: { tool, canned: [{ output: 1 }] } };
  expect(problemsOf([validate, retrieve, lookup]).map(([path]) => path)).toEqual([
    "steps.0.input.value",
    "steps.1.input.query",
    "steps.2.input.order",
  ]);
});
