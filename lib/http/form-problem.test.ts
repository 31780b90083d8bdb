import { expect, test } from "vitest";
import { ApiError } from "./api-client";
import { parseProblem } from "./form-problem";

const refusal = (errors?: { path: string; message: string }[]) =>
  new ApiError({
    type: "about:blank",
    title: "The input is not valid",
    status: 422,
    code: "invalid",
    detail: "The body needs a correction.",
    requestId: "7f3a",
    ...(errors ? { errors } : {}),
  });

test("an error stands at its field, and what lies below a field stands there too", () => {
  const errors = [{ path: "tags.0", message: "Too long." }];
  const problem = parseProblem(refusal(errors), ["name", "tags"]);
  expect(problem.at("tags")).toBe("Too long.");
  expect(problem.at("name")).toBeUndefined();
  expect(problem.whole).toBeNull();
});

test("an error whose place has no field is said for the whole form, beside those that have one", () => {
  const errors = [
    { path: "name", message: "Taken." },
    { path: "rollout.stages", message: "Give a stage." },
    { path: "", message: "Give a text." },
  ];
  const problem = parseProblem(refusal(errors), ["name"]);
  expect(problem.at("name")).toBe("Taken.");
  expect(problem.whole).toBe("rollout.stages: Give a stage. Give a text.");
});

test("a refusal without places is said as it is, and no refusal says nothing", () => {
  expect(parseProblem(refusal(), ["name"]).whole).toBe("The body needs a correction.");
  expect(parseProblem(new Error("No connection"), []).whole).toBe("No connection");
  expect(parseProblem(null, ["name"])).toMatchObject({ whole: null, code: null });
});
