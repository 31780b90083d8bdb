"use client";
import { useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { useMemo, useState } from "react";
import { VersionDiffCompact } from "@/components/prompts/versions/version-diff-compact";
import { Button } from "@/components/ui/controls/button";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import { Textarea } from "@/components/ui/controls/textarea";
import { Notice } from "@/components/ui/notice";
import { Dialog } from "@/components/ui/overlays/dialog";
import { formatCountOf } from "@/components/ui/text/format";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { evalSetQueries } from "@/lib/eval-sets/queries";
import { ApiError } from "@/lib/http/api-client";
import { checkContent } from "@/lib/prompts/check-content";
import type { PromptKind } from "@/lib/prompts/contract";
import { diffVersions } from "@/lib/prompts/diff/diff-versions";
import { promptQueries } from "@/lib/prompts/queries";
import type { VersionContent } from "@/lib/prompts/version-contract";
import { contentPart } from "./editor-content";
import { placeName } from "./save-version-place";

export interface SaveAnswers {
  message: string;
  ticketUrl: string;
  /** Run after saving; null for not. */
  evalSet: string | null;
}

interface Props {
  project: string;
  kind: PromptKind;
  number: number;
  content: VersionContent;
  parent: (VersionContent & { number: number }) | null;
  lastEvalSet: string | null;
  unknown: readonly string[];
  answers: SaveAnswers;
  error: Error | null;
  isBusy: boolean;
  note: string | undefined;
  /** Number of the review that will be about this version. */
  moves: number | null;
  onClose: () => void;
  onSubmit: (answers: SaveAnswers) => Promise<void>;
}

const nothing = (like: VersionContent): VersionContent => ({
  messages: [],
  model: like.model,
  settings: like.settings,
});

export function SaveVersionForm(props: Props) {
  const { project, kind, number, content, parent, lastEvalSet, answers, error, isBusy } = props;
  const [message, setMessage] = useState(answers.message);
  const [ticketUrl, setTicketUrl] = useState(answers.ticketUrl);
  const [wantsRun, setWantsRun] = useState(answers.evalSet !== null);
  const [isChecked, setChecked] = useState(false);
  const [isSending, setSending] = useState(false);
  const sets = useQuery(evalSetQueries.list(project)).data?.data ?? [];
  const [chosenSet, setChosenSet] = useState(answers.evalSet ?? lastEvalSet);
  const evalSet = sets.find(({ name }) => name === chosenSet) ?? sets[0];

  const from = parent ?? nothing(content);
  const diff = useMemo(() => diffVersions(from, content), [from, content]);
  const sizes = [
    useQuery({ ...promptQueries.size(project, contentPart(from)), enabled: parent !== null }).data,
    useQuery(promptQueries.size(project, content)).data,
  ];
  const tokens =
    sizes[1] && (sizes[0] || !parent)
      ? { from: sizes[0]?.messages ?? [], to: sizes[1].messages }
      : undefined;

  const problems = checkContent(kind, content);
  const serverErrors = error instanceof ApiError ? (error.problem.errors ?? []) : [];
  const errorOf = (path: string) => serverErrors.find((each) => each.path === path)?.message;
  const others = serverErrors.filter(({ path }) => !["commitMessage", "ticketUrl"].includes(path));
  const ticketProblem =
    ticketUrl.trim() && !/^https?:\/\/\S+$/.test(ticketUrl.trim())
      ? "Give the ticket’s address, beginning with https://."
      : null;
  const isSame = parent !== null && diff.counts.differing === 0;
  const cannot = problems.length > 0 || isSame;

  async function submit() {
    setChecked(true);
    if (cannot || !message.trim() || ticketProblem || isBusy || isSending) return;
    setSending(true);
    const wanted = wantsRun && evalSet ? evalSet.name : null;
    await props.onSubmit({ message, ticketUrl, evalSet: wanted }).catch(() => undefined);
    setSending(false);
  }
  useShortcuts([
    { keys: "mod+enter", label: `Save v${number}`, group: "Dialog", run: () => void submit() },
    { keys: "mod+s", label: `Save v${number}`, group: "Dialog", run: () => void submit() },
  ]);

  return (
    <Dialog
      open
      sticky
      size="md"
      onOpenChange={props.onClose}
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
      onSubmit={() => void submit()}
      footer={
        <>
          <span className="mr-auto text-12 text-text-2">
            A version cannot be changed later.
            {props.moves !== null && ` Review ${props.moves} moves on to it.`}
          </span>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            kbd="mod+enter"
            busy={isBusy || isSending}
            disabled={cannot}
          >
            Save v{number}
          </Button>
        </>
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
      {!isSame && (
        <VersionDiffCompact diff={diff} from={from} to={content} {...(tokens ? { tokens } : {})} />
      )}
      <div className="grid grid-cols-[minmax(0,1fr)_236px] gap-2">
        <Field
          label="What changed and why"
          hint="Shown in the timeline and in the review."
          error={
            errorOf("commitMessage") ??
            (isChecked && !message.trim() ? "Say what changed and why." : null)
          }
        >
          <Textarea
            rows={2}
            autoFocus
            maxLength={500}
            value={message}
            onChange={(event) => setMessage(event.target.value)}
          />
        </Field>
        <Field
          label="Ticket"
          optional
          error={errorOf("ticketUrl") ?? (isChecked ? ticketProblem : null)}
        >
          <Input
            type="url"
            placeholder="https://…"
            value={ticketUrl}
            onChange={(event) => setTicketUrl(event.target.value)}
          />
        </Field>
      </div>
      {evalSet && (
        <div className="flex items-center gap-2">
          <Checkbox
            label="Run an eval after saving, over"
            checked={wantsRun}
            onChange={(event) => setWantsRun(event.target.checked)}
          />
          <Select
            size="sm"
            className="w-52!"
            aria-label="Eval set to run"
            value={evalSet.name}
            disabled={!wantsRun}
            onChange={(event) => setChosenSet(event.target.value)}
          >
            {sets.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </Select>
          <span className="text-text-3 text-12 tabular-nums ml-auto">
            {formatCountOf(evalSet.counts.development, "call")}
          </span>
        </div>
      )}
      {others.length > 0 ? (
        <FormError>
          {others
            .map(({ path, message: text }) => `${placeName(path, content)}: ${text}`)
            .join(" ")}
        </FormError>
      ) : (
        error && serverErrors.length === 0 && <FormError>{error.message}</FormError>
      )}
    </Dialog>
  );
}
