import { expect, test } from "vitest";
import { requestSettings } from "./request-settings";

test("settings of a call are read by every client's name for them", () => {
  expect(
    requestSettings({
      "gen_ai.request.temperature": 0.2,
      "ai.settings.maxOutputTokens": 400,
      "llm.request.top_p": 0.9,
      seed: 7,
      "gen_ai.usage.max_tokens": 12,
      "http.status": 200,
    }),
  ).toEqual({ temperature: "0.2", maxOutputTokens: "400", topP: "0.9", seed: "7" });
});
