import { expect, test } from "vitest";
import { AppError, invalid } from "@/lib/http/app-error";
import { explainFailure } from "./explain-failure";

test("a wrong option is told once, with its name", () => {
  const parsed = new AppError("invalid", "The command needs a correction. slug: Use a-z.", {
    errors: [{ path: "slug", message: "Use a-z." }],
  });
  expect(explainFailure(parsed)).toBe("slug: Use a-z.");
  expect(explainFailure(invalid("owner", "Nobody has this e-mail."))).toBe(
    "owner: Nobody has this e-mail.",
  );
});

test("several wrong options are told one a line", () => {
  const errors = [
    { path: "slug", message: "Use a-z." },
    { path: "name", message: "Give a name." },
  ];
  const error = new AppError("invalid", "The command needs a correction. slug: Use a-z.", {
    errors,
  });
  expect(explainFailure(error)).toBe("slug: Use a-z.\nname: Give a name.");
});

test("a failure without places is its sentence, and what nobody foresaw has its stack", () => {
  expect(explainFailure(new AppError("not_found", "There is no project x."))).toBe(
    "There is no project x.",
  );
  expect(explainFailure(new Error("boom"))).toContain("explain-failure.test");
});
