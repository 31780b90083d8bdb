import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { CommentForm } from "./comment-form";

afterEach(() => void vi.unstubAllGlobals());

const LINES = { side: "to", part: "m1", line: 4, lineCount: 1, version: 2 } as const;

function show(review: number, onClose = () => {}) {
  return render(
    <QueryClientProvider client={new QueryClient()}>
      <CommentForm
        project="tents"
        review={review}
        place={LINES}
        label="Comment on line 4"
        suggestFor={["Sort the ticket."]}
        submitLabel="Comment"
        onClose={onClose}
      />
    </QueryClientProvider>,
  );
}

const text = () => screen.getByLabelText<HTMLTextAreaElement>("Comment on line 4");
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

test("Escape closes a comment and keeps its text and its edit, Cancel forgets both", async () => {
  const first = show(1);
  fireEvent.change(text(), { target: { value: "Too long" } });
  press("Suggest an edit");
  fireEvent.keyDown(text(), { key: "Escape" });
  first.unmount();

  const second = show(1);
  await waitFor(() => expect(text().value).toBe("Too long"));
  expect(screen.getByLabelText<HTMLTextAreaElement>("In place of this line").value).toBe(
    "Sort the ticket.",
  );
  press("Cancel");
  second.unmount();

  show(1);
  expect(text().value).toBe("");
  expect(screen.queryByLabelText("In place of this line")).toBeNull();
});

test("a comment is sent with its place, and the form closes", async () => {
  const fetched = vi.fn(async () => Response.json({ id: "c1" }, { status: 201 }));
  vi.stubGlobal("fetch", fetched);
  const onClose = vi.fn();
  show(2, onClose);
  fireEvent.change(text(), { target: { value: "Too long" } });
  fireEvent.keyDown(text(), { key: "Enter", ctrlKey: true });
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  const [path, request] = fetched.mock.calls[0] as unknown as [string, RequestInit];
  expect(path).toBe("/api/v1/projects/tents/reviews/2/comments");
  expect(JSON.parse(String(request.body))).toEqual({ ...LINES, body: "Too long" });
});
