import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import type { Prompt } from "@/lib/prompts/contract";
import type { ChainDesk } from "../editor/chain-desk";
import { toChain, toEditorChain } from "../editor/editor-chain";
import { ChainTryPane } from "./chain-try-pane";

vi.mock("next/navigation", () => ({ useSearchParams: () => new URLSearchParams() }));
afterEach(() => void vi.unstubAllGlobals());

const code = (key: string, value: string) => ({
  ...{ key, kind: "code", config: { code: "return 1;" }, input: { value } },
});
const chain = toEditorChain({
  steps: [
    code("sort", "inputs.ticket"),
    code("answer", "steps.sort.output"),
    code("check", "steps.answer.output.cited"),
  ],
});
const problem = { path: "steps.2.input.value", message: "“answer” has no “cited”." };

const ended = (key: string, output: unknown) => ({
  ...{ key, kind: "code", mode: "live", status: "ok", input: {}, calls: 0, output },
  ...{ latencyMs: 12, costUsd: 0, inputTokens: 0, outputTokens: 0 },
});

const done = { output: null, steps: [], firstWrongStep: null, latencyMs: 24, calls: 0 };
const usage = { costUsd: 0, inputTokens: 0, outputTokens: 0 };

const stream = (...events: [string, unknown][]) =>
  new Response(
    events.map(([event, data]) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`).join(""),
  );

/** Each try that is asked for, answered in turn; everything else has no data. */
function answerWith(...answers: Response[]) {
  const bodies: Record<string, unknown>[] = [];
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    if (!path.endsWith("/tries")) return Response.json({ data: [], nextCursor: null });
    bodies.push(JSON.parse(String(init.body)));
    return answers[bodies.length - 1];
  });
  return bodies;
}

function show(problems: (typeof problem)[]) {
  const desk = {
    project: "tents",
    chain,
    check: { problems, byStep: new Map(), outputs: new Map(), prompts: new Map() },
    base: null,
    readOnly: false,
    change: () => undefined,
  } as ChainDesk;
  const prompt = { name: "support/agent", kind: "chain", lastEval: null } as Prompt;
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ChainTryPane
        handle={{ current: null }}
        chain={prompt}
        desk={desk}
        current={() => toChain(chain)}
      />
    </QueryClientProvider>,
  );
}

const keysOf = (body: Record<string, unknown> = {}) =>
  (body.content as { steps: { key: string }[] }).steps.map(({ key }) => key);

test("a chain with a problem runs up to it, and says what has to be put right", async () => {
  const bodies = answerWith(
    stream(
      ["step", ended("sort", "billing")],
      ["step", ended("answer", "Hello")],
      ["done", { ...done, usage }],
    ),
  );
  show([problem]);
  fireEvent.change(screen.getByLabelText("ticket"), { target: { value: "Charged twice" } });
  fireEvent.click(screen.getByRole("button", { name: /^Run/ }));
  const answer = await screen.findByRole("listitem", { name: "answer: done" });
  expect(answer.textContent).toContain("Hello");
  expect(answer.textContent).toContain("12 ms");
  expect(screen.getByRole("listitem", { name: "check: blocked" }).textContent).toContain(
    problem.message,
  );
  expect(keysOf(bodies[0])).toEqual(["sort", "answer"]);
  expect(bodies[0]).toMatchObject({ variables: { ticket: "Charged twice" } });
});

test("one step runs alone with what the steps before it gave", async () => {
  const first = stream(
    ["step", ended("sort", "billing")],
    ["step", ended("answer", "Hello")],
    ["step", ended("check", "fine")],
    ["done", { ...done, usage }],
  );
  const second = stream(["step", ended("answer", "Hello again")], ["done", { ...done, usage }]);
  const bodies = answerWith(first, second);
  show([]);
  fireEvent.click(screen.getByRole("button", { name: /^Run/ }));
  const answer = await screen.findByRole("listitem", { name: "answer: done" });
  await screen.findByRole("listitem", { name: "check: done" });
  fireEvent.click(await within(answer).findByRole("button", { name: "Run this step alone" }));
  await screen.findByText("Hello again");
  expect(keysOf(bodies[1])).toEqual(["sort", "answer"]);
  expect(bodies[1]).toMatchObject({ outputs: { sort: "billing" } });
  expect(screen.getByRole("listitem", { name: "sort: done" }).textContent).toContain("billing");
});

test("a try that is refused says why", async () => {
  answerWith(
    Response.json({ code: "invalid", status: 422, detail: "Give “ticket”." }, { status: 422 }),
  );
  show([]);
  fireEvent.click(screen.getByRole("button", { name: /^Run/ }));
  expect((await screen.findByRole("alert")).textContent).toContain("Give “ticket”.");
});
