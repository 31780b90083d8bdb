import type { PersonalDataKind } from "@/lib/traces/settings/personal-data";
import type { RedactionRule } from "@/lib/traces/settings/settings-contract";

/** A rule as it is typed; it may not be complete yet. */
export interface RuleDraft {
  id: number;
  kind: "pattern" | "field";
  name: string;
  /** The pattern, or the field's path. */
  text: string;
  ignoreCase: boolean;
}

export interface RedactionDraft {
  builtIns: PersonalDataKind[];
  rules: RuleDraft[];
}

/** In the order in which they are offered. */
export const BUILT_INS: readonly { kind: PersonalDataKind; label: string }[] = [
  { kind: "email", label: "E-mail addresses" },
  { kind: "phone", label: "Phone numbers" },
  { kind: "card", label: "Card numbers with a right check digit" },
  { kind: "iban", label: "IBANs with a right checksum" },
];

export function toDraft(rules: readonly RedactionRule[]): RedactionDraft {
  return {
    builtIns: rules.flatMap((rule) => (rule.kind === "builtIn" ? [rule.builtIn] : [])),
    rules: rules.flatMap((rule, id): RuleDraft[] => {
      if (rule.kind === "builtIn") return [];
      if (rule.kind === "field") {
        return [{ id, kind: "field", name: rule.name, text: rule.field, ignoreCase: false }];
      }
      const { name, pattern: text, ignoreCase } = rule;
      return [{ id, kind: "pattern", name, text, ignoreCase }];
    }),
  };
}

export function isComplete({ name, text }: RuleDraft): boolean {
  return name.trim() !== "" && text.trim() !== "";
}

/** Built-in rules first, in their fixed order, so that equal drafts make equal rules. */
export function toRules({ builtIns, rules }: RedactionDraft): RedactionRule[] {
  return [
    ...BUILT_INS.filter(({ kind }) => builtIns.includes(kind)).map(
      ({ kind }) => ({ kind: "builtIn", builtIn: kind }) as const,
    ),
    ...rules.map(
      ({ kind, name, text, ignoreCase }): RedactionRule =>
        kind === "pattern"
          ? { kind, name: name.trim(), pattern: text, ignoreCase }
          : { kind, name: name.trim(), field: text.trim() },
    ),
  ];
}
