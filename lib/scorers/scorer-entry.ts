import type { ScorerKind } from "./contract";

/** One setting of a scorer as a form shows it. */
export type ScorerSetting = {
  name: string;
  label: string;
  control:
    | "text"
    | "long-text"
    | "list"
    | "number"
    | "switch"
    | "choice"
    | "json"
    | "fields"
    | "scorers"
    | "model"
    | "judge";
  required?: boolean;
  choices?: readonly string[];
  help?: string;
};

export type ScorerEntry = {
  kind: ScorerKind;
  title: string;
  help: string;
  group: "Text" | "JSON" | "Labels and fields" | "Behaviour" | "Budget" | "Combined" | "Judge";
  /** Without settings it compares with the case's expected value. */
  usesExpected: boolean;
  settings: readonly ScorerSetting[];
};
