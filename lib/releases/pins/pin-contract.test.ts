import { expect, test } from "vitest";
import { CreatePin } from "./pin-contract";

test.each([
  [{ units: ["ada", ""] }, "units.1"],
  [{ units: ["ada", "x".repeat(501)] }, "units.1"],
  [{ units: ["ada", "grace", "ada"] }, "units.2"],
  [{ units: [] }, "units"],
  [{ units: Array.from({ length: 1_001 }, (_, index) => `u${index}`) }, "units"],
  [{ reason: " " }, "reason"],
  [{ version: 1 }, "arm"],
  [{ arm: undefined }, "arm"],
  [{ arm: undefined, version: 1 }, "prompt"],
])("%j is refused at %s", (wrong, path) => {
  const { error } = CreatePin.safeParse({
    units: ["ada"],
    arm: "stable",
    reason: "Try it first",
    ...wrong,
  });
  expect(error?.issues.map((issue) => issue.path.join("."))).toContain(path);
});
