import { findChromium } from "../scripts/testing/find-chromium.mjs";

export const launchOptions = {
  executablePath: findChromium(),
  args: ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-gpu"],
};

/**
 * For tests that open page after page: each begins with cold scripts, and optimizing them took two fifths of the
 * browser's time. Not where people type: an editor without optimized scripts falls behind the keys.
 */
export const coldScripts = {
  ...launchOptions,
  args: [...launchOptions.args, "--js-flags=--no-opt --no-maglev"],
};
