import { fireEvent, render, screen } from "@testing-library/react";
import { NuqsTestingAdapter } from "nuqs/adapters/testing";
import { expect, test, vi } from "vitest";
import type { Judge } from "@/lib/judges/contract";
import type { LabelItem, LabelQueue } from "@/lib/judges/label-contract";
import { LabelDesk } from "./label-desk";

const judge = {
  name: "helpful",
  policy: "It answers every question.",
  policyVersion: 2,
  labels: [
    { label: "pass", passes: true },
    { label: "fail", passes: false },
  ],
} as unknown as Judge;
const queue: LabelQueue = {
  items: [],
  total: 2,
  labelled: 0,
  fails: 0,
  deferred: 0,
  disagreements: 0,
  labellers: [{ labeller: "Jonas", importedBy: null, labels: 2, isYou: false }],
  agreement: null,
  kappa: null,
};
const item: LabelItem = {
  id: "1",
  number: 66,
  case: "t-1",
  input: { ticket: "Where is it?" },
  expected: null,
  output: "It left on 3 November.",
  split: "dev",
  labels: [],
  label: null,
  isResolved: false,
};

function open(words = judge, onDoubt = vi.fn()) {
  const onSave = vi.fn();
  render(
    <NuqsTestingAdapter>
      <LabelDesk
        judge={words}
        queue={queue}
        item={item}
        labels={{ isSaving: false, problem: null, last: null, save: onSave, undo: () => {} }}
        mayWrite
        hrefOfDisagreements="?tab=disagreements"
        onDoubt={onDoubt}
      />
    </NuqsTestingAdapter>,
  );
  return onSave;
}

const press = (key: string, more: object = {}) =>
  fireEvent.keyDown(document.body, { key, ...more });

test("a pass is two keys", () => {
  const onSave = open();
  press("p");
  press("Enter");
  expect(onSave).toHaveBeenCalledExactlyOnceWith("pass", "");
});

test("“u” says that the policy is unclear, with what was written so far, and saves no label", () => {
  const onDoubt = vi.fn();
  const onSave = open(judge, onDoubt);
  fireEvent.change(screen.getByLabelText(/What went wrong first/), {
    target: { value: "Vouchers?" },
  });
  press("u");
  expect(onDoubt).toHaveBeenCalledExactlyOnceWith("Vouchers?");
  expect(onSave).not.toHaveBeenCalled();
});

test("a fail wants a note that says what went wrong first", () => {
  const onSave = open();
  press("f");
  press("Enter");
  expect(screen.getByText("Say what went wrong first.")).toBeTruthy();
  expect(onSave).not.toHaveBeenCalled();
  fireEvent.change(screen.getByLabelText("What went wrong first?"), {
    target: { value: "No date" },
  });
  press("Enter", { ctrlKey: true });
  expect(onSave).toHaveBeenCalledExactlyOnceWith("fail", "No date");
});

test("an output is put off with a key, and nothing is saved without a label", () => {
  const onSave = open();
  press("Enter");
  expect(screen.getByText("Choose a label first.")).toBeTruthy();
  press("d");
  expect(onSave).toHaveBeenCalledExactlyOnceWith(null, "");
});

test("labels of other words have numbers as keys", () => {
  const labels = ["full", "partial", "refusal"].map((label, i) => ({ label, passes: i === 0 }));
  const onSave = open({ ...judge, labels });
  press("1");
  press("Enter");
  expect(onSave).toHaveBeenCalledExactlyOnceWith("full", "");
});
