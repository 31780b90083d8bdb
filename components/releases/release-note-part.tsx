"use client";
import { type ReactNode, useId } from "react";
import { Button } from "@/components/ui/controls/button";
import { Textarea } from "@/components/ui/controls/textarea";
import { partClass, partHintClass, partTitleClass } from "./release-part-class";
import type { NoteDraft } from "./use-note-draft";

interface Props {
  title: string;
  hint?: ReactNode;
  name: keyof NoteDraft;
  note: NoteDraft;
  change: (part: Partial<NoteDraft>) => void;
  placeholder?: string;
  suggestion?: string;
  /** What was measured, above the field. */
  children?: ReactNode;
}

/** One part of a release note: what was measured, which is locked, and the author's own words. */
export function ReleaseNotePart(props: Props) {
  const { title, hint, name, note, change, placeholder, suggestion, children } = props;
  const id = useId();
  return (
    <div className={partClass}>
      <div className={partTitleClass}>
        <label htmlFor={id}>{title}</label>
        {hint && <small className={partHintClass}>{hint}</small>}
      </div>
      <div className="grid gap-2">
        {children}
        <Textarea
          id={id}
          rows={children ? 1 : 2}
          maxLength={name === "goal" ? 2000 : 4000}
          placeholder={placeholder}
          value={note[name]}
          onChange={(event) => change({ [name]: event.target.value })}
        />
        {suggestion && !note[name] && (
          <Button
            size="sm"
            variant="ghost"
            className="-ml-2 justify-self-start"
            onClick={() => change({ [name]: suggestion })}
          >
            Use the commit messages
          </Button>
        )}
      </div>
    </div>
  );
}
