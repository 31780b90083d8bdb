import { expect, test } from "vitest";
import { inheritDecisions, type WeekDecisions } from "./inherit-decisions";

const week = (leadId: string | null, steps: WeekDecisions["steps"] = {}) => ({ leadId, steps });

test("owner and target come from the last week that said something about them", () => {
  const { leadId, steps } = inheritDecisions([
    week(null, { cases: { target: 5 } }),
    week("priya", { cases: { ownerId: "ines", target: 10 } }),
    week("tomas", { ship: { ownerId: "tomas" } }),
  ]);
  expect(leadId).toBe("priya");
  expect(steps.cases).toEqual({ ownerId: "ines", target: 5 });
  expect(steps.ship).toEqual({ ownerId: "tomas", target: null });
  expect(steps.monitor).toEqual({ ownerId: null, target: null });
});

test("nobody is a decision, too: it ends what weeks before said", () => {
  const { steps } = inheritDecisions([
    week(null, { ship: { ownerId: null } }),
    week(null, { ship: { ownerId: "tomas" } }),
  ]);
  expect(steps.ship.ownerId).toBeNull();
});
