"use client";
import { Plus, X } from "lucide-react";
import { useId } from "react";
import { Button } from "@/components/ui/controls/button";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Input } from "@/components/ui/controls/input";
import { Textarea } from "@/components/ui/controls/textarea";
import { Badge } from "@/components/ui/data/badge";
import { type DraftValue, draftValue } from "./case-draft";

interface Props {
  /** "variable", "field", "attribute". */
  what: string;
  values: DraftValue[];
  onChange: (values: DraftValue[]) => void;
  /** One line each instead of a text area. */
  isShort?: boolean;
  disabled?: boolean;
}

/** Named values: their names can be changed, values taken away and added. */
export function ValueList({ what, values, onChange, isShort, disabled }: Props) {
  const set = (key: number, next: Partial<DraftValue>) =>
    onChange(values.map((value) => (value.key === key ? { ...value, ...next } : value)));
  return (
    <div className="grid gap-2">
      {values.map((value) => (
        <ValueRow
          key={value.key}
          what={what}
          value={value}
          isShort={isShort}
          disabled={disabled}
          onChange={(next) => set(value.key, next)}
          onRemove={() => onChange(values.filter(({ key }) => key !== value.key))}
        />
      ))}
      {!disabled && (
        <Button
          size="sm"
          variant="ghost"
          className="justify-self-start"
          icon={<Plus aria-hidden="true" />}
          onClick={() => onChange([...values, draftValue("", "")])}
        >
          Add {what}
        </Button>
      )}
    </div>
  );
}

interface RowProps {
  what: string;
  value: DraftValue;
  isShort?: boolean | undefined;
  disabled?: boolean | undefined;
  onChange: (next: Partial<DraftValue>) => void;
  onRemove: () => void;
}

function ValueRow({ what, value, isShort, disabled, onChange, onRemove }: RowProps) {
  const id = useId();
  const label = value.name || `new ${what}`;
  const controls = (
    <span className="flex items-center gap-1">
      <Input
        mono
        size="sm"
        className="min-w-0 flex-1"
        aria-label={`Name of ${label}`}
        placeholder={`${what} name`}
        value={value.name}
        disabled={disabled}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      {value.isJson && <Badge tone="outline">JSON</Badge>}
      {isShort && text()}
      {!disabled && (
        <IconButton label={`Remove ${label}`} icon={<X aria-hidden="true" />} onClick={onRemove} />
      )}
    </span>
  );
  if (isShort) return controls;
  return (
    <div className="grid gap-1">
      {controls}
      <Textarea
        id={id}
        aria-label={label}
        mono={value.isJson}
        rows={Math.min(10, Math.max(2, Math.ceil(value.text.length / 48)))}
        value={value.text}
        disabled={disabled}
        onChange={(event) => onChange({ text: event.target.value })}
      />
    </div>
  );

  function text() {
    return (
      <Input
        size="sm"
        className="min-w-0 flex-1"
        aria-label={label}
        value={value.text}
        disabled={disabled}
        onChange={(event) => onChange({ text: event.target.value })}
      />
    );
  }
}
