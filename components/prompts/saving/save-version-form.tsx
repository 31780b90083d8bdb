"use client";
import { useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { Input } from "@/components/ui/controls/input";
import { Textarea } from "@/components/ui/controls/textarea";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { Notice } from "@/components/ui/notice";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { evalSetQueries } from "@/lib/eval-sets/queries";
import { formatCountOf } from "@/lib/format-number";
import { RunAfterSaving } from "./run-after-saving";
import type { SaveAnswers, SaveShape, VersionAbout } from "./save-version-shape";

interface Props<Content> {
  project: string;
  name: string;
  shape: SaveShape<Content>;
  number: number;
  content: Content;
  parent: { number: number; content: Content } | null;
  lastEvalSet: string | null;
  answers: SaveAnswers;
  note: string | undefined;
  /** Number of the review that will be about this version. */
  moves: number | null;
  onClose: () => void;
  /** `evalSet` is run afterwards; null for none. */
  onSave: (
    version: Content & VersionAbout,
    answers: SaveAnswers,
    evalSet: string | null,
  ) => Promise<void>;
}

export function SaveVersionForm<Content>(props: Props<Content>) {
  const { project, name, shape, number, content, parent, answers } = props;
  const { Difference } = shape;
  const sets = useQuery(evalSetQueries.list(project)).data?.data ?? [];
  const problems = shape.listProblems(content);
  const isSame = parent !== null && shape.isSame(parent.content, content);
  const cannot = problems.length > 0 || isSame;
  const form = useZodForm({
    draftKey: `version ${project} ${name}`,
    defaultValues: answers,
    schema: shape.schema,
    toBody: ({ commitMessage, ticketUrl }): (Content & VersionAbout) | null =>
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
    nameOf: (path) => shape.placeOf(path, content),
  });
  const chosenSet = form.values.evalSet ?? props.lastEvalSet;
  const evalSet = sets.find((set) => set.name === chosenSet) ?? sets[0];
  useShortcuts([{ keys: "mod+s", label: `Save v${number}`, group: "Dialog", run: form.submit }]);

  return (
    <FormDialog
      form={form}
      onClose={props.onClose}
      sticky
      size="md"
      title={
        <Title number={number} parent={parent?.number} validity={cannot ? null : shape.validity} />
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
        <Problems problems={problems} placeOf={(path) => shape.placeOf(path, content)} />
      )}
      {isSame && (
        <Notice title="Nothing differs">
          from v{parent?.number}, so there is nothing to save.
        </Notice>
      )}
      {props.note && <Notice tone="warn">{props.note}</Notice>}
      {shape.notices?.({ project, parent, content, canSave: !cannot })}
      {!isSame && <Difference project={project} parent={parent} content={content} />}
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
      {evalSet && <RunAfterSaving form={form} evalSet={evalSet} sets={sets} />}
    </FormDialog>
  );
}

interface TitleProps {
  number: number;
  parent: number | undefined;
  /** null: it cannot be saved as it is. */
  validity: string | null;
}

function Title({ number, parent, validity }: TitleProps) {
  return (
    <span className="flex flex-wrap items-baseline gap-x-2">
      Save as <span className="font-mono">v{number}</span>
      {parent !== undefined && (
        <span className="text-12 font-normal text-text-2">
          from <b className="font-mono">v{parent}</b>
        </span>
      )}
      {validity !== null && (
        <span className="text-12 font-normal flex items-center gap-1 text-text-2">
          <Check className="size-3.5 text-pass" aria-hidden="true" /> {validity}
        </span>
      )}
    </span>
  );
}

interface ProblemsProps {
  problems: readonly { path: string; message: string }[];
  placeOf: (path: string) => string;
}

function Problems({ problems, placeOf }: ProblemsProps) {
  return (
    <Notice tone="fail" title={`${formatCountOf(problems.length, "correction")} first.`}>
      <ul className="m-0 mt-1 pl-4">
        {problems.map(({ path, message }) => (
          <li key={path + message}>
            {placeOf(path)}: {message}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
