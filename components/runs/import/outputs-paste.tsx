"use client";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { Textarea } from "@/components/ui/controls/textarea";

/** Rows from the clipboard: a sheet's cells, CSV or JSON, whatever their first sign says. */
export function OutputsPaste({ onPaste }: { onPaste: (file: File) => void }) {
  const [text, setText] = useState("");
  const first = text.trimStart().slice(0, 1);
  const name = first === "[" ? "pasted.json" : first === "{" ? "pasted.jsonl" : "pasted.csv";
  return (
    <div className="grid gap-2">
      <Field label="Or paste rows" hint="With a row of column names, or one JSON object a line.">
        <Textarea
          mono
          rows={4}
          value={text}
          spellCheck={false}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <Button
        className="w-max"
        disabled={text.trim() === ""}
        onClick={() => onPaste(new File([text], name))}
      >
        Use these rows
      </Button>
    </div>
  );
}
