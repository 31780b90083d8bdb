"use client";
import { Lock } from "lucide-react";
import { useState } from "react";
import { Segmented } from "@/components/ui/controls/segmented";
import { Section } from "@/components/ui/section";
import type { ReleaseDraftQuery } from "@/lib/releases/draft-contract";
import type { ReleaseNote } from "@/lib/releases/note/note-contract";
import { NoteText } from "./note-text";

interface Props {
  target: ReleaseDraftQuery;
  note: ReleaseNote;
  sub: string;
  markdown: string;
}

/** The note as its readers will see it. */
export function ReleasePreview({ target, note, sub, markdown }: Props) {
  const { prompt, version, environment } = target;
  const [view, setView] = useState<"rendered" | "markdown">("rendered");
  return (
    <Section
      className="lg:sticky lg:top-15"
      title="Preview"
      actions={
        <Segmented
          label="Preview as"
          value={view}
          onValueChange={setView}
          options={[
            { value: "rendered", label: "Rendered" },
            { value: "markdown", label: "Markdown" },
          ]}
        />
      }
      footer={
        <>
          <Lock className="size-3.5" aria-hidden="true" /> Figures refresh until you release, then
          stay as they are.
        </>
      }
    >
      {view === "rendered" ? (
        <NoteText title={`${prompt} v${version} → ${environment}`} sub={sub} note={note} />
      ) : (
        <pre className="whitespace-pre-wrap text-12">{markdown}</pre>
      )}
    </Section>
  );
}
