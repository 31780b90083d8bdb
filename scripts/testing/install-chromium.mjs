import { existsSync } from "node:fs";
import { runCommand } from "../run-command.mjs";
import { UserError } from "../user-error.mjs";
import { findChromium } from "./find-chromium.mjs";

/** The system's Chromium, else Playwright's own, else, as root, the distribution's. */
export async function installChromium({ steps, signal }) {
  if (findChromium()) return;
  const { chromium } = await import("@playwright/test");
  if (existsSync(chromium.executablePath())) return;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) {
    throw new UserError(
      "The browser tests need Chromium: install it, or run `npx playwright install chromium`.",
    );
  }
  const options = { signal, title: "apt-get", env: { DEBIAN_FRONTEND: "noninteractive" } };
  await steps.step("Chromium (once)", async () => {
    await runCommand("apt-get", ["update"], options);
    await runCommand("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], options);
  });
}
