import { findChromium } from "../scripts/testing/find-chromium.mjs";

const args = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-gpu"];

/**
 * Tests open page after page, and each begins with cold scripts: optimizing them took two fifths of the browser's
 * time.
 */
export const launchOptions = {
  executablePath: findChromium(),
  args: [...args, "--js-flags=--no-opt --no-maglev"],
};

/** Where people type into an editor: without optimized scripts it falls behind the keys. */
export const optimizedScripts = { ...launchOptions, args };
