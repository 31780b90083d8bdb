import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import type { DocumentSetDetail } from "@/lib/documents/contract";
import type { Document } from "@/lib/documents/document-contract";
import { DocumentForm } from "./document-form";

afterEach(() => {
  vi.unstubAllGlobals();
  sessionStorage.clear();
});

const set = { name: "policies", latestRevision: 3 } as DocumentSetDetail;
const stored: Document = {
  ...{ id: "refunds", title: "Refunds", text: "Within 30 days.", since: 2 },
  updatedAt: "2026-11-30T10:00:00.000Z",
};

function form(document: Document | null, { isReadOnly = false } = {}) {
  return (
    <QueryClientProvider client={new QueryClient()}>
      <DocumentForm
        {...{ project: "tents", set, stored: document, isReadOnly }}
        onShow={() => {}}
        onClose={() => {}}
      />
    </QueryClientProvider>
  );
}

function stubAnswer(answer: object, status = 200) {
  const requests: { path: string; body: unknown }[] = [];
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
    requests.push({ path, body: JSON.parse(String(init.body)) });
    return Promise.resolve(Response.json(answer, { status }));
  });
  return requests;
}

const type = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

test("a changed text is saved on top of the state that was edited", async () => {
  const requests = stubAnswer({ revision: 4, document: { ...stored, since: 4 } });
  render(form(stored));
  type("Text", "Within 14 days.");
  fireEvent.click(screen.getByRole("button", { name: /Save as revision 4/ }));
  await waitFor(() => expect(requests).toHaveLength(1));
  expect(requests[0]).toEqual({
    path: "/api/v1/projects/tents/document-sets/policies/documents/refunds",
    body: { title: "Refunds", text: "Within 14 days.", since: 2 },
  });
});

test("what somebody else saved replaces an untouched form, and a touched one only when asked", () => {
  const { rerender } = render(form(stored));
  const text = () => screen.getByLabelText<HTMLTextAreaElement>("Text").value;
  rerender(form({ ...stored, text: "Within 20 days.", since: 4 }));
  expect(text()).toBe("Within 20 days.");
  type("Text", "Mine.");
  rerender(form({ ...stored, text: "Within 10 days.", since: 5 }));
  expect(text()).toBe("Mine.");
  fireEvent.click(screen.getByRole("button", { name: "Show theirs" }));
  expect(text()).toBe("Within 10 days.");
});

test("a new document without an id is not sent, and the field says what is missing", async () => {
  const requests = stubAnswer({});
  render(form(null));
  type("Text", "Within 30 days.");
  fireEvent.click(screen.getByRole("button", { name: /Save as revision 4/ }));
  expect(await screen.findByText("Enter an id.")).toBeDefined();
  expect(requests).toEqual([]);
});

test("an older revision is read and not written", () => {
  render(form(stored, { isReadOnly: true }));
  expect(screen.queryByRole("button", { name: /Save/ })).toBeNull();
  expect(screen.getByLabelText<HTMLTextAreaElement>("Text").disabled).toBe(true);
});
