import type { ScorerSetting } from "./scorer-entry";

export const expectedInstead = "Empty: the case's expected value.";
export const value: ScorerSetting = {
  name: "value",
  label: "Text",
  control: "text",
  help: expectedInstead,
};
export const values: ScorerSetting = {
  name: "values",
  label: "Texts",
  control: "list",
  help: expectedInstead,
};
export const negate: ScorerSetting = { name: "negate", label: "Must not", control: "switch" };
export const ignoreCase: ScorerSetting = {
  name: "ignoreCase",
  label: "Ignore case",
  control: "switch",
};
export const field: ScorerSetting = {
  name: "field",
  label: "JSON field",
  control: "text",
  help: "For example category, or order.status.",
};
export const schema: ScorerSetting = { name: "schema", label: "JSON Schema", control: "json" };
export const repair: ScorerSetting = {
  name: "repair",
  label: "Repair broken JSON",
  control: "switch",
  help: "The reason says when it was needed.",
};
export const threshold: ScorerSetting = {
  name: "threshold",
  label: "Minimum",
  control: "number",
  help: "0 to 1.",
};
