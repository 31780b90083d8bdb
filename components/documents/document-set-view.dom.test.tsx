import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, within } from "@testing-library/react";
import { NuqsTestingAdapter } from "nuqs/adapters/testing";
import { afterEach, expect, test, vi } from "vitest";
import type { DocumentSetDetail } from "@/lib/documents/contract";
import type { DocumentSearch, DocumentSummary } from "@/lib/documents/document-contract";
import type { ImportDocumentsReport } from "@/lib/documents/import/import-report";
import { DocumentSetView } from "./document-set-view";

vi.mock("next/navigation", () => ({
  useRouter: () => ({ push: () => {} }),
  usePathname: () => "/tents/document-sets/policies",
}));
afterEach(() => void vi.unstubAllGlobals());

const at = "2026-11-30T10:00:00.000Z";
const SET: DocumentSetDetail = {
  ...{ name: "policies", description: "What we promise.", language: "english", documents: 1 },
  ...{ revision: 3, latestRevision: 3, change: null, createdAt: at, updatedAt: at },
  archivedAt: null,
  usedBy: [{ chain: "support/agent", version: 2 }],
};
const ROW: DocumentSummary = {
  ...{ id: "policies/refunds", title: "Refunds", since: 2, updatedAt: at },
  ...{ excerpt: "Within 30 days.", length: 15 },
};
const SEARCH: DocumentSearch = {
  revision: 3,
  passages: [{ id: "policies/refunds", title: "Refunds", text: "Within 30 days.", score: 0.613 }],
};
const REPORT: ImportDocumentsReport = {
  ...{ rows: 3, added: 1, updated: 1, unchanged: 0, errorRows: 1, dryRun: true, revision: 3 },
  errors: [{ file: "policies.md", row: 3, message: "Write the text of the passage." }],
  passages: [
    { id: "policies/a", title: "A", excerpt: "Alpha", length: 5, state: "added" },
    { id: "policies/b", title: "B", excerpt: "Beta", length: 4, state: "updated" },
  ],
};

interface Shown {
  set?: Partial<DocumentSetDetail>;
  address?: string;
  search?: DocumentSearch;
  mayWrite?: boolean;
}

function show({ set = {}, address = "", search = SEARCH, mayWrite = true }: Shown = {}) {
  const requests: string[] = [];
  vi.stubGlobal("fetch", async (path: string, init?: RequestInit) => {
    requests.push(`${init?.method} ${path.split("/document-sets/policies")[1]} ${init?.body}`);
    if (path.includes("/searches")) return Response.json(search);
    if (path.includes("/imports")) return Response.json(REPORT);
    if (path.includes("/documents?")) return Response.json({ data: [ROW], nextCursor: null });
    return Response.json({ ...SET, ...set });
  });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <NuqsTestingAdapter searchParams={address} hasMemory>
        <DocumentSetView project="tents" name="policies" mayWrite={mayWrite} />
      </NuqsTestingAdapter>
    </QueryClientProvider>,
  );
  return requests;
}

test("a set says what it holds, in which language, and which chains search it", async () => {
  show();
  expect(await screen.findByText("Revision 3, latest")).toBeDefined();
  expect(screen.getByText(/1 document\. Language: English\./)).toBeDefined();
  const chain = screen.getByRole("link", { name: "support/agent v2" });
  expect(chain.getAttribute("href")).toBe("/tents/chains/support%2Fagent");
});

test("a search of the address is carried out in the revision that is looked at, with scores", async () => {
  const requests = show({ address: "?tab=search&query=money&topK=2" });
  const passages = await screen.findByRole("list", { name: "Passages" });
  expect(within(passages).getByText("score 0.61")).toBeDefined();
  expect(requests).toContain('POST /searches {"query":"money","topK":2,"revision":3}');
});

test("a search that finds nothing says what to do", async () => {
  show({ address: "?tab=search&query=money", search: { revision: 3, passages: [] } });
  expect(await screen.findByText(/No passage has any of these words/)).toBeDefined();
});

test("an import shows the passages that a file becomes and what is wrong before anything is changed", async () => {
  const requests = show({ address: "?import=true" });
  const choice = await screen.findByLabelText("Choose files");
  const file = new File(["# A\nAlpha"], "policies.md");
  fireEvent.change(choice, { target: { files: [file] } });
  const passages = await screen.findByRole("list", { name: "Passages" });
  expect(
    within(passages)
      .getAllByRole("listitem")
      .map((item) => item.textContent),
  ).toEqual(["Apolicies/a5 charactersaddedAlpha", "Bpolicies/b4 charactersupdatedBeta"]);
  expect(screen.getByText("Write the text of the passage.")).toBeDefined();
  expect(requests.filter((request) => request.includes("/imports"))).toEqual([
    expect.stringContaining("/imports?dryRun=true&file=policies.md"),
  ]);
  fireEvent.click(screen.getByRole("button", { name: "Import 2 documents" }));
  await vi.waitFor(() =>
    expect(requests.some((request) => request.includes("dryRun=false"))).toBe(true),
  );
});

test("a file of another kind is refused with what can be imported", async () => {
  show({ address: "?import=true" });
  const choice = await screen.findByLabelText("Choose files");
  fireEvent.change(choice, { target: { files: [new File(["x"], "policies.pdf")] } });
  expect(await screen.findByText(/policies\.pdf is not a Markdown/)).toBeDefined();
});

test("an empty set says how to fill it, and a viewer has no buttons to do so", async () => {
  show({ set: { revision: 0, latestRevision: 0, documents: 0, usedBy: [] }, mayWrite: false });
  expect(await screen.findByText("No documents yet")).toBeDefined();
  expect(screen.queryByRole("button", { name: /Import/ })).toBeNull();
});

test("an older revision is looked at, not changed", async () => {
  show({ set: { revision: 1 }, address: "?revision=1" });
  expect(await screen.findByText(/This is an older revision; the latest is 3/)).toBeDefined();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: /^Document/ }).disabled).toBe(true);
});
