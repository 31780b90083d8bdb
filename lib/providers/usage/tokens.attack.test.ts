import { expect } from "vitest";
import { compute } from "@/lib/compute/compute";
import { attack } from "@/scripts/testing/attack";

for (const [name, unit] of [
  ["letters", "a"],
  ["spaces", " "],
  ["Chinese characters", "漢"],
  ["marks and line breaks", "!\n/"],
] as const) {
  attack("viewer", `size preview of one message of 400,000 ${name}`, async () => {
    const text = unit.repeat(400_000 / unit.length);
    const startedAt = performance.now();
    const [count = 0] = await compute("countTokens", [text], { projectId: "a" });
    expect(count).toBeGreaterThan(1_000);
    return `${count} tokens in ${Math.round(performance.now() - startedAt)} ms, in a thread`;
  });
}
