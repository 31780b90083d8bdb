import { render } from "@testing-library/react";
import { expect, test } from "vitest";
import { AroundStep } from "./around-step";

const around = { at: "2026-11-30T09:00:00.000Z", actor: "Priya Nair", name: "production" };
const pin = { prompt: "support/triage", arm: null, version: 5, reason: "Escalated", units: 3 };

test.each([
  [{ type: "pin.created", pin }, "Priya Nair pinned 3 units of support/triage to v5: Escalated"],
  [
    { type: "pin.removed", pin: { ...pin, prompt: null, arm: "stable", version: null, units: 1 } },
    "Priya Nair unpinned 1 unit of every prompt from the stable version: Escalated",
  ],
  [{ type: "environment.changed" }, "Priya Nair changed the rules of production"],
] as const)("what happened around the prompts is a sentence: %#", (what, sentence) => {
  const { container } = render(<AroundStep around={{ ...around, ...what }} />);
  expect(container.textContent).toBe(sentence);
});
