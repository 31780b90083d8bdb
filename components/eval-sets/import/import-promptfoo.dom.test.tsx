import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { afterEach, expect, test, vi } from "vitest";
import type { ImportRequest } from "@/lib/eval-sets/hooks";
import type { ImportReport } from "@/lib/eval-sets/import/import-report";
import { connectionQueries } from "@/lib/providers/queries";
import { ImportPromptfoo } from "./import-promptfoo";
import type { ImportPreview } from "./use-import-preview";
import { type PromptImport, usePromptImport } from "./use-prompt-import";

afterEach(() => void vi.unstubAllGlobals());

const reason = "No connection is mapped to openai:gpt-4o.";
const report = {
  assertions: {
    run: 2,
    storedCount: 3,
    stored: [
      { row: 1, type: "llm-rubric", reason },
      { row: 2, type: "llm-rubric", reason },
      { row: 2, type: "python", reason: "Python does not run here." },
    ],
  },
  promptfoo: {
    providers: [{ id: "openai:gpt-4o", label: null, uses: ["prompt", "grader"] }],
    prompts: [
      { label: "short", messages: [{ role: "user", content: "Hi {{q}}" }], problem: null },
      { label: "make.py:prompt", messages: [], problem: "A program makes it." },
    ],
    setScorers: [],
  },
} as unknown as ImportReport;

let prompts: PromptImport;

function Part() {
  const [providers, setProviders] = useState<ImportRequest["providers"]>({});
  prompts = usePromptImport("tents", providers);
  const state = { providers, setProviders } as unknown as ImportPreview;
  return <ImportPromptfoo project="tents" state={state} report={report} prompts={prompts} />;
}

test("a mapped provider is the model of the prompt that is created from the file", async () => {
  const bodies: unknown[] = [];
  vi.stubGlobal("fetch", (_path: string, init: RequestInit) => {
    bodies.push(JSON.parse(String(init.body)));
    return Promise.resolve(Response.json({}));
  });
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  client.setQueryData(connectionQueries.list("tents").queryKey, {
    data: [{ name: "main" }],
  } as never);
  render(
    <QueryClientProvider client={client}>
      <Part />
    </QueryClientProvider>,
  );
  expect(screen.getByRole("region", { name: "Assertions" }).textContent).toMatch(
    /2 run as scorers, 3 stored\..*2 × llm-rubric No connection.*1 × python/,
  );
  const choice = screen.getByLabelText("Connection for openai:gpt-4o");
  fireEvent.change(choice, { target: { value: "main" } });
  expect(screen.getByLabelText<HTMLInputElement>("Model for openai:gpt-4o").value).toBe("gpt-4o");
  fireEvent.click(screen.getByLabelText("Create it as 1 version of a new prompt"));
  fireEvent.change(screen.getByLabelText("Prompt name"), { target: { value: "imported/one" } });
  expect(await prompts.create(report)).toBe(true);
  expect(bodies).toEqual([
    { name: "imported/one", kind: "chat" },
    expect.objectContaining({
      messages: [{ role: "user", content: "Hi {{q}}" }],
      model: { provider: "main", name: "gpt-4o" },
    }),
  ]);
  await waitFor(() => expect(screen.queryByLabelText("Prompt name")).toBeNull());
});
