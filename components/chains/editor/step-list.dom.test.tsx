import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, within } from "@testing-library/react";
import { useState } from "react";
import { expect, test } from "vitest";
import { type EditorChain, toChain, toEditorChain } from "./editor-chain";
import { StepList } from "./step-list";
import type { ChainProblem, CheckedChain } from "./use-chain-check";

const steps = [
  { key: "answer", kind: "code", config: { code: "return {};" } },
  {
    key: "validate",
    kind: "validate",
    input: { value: "steps.answer.output.reply", cited: "steps.answer.output.citations" },
  },
];

const problem: ChainProblem = {
  path: "steps.1.input.cited",
  message: "“answer” has no output “citations”. Did you mean “cited”?",
  fix: "steps.answer.output.cited",
};

let latest: EditorChain;

function Part({ readOnly = false }: { readOnly?: boolean }) {
  const [chain, setChain] = useState(() => toEditorChain({ steps }));
  latest = chain;
  const check: CheckedChain = {
    problems: [problem],
    byStep: new Map([["s1", [problem]]]),
    outputs: new Map([["answer", { type: "object", properties: { cited: {} } }]]),
    prompts: new Map(),
  };
  const desk = { project: "tents", chain, check, base: null, readOnly, change: setChain };
  return <StepList desk={desk} open={null} onOpen={() => undefined} />;
}

const show = (readOnly = false) =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Part readOnly={readOnly} />
    </QueryClientProvider>,
  );

const step = (key: string) => screen.getByRole("listitem", { name: new RegExp(`, ${key}$`) });

test("a wiring problem stands at its step, and its button puts it right", () => {
  show();
  expect(within(step("answer")).queryByText(problem.message)).toBeNull();
  const validate = within(step("validate"));
  expect(validate.getByText(problem.message)).toBeTruthy();
  fireEvent.click(validate.getByRole("button", { name: "Use answer.cited" }));
  expect(toChain(latest).steps[1]?.input.cited).toBe("steps.answer.output.cited");
  expect(validate.getByRole("button", { name: "answer.cited" })).toBeTruthy();
});

test("a step moves by the keyboard", () => {
  show();
  const grip = screen.getByRole("button", { name: "Move validate, step 2 of 2" });
  fireEvent.keyDown(grip, { key: "ArrowUp", altKey: true });
  expect(latest.steps.map(({ step: { key } }) => key)).toEqual(["validate", "answer"]);
});

test("what a failure means is chosen at the step", () => {
  show();
  fireEvent.change(screen.getByLabelText("On failure, answer"), { target: { value: "fallback" } });
  const value = screen.getByLabelText("Value that answer falls back to");
  fireEvent.change(value, { target: { value: '{ "reply": "Sorry" }' } });
  expect(toChain(latest).steps[0]).toMatchObject({
    onFailure: "fallback",
    fallback: { reply: "Sorry" },
  });
});

test("who may only read sees the problem and can change nothing", () => {
  show(true);
  expect(within(step("validate")).getByText(problem.message)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Use answer.cited" })).toBeNull();
  expect(screen.queryByLabelText("On failure, answer")).toBeNull();
  expect(screen.queryByRole("button", { name: /^Move/ })).toBeNull();
});
