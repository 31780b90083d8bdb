"use client";
import { useQuery } from "@tanstack/react-query";
import { cn } from "@/components/ui/cn";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { Link } from "@/components/ui/controls/link";
import { Select } from "@/components/ui/controls/select";
import { Textarea } from "@/components/ui/controls/textarea";
import { Kbd } from "@/components/ui/text/kbd";
import { linkClass } from "@/components/ui/text/link-class";
import { evalSetQueries } from "@/lib/eval-sets/queries";
import { formatFixed } from "@/lib/format-number";
import type { CasePreview } from "@/lib/trace-reviews/cases/case-contract";
import { PersonalInputs } from "./personal-inputs";
import type { ReviewDraft } from "./review-draft";

interface Props {
  project: string;
  draft: ReviewDraft;
  preview: CasePreview | undefined;
  problem: string | null;
  disabled: boolean;
  canSeeHoldout: boolean;
  onChange: (change: Partial<ReviewDraft>) => void;
}

const SOURCE = {
  input: "its input",
  messages: "its messages",
  attributes: "an attribute",
  retrieval: "what was retrieved",
  question: "the request",
} as const;

/** `t`: the trace becomes a case with the verdict; before that, where its input comes from and what it repeats. */
export function CasePart({
  project,
  draft,
  preview,
  problem,
  disabled,
  canSeeHoldout,
  onChange,
}: Props) {
  const sets = useQuery(evalSetQueries.list(project)).data?.data ?? [];
  const { makesCase } = draft;
  return (
    <section className="grid gap-2" aria-label="Turn into a case">
      <div className="flex items-center gap-2 text-13">
        <Checkbox
          label="Turn into a case"
          checked={makesCase}
          disabled={disabled || problem !== null || Boolean(preview?.madeCase)}
          onChange={(event) => onChange({ makesCase: event.target.checked })}
        />
        <Kbd keys="t" aria-hidden="true" />
      </div>
      {problem && <p className="text-12 text-text-2">{problem}</p>}
      {preview && (
        <div className="grid gap-2 pl-5">
          {makesCase && (
            <div className="flex gap-2">
              <Select
                size="sm"
                aria-label="Eval set of the case"
                value={preview.evalSet}
                onChange={(event) => onChange({ evalSet: event.target.value, input: {} })}
              >
                {[...new Set([preview.evalSet, ...sets.map(({ name }) => name)])].map((name) => (
                  <option key={name}>{name}</option>
                ))}
              </Select>
              {canSeeHoldout && (
                <Select
                  size="sm"
                  aria-label="Split of the case"
                  value={draft.split}
                  onChange={(event) =>
                    onChange({
                      split: event.target.value === "holdout" ? "holdout" : "development",
                    })
                  }
                >
                  <option>development</option>
                  <option>holdout</option>
                </Select>
              )}
            </div>
          )}
          <p className="text-12 text-text-2">
            {!makesCase && `${preview.evalSet}, ${draft.split}. `}
            <Likeness project={project} preview={preview} />{" "}
            <Personal preview={preview} input={draft.input} />
          </p>
          {makesCase && <Sources preview={preview} />}
          {makesCase && (
            <PersonalInputs
              preview={preview}
              input={draft.input}
              disabled={disabled}
              onInput={(input) => onChange({ input })}
            />
          )}
          {makesCase &&
            preview.missing.map((variable) => (
              <Textarea
                key={variable}
                rows={2}
                aria-label={`Value of ${variable}`}
                placeholder={`${variable}: the trace has nothing for it`}
                value={draft.input[variable] ?? ""}
                onChange={(event) =>
                  onChange({ input: { ...draft.input, [variable]: event.target.value } })
                }
              />
            ))}
        </div>
      )}
    </section>
  );
}

export function Likeness({ project, preview }: { project: string; preview: CasePreview }) {
  const { madeCase, duplicate, alike, evalSet } = preview;
  const link = (caseId: string | null) =>
    caseId === null ? (
      "a case that is withheld"
    ) : (
      <Link
        className={cn(linkClass, "font-mono text-code")}
        href={`/${project}/eval-sets/${encodeURIComponent(evalSet)}?case=${encodeURIComponent(caseId)}`}
      >
        {caseId}
      </Link>
    );
  if (madeCase) return <>It is {link(madeCase.caseId)} already.</>;
  if (duplicate) return <>The set already has this input: {link(duplicate.caseId)}.</>;
  const [first] = alike;
  if (!first) return <>No case is like it.</>;
  return (
    <>
      Most alike: {link(first.caseId)}, {formatFixed(first.score)},{" "}
      {first.isNearDuplicate ? <b>a near-duplicate: the same words</b> : "not a duplicate"}.
    </>
  );
}

const KIND: Record<string, string> = {
  email: "an e-mail address",
  phone: "a phone number",
  card: "a card number",
  iban: "an IBAN",
};

interface PersonalProps {
  preview: CasePreview;
  /** What the person gives instead, by variable: a text without what is personal. */
  input: Record<string, string>;
}

export function Personal({ preview, input }: PersonalProps) {
  if (preview.personalData.length === 0) return <>No personal data found.</>;
  const personalData = preview.personalData.filter(({ place }) => input[place] === undefined);
  if (personalData.length === 0) return <>What was personal is masked.</>;
  return (
    <span className="text-inconclusive">
      Personal data:{" "}
      {personalData.slice(0, 3).map(({ place, kind, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: passages of a text in their order
        <span key={index}>
          {index > 0 && ", "}
          {KIND[kind] ?? kind} in {place} (
          <span className="font-mono text-code wrap-anywhere">{text}</span>)
        </span>
      ))}
      {personalData.length > 3 && ` and ${personalData.length - 3} more`}.
    </span>
  );
}

export function Sources({ preview: { sources } }: { preview: CasePreview }) {
  if (sources.length === 0) return null;
  return (
    <p className="text-12 text-text-3">
      {sources.map(({ variable, from }, index) => (
        <span key={variable}>
          {index > 0 && ", "}
          <span className="font-mono text-code">{variable}</span> from {SOURCE[from]}
        </span>
      ))}
      .
    </p>
  );
}
