"use client";
import { useState } from "react";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";

interface Props {
  column: string;
  target: string;
  targets: string[];
  onChange: (target: string) => void;
}

const OTHER = "…";

/** One of the likely targets, or any other name, which is passed on when it is complete. */
export function ImportTarget({ column, target, targets, onChange }: Props) {
  const [isTyping, setIsTyping] = useState(false);
  const label = `${column} becomes`;
  if (isTyping) {
    const commit = (value: string) => {
      setIsTyping(false);
      if (value.trim() !== "") onChange(value.trim());
    };
    return (
      <Input
        size="sm"
        mono
        autoFocus
        aria-label={label}
        defaultValue={target}
        onBlur={(event) => commit(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          commit(event.currentTarget.value);
        }}
      />
    );
  }
  return (
    <Select
      size="sm"
      aria-label={label}
      value={target}
      onChange={(event) => {
        if (event.target.value === OTHER) setIsTyping(true);
        else onChange(event.target.value);
      }}
    >
      {targets.map((value) => (
        <option key={value} value={value}>
          {value === "ignore" ? "skip" : value}
        </option>
      ))}
      <option value={OTHER}>other name…</option>
    </Select>
  );
}
