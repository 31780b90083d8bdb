import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { CreateReleaseInput } from "@/lib/releases/contract";
import { PlanSection } from "./plan-section";
import { usePlanForm } from "./use-plan-form";

const TARGET = { prompt: "support/triage", version: 6, environment: "production" };
const NOTE = { goal: "Fewer escalations", change: "Reworded" };

const RUNNING = {
  ...{ id: "r1", number: 4, prompt: "support/triage", environment: "production" },
  ...{ stable: 4, candidate: 5, percent: 10, state: "running" },
};

let running: unknown[] = [];

beforeEach(() => {
  localStorage.clear();
  running = [];
  vi.stubGlobal(
    "fetch",
    vi.fn(async (url: string) => {
      if (url.includes("/previews")) return Response.json(PREVIEW);
      if (url.includes("/segments")) return Response.json({ data: [] });
      return Response.json({ data: running, nextCursor: null });
    }),
  );
});
afterEach(() => void vi.unstubAllGlobals());

const PREVIEW = {
  unitsPerDay: 700,
  requestsPerDay: 7_400,
  guardrails: [
    {
      stableValue: 0.003,
      problem: null,
      harms: [{ harm: 0.03, medianMinutes: 300, p95Minutes: 900 }],
    },
    { stableValue: 0.918, problem: null, harms: [] },
    { stableValue: null, problem: "No latency was measured.", harms: [] },
    { stableValue: 0.00214, problem: null, harms: [] },
  ],
  stages: [{ samplesAfterMinutes: 780 }, { samplesAfterMinutes: null }],
};

interface Props {
  stable?: number | null;
  save?: (body: CreateReleaseInput) => Promise<null>;
}

function Screen({ stable = 5, save = async () => null }: Props) {
  const form = usePlanForm({
    draftName: "tents",
    isFirst: stable === null,
    release: () => ({ ...TARGET, note: NOTE }),
    save,
    onSaved: () => {},
  });
  return (
    <>
      <PlanSection project="tents" target={TARGET} form={form} stable={stable} />
      <button type="button" onClick={form.submit}>
        Start
      </button>
    </>
  );
}

const show = (props: Props = {}) =>
  render(
    <QueryClientProvider
      client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}
    >
      <Screen {...props} />
    </QueryClientProvider>,
  );
/** The tables of a plan are loaded when it is chosen. */
const choose = async (plan: string) => {
  press(plan);
  await screen.findByLabelText("Stage 1, percent");
};
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole("button", { name }));
const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);
const write = (label: string, value: string) =>
  fireEvent.change(field(label), { target: { value } });

test("without a plan everybody gets it at once", async () => {
  const save = vi.fn(async () => null);
  show({ save });
  press("Start");
  await waitFor(() => expect(save).toHaveBeenCalledWith({ ...TARGET, note: NOTE }));
});

test("a plan is sent in the units of the API, and says when each stage begins", async () => {
  const save = vi.fn(async (_: CreateReleaseInput) => null);
  show({ save });
  await choose("Careful");
  expect(
    screen.getByText(/^10 % now, 50 % from .* at the earliest, 100 % not before/),
  ).toBeTruthy();
  write("Stage 1, percent", "5");
  write("Error rate, bar in pt", "+2");
  press("Start");
  await waitFor(() => expect(save).toHaveBeenCalled());
  const { rollout } = save.mock.calls[0]?.[0] ?? {};
  expect(rollout?.stages).toMatchObject([
    { percent: 5, minMinutes: 1_440 },
    { percent: 50, minMinutes: 1_440 },
  ]);
  expect(rollout?.guardrails?.[0]).toMatchObject({ metric: "error_rate", threshold: 0.02 });
  expect(screen.getByRole("button", { name: "Custom" }).getAttribute("aria-pressed")).toBe("true");
});

test("what is wrong with a stage or a bar stands at its row, and nothing is sent", async () => {
  const save = vi.fn(async () => null);
  show({ save });
  await choose("Careful");
  write("Stage 2, percent", "10");
  write("Success rate, bar in pt", "little");
  press("Start");
  await screen.findByText("Write the bar as a number.");
  write("Success rate, bar in pt", "−3");
  press("Start");
  await screen.findByText("Write more than the 10 % of the stage before.");
  expect(field("Stage 2, percent").getAttribute("aria-invalid")).toBe("true");
  expect(save).not.toHaveBeenCalled();
});

test("without guardrails the plan is labelled as unguarded", async () => {
  show();
  await choose("Fast");
  for (const name of ["Error rate", "Success rate", "p95 latency", /^Remove Cost/]) {
    press(typeof name === "string" ? `Remove ${name}` : name);
  }
  expect(screen.getByText("unguarded")).toBeTruthy();
  expect(screen.getByText(/nothing would notice/)).toBeTruthy();
});

test("the preview says what the stable version has now, what cannot be watched, and how soon a harm shows", async () => {
  show();
  await choose("Careful");
  await screen.findByText(
    "At current traffic it would notice a rise of 3 pt after about 5 h and roll back, 95 % of the time within 15 h.",
  );
  expect(screen.getByText("91.8 %")).toBeTruthy();
  expect(screen.getByText("not measured")).toBeTruthy();
  expect(screen.getByText("No latency was measured.")).toBeTruthy();
  expect(screen.getByText("after about 13 h")).toBeTruthy();
  expect(screen.getByText("no traffic")).toBeTruthy();
});

test("a first release has nothing to go back to, so there is no plan to choose", () => {
  show({ stable: null });
  expect(screen.getByText(/Nothing is live in production yet/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Careful" })).toBeNull();
});

test("a rollout that goes on there can be taken back first", async () => {
  running = [RUNNING];
  const save = vi.fn(async (_: CreateReleaseInput) => null);
  show({ save });
  await screen.findByText("v5 is rolling out in production.");
  fireEvent.click(screen.getByLabelText(/Take v5 back first/));
  press("Start");
  await waitFor(() => expect(save.mock.calls[0]?.[0]).toMatchObject({ endsRollout: true }));
});

test("the plan is there again after the page was closed", async () => {
  const first = show();
  await choose("Fast");
  write("Stage 1, minimum requests", "75");
  first.unmount();
  show();
  expect((await screen.findByLabelText<HTMLInputElement>("Stage 1, minimum requests")).value).toBe(
    "75",
  );
});
