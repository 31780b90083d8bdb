import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { NuqsTestingAdapter } from "nuqs/adapters/testing";
import { afterEach, expect, test, vi } from "vitest";
import type { ChainCheck } from "@/lib/chains/contract";
import { chainQueries } from "@/lib/chains/queries";
import type { ChainContent } from "@/lib/prompts/chain/chain-content";
import { promptQueries } from "@/lib/prompts/queries";
import { ChainEditorPage } from "./chain-editor-page";

const router = { push: vi.fn(), replace: vi.fn() };
vi.mock("next/navigation", () => ({
  useRouter: () => router,
  useSearchParams: () => new URLSearchParams(),
}));
// Monaco needs a browser.
vi.mock("@/components/editor/code-editor", () => ({ CodeEditor: () => null }));
afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
});

const chain = { name: "support/agent", kind: "chain", latestVersion: null, live: {}, tags: [] };
const nothing: ChainCheck = { problems: [], outputs: [], prompts: [] };

interface Server {
  check?: (content: ChainContent) => ChainCheck | Response;
  draft?: (body: { content: ChainContent; expectedRevision: number }) => Response;
}

/** The API as far as the editor asks it; gives what it was sent. */
function serve({ check = () => nothing, draft }: Server = {}) {
  let saved: object = {};
  const sent: { path: string; method: string; body: unknown }[] = [];
  vi.stubGlobal("fetch", async (path: string, init: RequestInit = {}) => {
    const { method = "GET" } = init;
    const body = init.body ? JSON.parse(String(init.body)) : undefined;
    if (method !== "GET") sent.push({ path, method, body });
    if (path.endsWith("/chain-checks")) {
      const answer = check(body);
      return answer instanceof Response ? answer : Response.json(answer);
    }
    if (path.endsWith("/draft") && method === "PUT") {
      const stored = { ...body, revision: 1, savedAt: "2026-11-30T12:00:00.000Z" };
      return draft ? draft(body) : Response.json(stored);
    }
    if (path.endsWith("/draft")) return Response.json(null);
    if (path.endsWith("/versions") && method === "POST") {
      saved = { ...body, number: 1 };
      return Response.json(saved, { status: 201 });
    }
    if (path.endsWith("/versions/1")) return Response.json(saved);
    if (path.endsWith("/chains/support%2Fagent")) return Response.json(chain);
    if (path.endsWith("/prompts/support%2Fagent")) return Response.json(chain);
    return Response.json({ data: [], nextCursor: null });
  });
  return sent;
}

function show(draft: object | null = null) {
  const client = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: 60_000 } },
  });
  client.setQueryData(promptQueries.detail("tents", "support/agent").queryKey, chain as never);
  client.setQueryData(chainQueries.draft("tents", "support/agent").queryKey, draft as never);
  render(
    <NuqsTestingAdapter hasMemory>
      <QueryClientProvider client={client}>
        <ChainEditorPage
          project="tents"
          name="support/agent"
          person="ines"
          mayWrite
          from={null}
          missing={null}
        />
      </QueryClientProvider>
    </NuqsTestingAdapter>,
  );
}

const draftOf = (...steps: object[]) => ({
  content: { steps },
  ...{ baseVersion: null, revision: 3, savedAt: "2026-11-30T11:00:00.000Z" },
});

const step = (key: string) => screen.findByRole("listitem", { name: new RegExp(`, ${key}$`) });

test("an empty chain offers its first step, which is saved as a draft", async () => {
  const sent = serve();
  show();
  await screen.findByText("No steps yet");
  fireEvent.click(screen.getByRole("button", { name: "Step" }));
  fireEvent.click(await screen.findByRole("menuitem", { name: /^code/ }));
  expect(await step("compute")).toBeTruthy();
  await waitFor(() => expect(sent.some(({ method }) => method === "PUT")).toBe(true));
  expect(sent.find(({ method }) => method === "PUT")?.body).toMatchObject({
    content: { steps: [{ key: "compute", kind: "code" }] },
    expectedRevision: 0,
  });
});

test("a step that is not filled in is refused at its place, and the steps before it are still checked", async () => {
  const outputs = [{ key: "one", schema: { type: "object", properties: { category: {} } } }];
  serve({
    check: ({ steps }) =>
      steps.length === 1
        ? { ...nothing, outputs }
        : Response.json(
            {
              ...{ code: "invalid", status: 422, detail: "Check the fields." },
              errors: [{ path: "steps.1.config.prompt", message: "Name a prompt." }],
            },
            { status: 422 },
          ),
  });
  show(
    draftOf(
      { key: "one", kind: "code", config: { code: "return {};" } },
      { key: "two", kind: "prompt" },
    ),
  );
  expect(within(await step("two")).getByText("no prompt yet")).toBeTruthy();
  expect(await within(await step("two")).findByText("Name a prompt.")).toBeTruthy();
  expect(await within(await step("one")).findByText("category")).toBeTruthy();
  expect(screen.getByText("1 problem")).toBeTruthy();
  const save = screen.getByRole("button", { name: /Save version/ });
  expect((save as HTMLButtonElement).disabled).toBe(true);
});

test("a new key is taken over by every step that names the old one", async () => {
  const sent = serve();
  show(
    draftOf(
      { key: "one", kind: "code", config: { code: "return 1;" } },
      { key: "two", kind: "code", input: { value: "steps.one.output" } },
    ),
  );
  fireEvent.click(within(await step("one")).getByRole("button", { name: "Open one" }));
  const key = await within(await step("one")).findByLabelText("Key");
  fireEvent.change(key, { target: { value: "first" } });
  fireEvent.blur(key);
  expect(within(await step("two")).getByRole("button", { name: "value: first" })).toBeTruthy();
  await waitFor(() => expect(sent.some(({ method }) => method === "PUT")).toBe(true));
});

test("a draft that another tab was faster with says so, and keeps what is written here", async () => {
  const stale = { code: "stale", status: 412, detail: "Somebody was faster." };
  serve({ draft: () => Response.json(stale, { status: 412 }) });
  show(draftOf({ key: "one", kind: "code", config: { code: "return 1;" } }));
  fireEvent.change(await screen.findByLabelText("On failure, one"), {
    target: { value: "escalate" },
  });
  expect(await screen.findByText(/discarded in another tab\./)).toBeTruthy();
  expect((screen.getByLabelText("On failure, one") as HTMLSelectElement).value).toBe("escalate");
});

test("what is written is saved as the first version, with what it says", async () => {
  const sent = serve();
  show(draftOf({ key: "one", kind: "code", config: { code: "return 1;" } }));
  await step("one");
  fireEvent.click(screen.getByRole("button", { name: /Save version/ }));
  const dialog = await screen.findByRole("dialog");
  fireEvent.change(await within(dialog).findByLabelText(/What changed and why/), {
    target: { value: "One step" },
  });
  fireEvent.click(within(dialog).getByRole("button", { name: /^Save v1/ }));
  await waitFor(() => expect(sent.some(({ path }) => path.endsWith("/versions"))).toBe(true));
  expect(sent.find(({ path }) => path.endsWith("/versions"))?.body).toMatchObject({
    commitMessage: "One step",
    steps: [{ key: "one", kind: "code", config: { code: "return 1;" } }],
  });
});
