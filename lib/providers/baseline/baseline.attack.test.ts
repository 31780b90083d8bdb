import { expect } from "vitest";
import { attack } from "@/scripts/testing/attack";
import { completeBaseline } from "./baseline-complete";

/** What a prompt may repeat to make its reader look again and again. */
const UNITS: Record<string, string> = {
  letters: "a",
  spaces: " ",
  "line breaks": "\n",
  quotes: "'",
  brackets: "(",
  braces: "{",
  commas: "a,",
  colons: "a: ",
  "bullets of names": "- ab\n",
  "bullets that are no names": "- a, b\n",
  "numbered lines": "1. a b\n",
  arrows: "a → b\n",
  "open tags": "<input>",
  "input markers": "input: a\n",
  "the word json": "json ",
  "keys of JSON": '"a": "b|c",',
  "rules about names": '"a" otherwise never b\n',
  sentences: "Some words, and others. ",
};

const SMALL = 100_000;
const LARGE = 200_000;

for (const [name, unit] of Object.entries(UNITS)) {
  attack("editor", `“try it” on local/baseline with 100 and 200 kB of ${name}`, () => {
    const [small, large] = [SMALL, LARGE].map((size) => timeOf(unit.repeat(size / unit.length)));
    // It was 10 and 42 seconds; the thread's deadline is 5.
    expect(large).toBeLessThan(4_000);
    return `${small} and ${large} ms of processor time`;
  });
}

function timeOf(text: string): number {
  const started = process.cpuUsage();
  completeBaseline({
    messages: [
      { role: "system", content: `Answer as json.\n- refund\n- order\n${text}` },
      { role: "user", content: text },
    ],
  });
  return Math.round(process.cpuUsage(started).user / 1_000);
}
