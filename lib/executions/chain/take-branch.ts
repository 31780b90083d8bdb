import type { RouteCondition, RouteConfig } from "@/lib/prompts/chain/chain-content";
import { isSameJson, type JsonObject, type JsonValue } from "@/lib/scorers/json-value";

/** The name of the first branch whose condition holds, else of the one for everything else. */
export function takeBranch({ branches, otherwise }: RouteConfig, input: JsonObject): string {
  return branches.find(({ when }) => holds(when, input))?.name ?? otherwise;
}

function holds({ value: name, operator, to }: RouteCondition, input: JsonObject): boolean {
  const value = Object.hasOwn(input, name) ? (input[name] ?? null) : null;
  const other = (to ?? null) as JsonValue;
  switch (operator) {
    case "equals":
      return isSameJson(value, other);
    case "one_of":
      return Array.isArray(other) && other.some((one) => isSameJson(value, one));
    case "contains":
      return contains(value, other);
    case "above":
      return typeof value === "number" && typeof other === "number" && value > other;
    case "below":
      return typeof value === "number" && typeof other === "number" && value < other;
    case "exists":
      return value !== null && value !== "";
  }
}

function contains(value: JsonValue, part: JsonValue): boolean {
  if (Array.isArray(value)) return value.some((one) => isSameJson(one, part));
  if (typeof value !== "string" || typeof part !== "string") return false;
  return value.toLowerCase().includes(part.toLowerCase());
}
