"use client";
import { useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { useMemo } from "react";
import { VersionDiffCompact } from "@/components/prompts/versions/version-diff-compact";
import { DraftSpecialCases } from "@/components/specs/draft-special-cases";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import { Textarea } from "@/components/ui/controls/textarea";
import { FormControl } from "@/components/ui/forms/form-control";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { Notice } from "@/components/ui/notice";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { evalSetQueries } from "@/lib/eval-sets/queries";
import { formatCountOf } from "@/lib/format-number";
import { bareContent } from "@/lib/prompts/bare-content";
import { checkContent } from "@/lib/prompts/check-content";
import type { VersionedKind } from "@/lib/prompts/contract";
import { diffVersions } from "@/lib/prompts/diff/diff-versions";
import { promptQueries } from "@/lib/prompts/queries";
import type { CreateVersion, VersionContent } from "@/lib/prompts/version-contract";
import { placeName } from "./save-version-place";

export interface SaveAnswers {
  commitMessage: string;
  ticketUrl: string;
  wantsRun: boolean;
  /** Run after saving; null: the one of the last eval. */
  evalSet: string | null;
}

interface Props {
  project: string;
  name: string;
  kind: VersionedKind;
  number: number;
  content: VersionContent;
  parent: (VersionContent & { number: number }) | null;
  lastEvalSet: string | null;
  unknown: readonly string[];
  answers: SaveAnswers;
  note: string | undefined;
  /** Number of the review that will be about this version. */
  moves: number | null;
  onClose: () => void;
  /** `evalSet` is run afterwards; null for none. */
  onSave: (version: CreateVersion, answers: SaveAnswers, evalSet: string | null) => Promise<void>;
}

const nothing = (like: VersionContent): VersionContent => ({
  messages: [],
  model: like.model,
  settings: like.settings,
});

export function SaveVersionForm(props: Props) {
  const { project, name, kind, number, content, parent, answers } = props;
  const sets = useQuery(evalSetQueries.list(project)).data?.data ?? [];
  const problems = checkContent(kind, content);
  const from = parent ?? nothing(content);
  const diff = useMemo(() => diffVersions(from, content), [from, content]);
  const isSame = parent !== null && diff.counts.differing === 0;
  const cannot = problems.length > 0 || isSame;
  const form = useZodForm({
    draftKey: `version ${project} ${name}`,
    defaultValues: answers,
    schema: async () => (await import("@/lib/prompts/version-contract")).CreateVersion,
    toBody: ({ commitMessage, ticketUrl }): CreateVersion | null =>
      cannot
        ? null
        : {
            ...content,
            commitMessage: commitMessage.trim(),
            ...(ticketUrl.trim() ? { ticketUrl: ticketUrl.trim() } : {}),
            ...(parent ? { parentVersion: parent.number } : {}),
          },
    save: async (version) => {
      const toRun = form.values.wantsRun ? (evalSet?.name ?? null) : null;
      await props.onSave(version, form.values, toRun);
    },
    nameOf: (path) => placeName(path, content),
  });
  const { wantsRun, evalSet: chosenSet } = form.values;
  const evalSet = sets.find((set) => set.name === (chosenSet ?? props.lastEvalSet)) ?? sets[0];
  const tokens = useTokens(project, from, content, parent !== null);
  useShortcuts([{ keys: "mod+s", label: `Save v${number}`, group: "Dialog", run: form.submit }]);

  return (
    <FormDialog
      form={form}
      onClose={props.onClose}
      sticky
      size="md"
      title={
        <span className="flex flex-wrap items-baseline gap-x-2">
          Save as <span className="font-mono">v{number}</span>
          {parent && (
            <span className="text-12 font-normal text-text-2">
              from <b className="font-mono">v{parent.number}</b>
            </span>
          )}
          {!cannot && (
            <span className="text-12 font-normal flex items-center gap-1 text-text-2">
              <Check className="size-3.5 text-pass" aria-hidden="true" /> messages and braces are
              valid
            </span>
          )}
        </span>
      }
      submitLabel={`Save v${number}`}
      kbd="mod+enter"
      canSubmit={!cannot}
      aside={
        <span className="mr-auto text-12 text-text-2">
          A version cannot be changed later.
          {props.moves !== null && ` Review ${props.moves} moves on to it.`}
        </span>
      }
    >
      {problems.length > 0 && (
        <Notice tone="fail" title={`${formatCountOf(problems.length, "correction")} first.`}>
          <ul className="m-0 mt-1 pl-4">
            {problems.map((problem) => (
              <li key={problem.path + problem.message}>
                {placeName(problem.path, content)}: {problem.message}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {isSame && (
        <Notice title="Nothing differs">
          from v{parent?.number}, so there is nothing to save.
        </Notice>
      )}
      {props.note && <Notice tone="warn">{props.note}</Notice>}
      {props.unknown.length > 0 && (
        <Notice tone="warn" title="Nothing provides">
          {props.unknown.map((name) => `{{${name}}}`).join(", ")}. Callers must send{" "}
          {props.unknown.length === 1 ? "it" : "them"}, and evals will have no value.
        </Notice>
      )}
      {parent && !cannot && (
        <DraftSpecialCases
          project={project}
          name={name}
          messages={content.messages}
          parentVersion={parent.number}
        />
      )}
      {!isSame && (
        <VersionDiffCompact diff={diff} from={from} to={content} {...(tokens ? { tokens } : {})} />
      )}
      <div className="grid grid-cols-[minmax(0,1fr)_236px] gap-2">
        <FormField
          form={form}
          name="commitMessage"
          label="What changed and why"
          hint="Shown in the timeline and in the review."
        >
          <Textarea rows={2} autoFocus maxLength={500} />
        </FormField>
        <FormField form={form} name="ticketUrl" label="Ticket" optional>
          <Input type="url" placeholder="https://…" />
        </FormField>
      </div>
      {evalSet && (
        <div className="flex items-center gap-2">
          <FormControl form={form} name="wantsRun">
            {({ value, onChange }) => (
              <Checkbox
                label="Run an eval after saving, over"
                checked={value}
                onChange={(event) => onChange(event.target.checked)}
              />
            )}
          </FormControl>
          <FormControl form={form} name="evalSet">
            {({ onChange }) => (
              <Select
                size="sm"
                className="w-52"
                aria-label="Eval set to run"
                value={evalSet.name}
                disabled={!wantsRun}
                onChange={(event) => onChange(event.target.value)}
              >
                {sets.map((set) => (
                  <option key={set.name}>{set.name}</option>
                ))}
              </Select>
            )}
          </FormControl>
          <span className="text-text-3 text-12 tabular-nums ml-auto">
            {formatCountOf(evalSet.counts.development, "call")}
          </span>
        </div>
      )}
    </FormDialog>
  );
}

/** Tokens of each message before and after; undefined until both are counted. */
function useTokens(project: string, from: VersionContent, to: VersionContent, hasParent: boolean) {
  const before = useQuery({
    ...promptQueries.size(project, bareContent(from)),
    enabled: hasParent,
  }).data;
  const after = useQuery(promptQueries.size(project, to)).data;
  if (!after || (hasParent && !before)) return undefined;
  return { from: before?.messages ?? [], to: after.messages };
}
