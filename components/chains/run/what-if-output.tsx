import { Button } from "@/components/ui/controls/button";
import { Textarea } from "@/components/ui/controls/textarea";

interface Props {
  step: string;
  /** The case says what it expects of the step. */
  hasExpected: boolean;
  /** null: what the case expects. */
  text: string | null;
  onChange: (text: string) => void;
}

/** The output that is put in: what the case expects, or another one. */
export function WhatIfOutput({ step, hasExpected, text, onChange }: Props) {
  if (hasExpected && text === null) {
    return (
      <p className="flex items-center gap-2 text-12 text-text-2">
        Set to what the case expects.
        <Button size="sm" variant="ghost" onClick={() => onChange("")}>
          Give another output
        </Button>
      </p>
    );
  }
  return (
    <Textarea
      mono
      rows={3}
      aria-label={`Output of ${step}`}
      placeholder="Text, or JSON"
      value={text ?? ""}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
