"use client";
import { Plus, X } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Input } from "@/components/ui/controls/input";
import { labelClass } from "@/components/ui/controls/label-class";
import type { RuleDraft } from "./redaction-draft";

interface Props {
  rules: RuleDraft[];
  disabled: boolean;
  onChange: (rules: RuleDraft[]) => void;
  errorAt: (index: number, part: "name" | "pattern" | "field") => string | undefined;
}

const WORDS = {
  pattern: { label: "Pattern", placeholder: "ORD-\\d{6}", names: "order number" },
  field: { label: "Field", placeholder: "input.customer.email", names: "customer" },
} as const;

/** The project's own rules: what to look for, and the name that stands in its place. */
export function RedactionRules({ rules, disabled, onChange, errorAt }: Props) {
  function change(id: number, part: Partial<RuleDraft>) {
    onChange(rules.map((rule) => (rule.id === id ? { ...rule, ...part } : rule)));
  }

  function add(kind: RuleDraft["kind"]) {
    const id = Math.max(0, ...rules.map((rule) => rule.id)) + 1;
    onChange([...rules, { id, kind, name: "", text: "", ignoreCase: false }]);
  }

  return (
    <fieldset className="grid gap-2" disabled={disabled}>
      <legend className={cn(labelClass, "mb-1.5")}>Your own</legend>
      {rules.length === 0 && <p className="text-12 text-text-2">None yet.</p>}
      {rules.map((rule, index) => (
        <RuleRow
          key={rule.id}
          rule={rule}
          number={index + 1}
          nameError={errorAt(index, "name")}
          textError={errorAt(index, rule.kind)}
          onChange={(part) => change(rule.id, part)}
          onRemove={() => onChange(rules.filter(({ id }) => id !== rule.id))}
        />
      ))}
      {!disabled && (
        <span className="flex gap-2">
          <Button size="sm" variant="ghost" onClick={() => add("pattern")}>
            <Plus className="size-3.5" aria-hidden="true" />
            Pattern
          </Button>
          <Button size="sm" variant="ghost" onClick={() => add("field")}>
            <Plus className="size-3.5" aria-hidden="true" />
            Field
          </Button>
        </span>
      )}
      <p className="text-12 text-text-2">
        Patterns run in linear time (RE2). A field is a path such as{" "}
        <span className="font-mono text-code">input.customer.email</span> or{" "}
        <span className="font-mono text-code">attributes.plan</span>,{" "}
        <span className="font-mono text-code">userId</span>, or one name that is redacted wherever
        it appears.
      </p>
    </fieldset>
  );
}

interface RuleRowProps {
  rule: RuleDraft;
  /** Counted from 1. */
  number: number;
  nameError: string | undefined;
  textError: string | undefined;
  onChange: (part: Partial<RuleDraft>) => void;
  onRemove: () => void;
}

function RuleRow(props: RuleRowProps) {
  const { rule, number, nameError, textError, onChange, onRemove } = props;
  const { label, placeholder, names } = WORDS[rule.kind];
  const error = nameError ?? textError;
  return (
    <div className="grid gap-1">
      <div className="grid grid-cols-[52px_minmax(0,1fr)_minmax(0,1.4fr)_auto_28px] items-center gap-2 text-12 text-text-2">
        <span>{label}</span>
        <Input
          size="sm"
          aria-label={`Name of rule ${number}`}
          placeholder={names}
          maxLength={40}
          value={rule.name}
          aria-invalid={nameError ? true : undefined}
          onChange={(event) => onChange({ name: event.target.value })}
        />
        <Input
          size="sm"
          mono
          aria-label={`${label} of rule ${number}`}
          placeholder={placeholder}
          spellCheck={false}
          value={rule.text}
          aria-invalid={textError ? true : undefined}
          onChange={(event) => onChange({ text: event.target.value })}
        />
        {rule.kind === "pattern" ? (
          <Checkbox
            checked={rule.ignoreCase}
            onChange={(event) => onChange({ ignoreCase: event.target.checked })}
            label="any case"
          />
        ) : (
          <span />
        )}
        <IconButton
          label={`Remove rule ${number}`}
          icon={<X className="size-3.5" aria-hidden="true" />}
          onClick={onRemove}
        />
      </div>
      {error && (
        <p role="alert" className="text-12 text-fail">
          {error}
        </p>
      )}
    </div>
  );
}
