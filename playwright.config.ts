import { defineConfig, devices } from "@playwright/test";
import { launchOptions } from "./e2e/launch-options";

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  // Tests wait for polls, leases and deliveries a quarter of their time: a third worker uses it.
  workers: 3,
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  timeout: 60_000,
  // A test that needs its second try is named at the end of `npm test`.
  retries: 1,
  expect: { timeout: 15_000 },
  reporter: process.env.GALLEY_TEST_REPORT
    ? [["line"], ["json", { outputFile: process.env.GALLEY_TEST_REPORT }]]
    : [["list"]],
  globalSetup: "./e2e/global-setup.ts",
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1440, height: 900 },
    // Workers start after the global setup, which leaves the address here.
    baseURL: process.env.GALLEY_E2E_URL,
    // Traces make every test half as long again; for one that fails, run it with `--trace on`.
    trace: "off",
    screenshot: "only-on-failure",
    // A control that never appears is named, before the time of the whole test is over.
    actionTimeout: 30_000,
    launchOptions,
  },
});
