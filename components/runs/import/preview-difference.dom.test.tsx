import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { PreviewDifference } from "./preview-difference";

const difference = {
  ...{ run: 230, version: 6, verdict: "inconclusive" as const, reason: "Cannot tell." },
  value: { value: -0.017, low: -0.065, high: 0.031, n: 87 },
};

test("the difference says what it is to, on how many shared cases and of which rows", () => {
  render(<PreviewDifference difference={difference} scored={100} matched={118} later={[]} />);
  expect(screen.getByText(/^Difference to/).textContent).toBe("Difference to v6, run 230");
  expect(screen.getByText("inconclusive")).toBeTruthy();
  expect(screen.getByText("−1.7")).toBeTruthy();
  expect(
    screen.getByText("−6.5 to +3.1, paired, 87 shared cases of the first 100 rows"),
  ).toBeTruthy();
});

test("all rows need no number of rows, and scorers that are still to come are named", () => {
  render(
    <PreviewDifference difference={difference} scored={118} matched={118} later={["polite"]} />,
  );
  expect(screen.getByText(/87 shared cases/).textContent).toBe(
    "−6.5 to +3.1, paired, 87 shared casesWithout polite, scored after the import.",
  );
});

test("without a run before there is no baseline, and what cannot be compared says why", () => {
  const { rerender } = render(
    <PreviewDifference difference={null} scored={5} matched={5} later={[]} />,
  );
  expect(screen.getByText("no baseline")).toBeTruthy();
  const reason = "Run 230 was not scored by equals as it is now.";
  const none = { ...difference, value: null, verdict: "not_measured" as const, reason };
  rerender(<PreviewDifference difference={none} scored={5} matched={5} later={[]} />);
  expect(screen.getByText("no value")).toBeTruthy();
  expect(screen.getByText(reason)).toBeTruthy();
});
