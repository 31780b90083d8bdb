import { barUnit, writtenPer } from "@/components/metrics/alert-draft";
import { formatNumber } from "@/lib/format-number";
import { isRate } from "@/lib/rollouts/plan/guarded-metric";
import type { Guardrail } from "@/lib/rollouts/plan/plan-contract";

export type Measure = Pick<Guardrail, "metric" | "relativeTo">;

/** Factor from what is stored to what is written. */
const factorOf = ({ metric, relativeTo }: Measure): number =>
  relativeTo === "control" ? 100 : writtenPer(metric);

/** `%`, `ms`, `$ per 1,000`; against control `pt` for a rate, else `%` of the stable version's value. */
export function unitOfBar({ metric, relativeTo }: Measure): string {
  if (relativeTo === "absolute") return barUnit(metric);
  return isRate(metric) ? "pt" : "%";
}

/** As a person writes it: `8`, `1,200`, and with a sign against control: `+20`, `−1`. */
export function writeBar(measure: Measure, threshold: number): string {
  const value = Number((threshold * factorOf(measure)).toPrecision(10));
  const size = formatNumber(Math.abs(value), 6);
  if (value < 0) return `−${size}`;
  return measure.relativeTo === "control" && value > 0 ? `+${size}` : size;
}

/** NaN when it is no number. */
export function readBar(measure: Measure, text: string): number {
  const value = numberIn(text.replace(/(?:pt|points?|%|ms|\$)/g, ""));
  return Number((value / factorOf(measure)).toPrecision(12));
}

/** `1,200`, `0,5`, `−3`, `+20`: what people type, with the comma of thousands or of decimals. */
export function numberIn(text: string): number {
  const plain = text.replace(/\s/g, "").replace("−", "-");
  if (plain === "") return Number.NaN;
  const isGrouped = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(plain);
  return Number(isGrouped ? plain.replaceAll(",", "") : plain.replace(",", "."));
}
