import { expect, test } from "vitest";
import { placeErrors } from "./place-errors";

test("an error belongs to its field, and so does what lies below the field", () => {
  const error = { path: "tags.0", message: "Too long." };
  const { byField, rest } = placeErrors([error], ["name", "tag", "tags"]);
  expect([...byField]).toEqual([["tags", [error]]]);
  expect(rest).toBeNull();
});

test("an error whose place has no field is said for the whole form, beside those that have one", () => {
  const errors = [
    { path: "name", message: "Taken." },
    { path: "rollout.stages", message: "Give a stage." },
    { path: "", message: "Give a text." },
  ];
  const { byField, rest } = placeErrors(errors, ["name"]);
  expect(byField.get("name")).toEqual([{ path: "name", message: "Taken." }]);
  expect(rest).toBe("rollout.stages: Give a stage. Give a text.");
});

test("several errors of one field stay together, in their order", () => {
  const errors = [
    { path: "scorers.1.config", message: "Required." },
    { path: "scorers.0.name", message: "Taken." },
  ];
  expect(placeErrors(errors, ["scorers"]).byField.get("scorers")).toEqual(errors);
});
