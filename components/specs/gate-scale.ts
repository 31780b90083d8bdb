import type { Scale } from "@/components/charts/scale";
import { barOfGate } from "@/lib/specs/gates/format-gate";
import type { Gate } from "@/lib/specs/gates/gate-contract";

/** Rates share one scale, so that rows compare; other units get one around their own numbers. */
export function scaleOf(gate: Gate): Scale {
  if (gate.unit === "rate" && gate.kind === "absolute") return { min: 0, max: 1 };
  const bar = barOfGate(gate);
  const all = [gate.low, gate.high, gate.value, bar].filter((value) => value !== null);
  const [min, max] = [Math.min(...all), Math.max(...all)];
  const room = (max - min) * 0.15 || Math.abs(max) * 0.1 || 1;
  return { min: min - room, max: max + room };
}
