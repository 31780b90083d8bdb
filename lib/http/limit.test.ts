import { expect, test } from "vitest";
import { parseInput } from "@/lib/http/body/parse-input";
import { listPromptsRoute } from "@/lib/prompts/contract";
import { TraceListQuery } from "@/lib/traces/filter-contract";
import { listWeeksRoute } from "@/lib/weeks/contract";
import { Page } from "./contract";

test.each([
  ["a list", Page, { limit: "501" }],
  ["prompts", listPromptsRoute.query, { limit: "201" }],
  ["weeks", listWeeksRoute.query, { limit: "61" }],
  ["whole traces", TraceListQuery, { limit: "101" }],
])("a limit above the maximum of %s is refused, and says the maximum", (_, query, sent) => {
  const most = Number(sent.limit) - 1;
  expect(() => parseInput(query, sent, "query")).toThrow(`holds at most ${most}`);
  expect(parseInput(query, { limit: String(most) }, "query")).toMatchObject({ limit: most });
});

test("traces without inputs and outputs come 500 at once", () => {
  const query = { limit: "500", content: "preview" };
  expect(parseInput(TraceListQuery, query, "query")).toMatchObject({ limit: 500 });
});
