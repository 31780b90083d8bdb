import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { inRoot } from "../root.mjs";
import { heapLimit } from "../start/galley.mjs";

/** What the processes have to be started with, so that they note when they stand still. */
export const noteBlocks = {
  NODE_OPTIONS: `${heapLimit} --import=${inRoot("scripts/bench/note-blocks.mjs")}`,
};

const SETTLE_MS = 50;

/** For how long the web process stood still at a time while something went on. */
export function longestBlocks({ dataDir }) {
  const file = join(dataDir, "web-blocks.jsonl");
  return {
    async during(work) {
      const from = Date.now();
      const startedAt = performance.now();
      const result = await work();
      const ms = performance.now() - startedAt;
      await pause(SETTLE_MS);
      const lines = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
      const blocks = lines
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line))
        .filter(({ at }) => at >= from);
      return { result, ms, blockMs: Math.max(0, ...blocks.map((block) => block.ms)) };
    },
  };
}
