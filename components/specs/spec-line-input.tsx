"use client";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { fieldClass } from "@/components/ui/controls/field-class";

interface Props {
  label: string;
  /** What is saved already. */
  text: string;
  /** What was typed before and could not be saved. */
  typed?: string;
  onSave: (text: string) => Promise<void>;
  onCancel: () => void;
}

/** One line of a spec while it is typed. */
export function SpecLineInput({ label, text, typed = text, onSave, onCancel }: Props) {
  const [value, setValue] = useState(typed);
  const [isSaving, setSaving] = useState(false);
  // Enter is followed by a blur: the same line must not be sent twice.
  const save = async () => {
    if (isSaving) return;
    setSaving(true);
    await onSave(value);
    setSaving(false);
  };
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: it appears where the person pressed, to be typed into
      autoFocus
      className={cn(fieldClass({ size: "sm" }), "flex-1")}
      aria-label={label}
      placeholder="One sentence, then Enter"
      maxLength={500}
      readOnly={isSaving}
      value={value}
      onChange={(event) => setValue(event.target.value)}
      onBlur={() => {
        if (value.trim() === text) onCancel();
        else if (value !== typed) void save();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter") void save();
        if (event.key === "Escape") onCancel();
      }}
    />
  );
}
