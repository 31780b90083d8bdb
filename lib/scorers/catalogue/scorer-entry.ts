import type { ScorerKind } from "@/lib/scorers/contract";

/** One setting of a scorer as a form shows it. */
export type ScorerSetting = {
  name: string;
  label: string;
  control:
    | "text"
    | "long-text"
    | "code"
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
  /** One answer and what the scorer says about it. */
  example: string;
  group:
    | "Text"
    | "Similarity"
    | "JSON"
    | "Labels and fields"
    | "Behaviour"
    | "Tools"
    | "Budget"
    | "Combined"
    | "Judge";
  /** Without settings it compares with the case's expected value. */
  usesExpected: boolean;
  settings: readonly ScorerSetting[];
};

/** An entry as it is written; the title comes from the dictionary. */
export type EntryText = Omit<ScorerEntry, "title">;
