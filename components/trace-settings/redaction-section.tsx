"use client";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { FormError } from "@/components/ui/controls/form-error";
import { toast } from "@/components/ui/overlays/toast";
import { Section } from "@/components/ui/section";
import { parseProblem } from "@/lib/http/form-problem";
import { useUpdateTraceSettings } from "@/lib/traces/hooks";
import type { PersonalDataKind } from "@/lib/traces/settings/personal-data";
import type { TraceSettings } from "@/lib/traces/settings/settings-contract";
import { BUILT_INS, isComplete, toDraft, toRules } from "./redaction-draft";
import { RedactionPreview } from "./redaction-preview";
import { RedactionRules } from "./redaction-rules";

interface Props {
  project: string;
  isAdmin: boolean;
  settings: TraceSettings;
}

/** A rule's place in what is sent, where the built-in ones stand first. */
const pathOf = (draft: ReturnType<typeof toDraft>, index: number, part: string) =>
  `redaction.${draft.builtIns.length + index}.${part}`;

export function RedactionSection({ project, isAdmin, settings }: Props) {
  const edit = useUpdateTraceSettings(project);
  const [draft, setDraft] = useState(() => toDraft(settings.redaction));
  const fields = draft.rules.flatMap((_, index) =>
    ["name", "pattern", "field"].map((part) => pathOf(draft, index, part)),
  );
  const problem = parseProblem(edit.error, fields);
  const isWhole = draft.rules.every(isComplete);
  const isChanged =
    JSON.stringify(toRules(draft)) !== JSON.stringify(toRules(toDraft(settings.redaction)));
  const complete = toRules({ ...draft, rules: draft.rules.filter(isComplete) });

  function check(kind: PersonalDataKind, isOn: boolean) {
    const others = draft.builtIns.filter((one) => one !== kind);
    setDraft({ ...draft, builtIns: isOn ? [...others, kind] : others });
  }

  function save() {
    const { captureContent, retentionDays } = settings;
    edit.mutate(
      { captureContent, retentionDays, redaction: toRules(draft) },
      { onSuccess: () => toast("The redaction rules are saved") },
    );
  }

  return (
    <Section
      title="Redaction"
      beside={
        <span className="text-12 text-text-3">
          applied before a trace is stored, for every way in
        </span>
      }
      flush
    >
      <div className="grid grid-cols-1 lg:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)]">
        <form
          className="grid min-w-0 content-start gap-3 px-4 py-3"
          aria-label="Redaction rules"
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
        >
          <fieldset className="grid gap-1.5" disabled={!isAdmin}>
            <legend className="label mb-1.5">Built in</legend>
            {BUILT_INS.map(({ kind, label }) => (
              <Checkbox
                key={kind}
                checked={draft.builtIns.includes(kind)}
                onChange={(event) => check(kind, event.target.checked)}
                label={label}
              />
            ))}
          </fieldset>
          <RedactionRules
            rules={draft.rules}
            disabled={!isAdmin}
            onChange={(rules) => setDraft({ ...draft, rules })}
            errorAt={(index, part) => problem.at(pathOf(draft, index, part))}
          />
          <p className="text-12 text-text-2">
            What is found is replaced by{" "}
            <span className="font-mono text-code">[redacted: name]</span>. Names and postal
            addresses have no pattern; turn off the texts above where they must never be kept.
            Traces that are stored already stay as they are.
          </p>
          <FormError requestId={problem.requestId}>{problem.whole}</FormError>
          {isAdmin && (
            <Button
              size="sm"
              type="submit"
              variant="primary"
              className="justify-self-start"
              disabled={!isWhole || !isChanged}
              busy={edit.isPending}
            >
              Save rules
            </Button>
          )}
        </form>
        {isAdmin && <RedactionPreview project={project} rules={complete} />}
      </div>
    </Section>
  );
}
