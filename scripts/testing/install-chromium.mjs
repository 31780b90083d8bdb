import { existsSync } from "node:fs";
import { runCommand } from "../start/run-command.mjs";
import { UserError } from "../user-error.mjs";
import { findChromium, HEADLESS_SHELL } from "./find-chromium.mjs";

/**
 * As root on Debian, Chromium's headless shell, which runs the tests in about two thirds of the whole
 * browser's time; elsewhere the system's Chromium or Playwright's own.
 */
export async function installChromium({ steps, signal }) {
  if (existsSync(HEADLESS_SHELL)) return;
  const { chromium } = await import("@playwright/test");
  const hasBrowser = Boolean(findChromium()) || existsSync(chromium.executablePath());
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) {
    if (hasBrowser) return;
    throw new UserError(
      "The browser tests need Chromium: install it, or run `npx playwright install chromium`.",
    );
  }
  const options = { signal, title: "apt-get", env: { DEBIAN_FRONTEND: "noninteractive" } };
  const install = (name) =>
    runCommand("apt-get", ["install", "-y", "--no-install-recommends", name], options);
  await steps.step("Chromium (once)", async () => {
    try {
      await runCommand("apt-get", ["update"], options);
      await install("chromium-headless-shell");
    } catch {
      // Not every distribution has a package of that name, and a machine may be offline.
      signal?.throwIfAborted();
      if (!hasBrowser) await install("chromium");
    }
  });
}
