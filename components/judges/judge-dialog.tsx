"use client";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import { Textarea } from "@/components/ui/controls/textarea";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm, type ZodForm } from "@/components/ui/forms/use-zod-form";
import { toast } from "@/components/ui/overlays/toast";
import type { Judge } from "@/lib/judges/contract";
import { useWriteJudge } from "@/lib/judges/hooks";
import { promptQueries } from "@/lib/prompts/queries";
import type { JudgeKind } from "@/lib/scorers/judge-definition";
import { DoubtExamples } from "./doubt-examples";
import { emptyDraft, toBody, toDraft } from "./judge-draft";
import { judgeHref, KIND_HELP, KIND_LABEL, KINDS } from "./judge-words";

interface Props {
  project: string;
  /** Absent: a new one. */
  judge?: Judge;
  onClose: () => void;
}

/** Creates a judge from a version of a prompt, or changes what it asks, its policy and its bar. */
export default function JudgeDialog({ project, judge, onClose }: Props) {
  const router = useRouter();
  const write = useWriteJudge(project);
  const form = useZodForm({
    draftKey: `judge ${project} ${judge?.name ?? ""}`,
    defaultValues: judge ? toDraft(judge) : emptyDraft,
    schema: async () => {
      const { JudgeName, WriteJudge } = await import("@/lib/judges/contract");
      return (await import("zod")).z
        .looseObject({ name: JudgeName })
        .transform(({ name: _, ...body }) => body)
        .pipe(WriteJudge);
    },
    toBody,
    save: write.mutateAsync,
    onSaved: ({ name, state }) => {
      onClose();
      if (!judge) router.push(judgeHref(project, name));
      else toast(state === "calibrated" ? `${name} saved` : `${name} saved; it is ${state} now`);
    },
  });
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      size="lg"
      title={judge ? `Change ${judge.name}` : "New judge"}
      description={
        judge
          ? "Another version, policy, threshold or bar needs a new calibration. The labels stay."
          : undefined
      }
      submitLabel={judge ? "Save" : "Create judge"}
    >
      <JudgeIdentity project={project} form={form} isNew={!judge} />
      <FormField
        form={form}
        name="policy"
        label="Labelling policy"
        hint="People and the judge follow the same text: what passes, what fails, what to do in doubt."
      >
        <Textarea rows={6} required />
      </FormField>
      {judge && (
        <DoubtExamples
          project={project}
          judge={judge.name}
          policy={form.values.policy}
          onPolicy={(policy) => form.change({ policy })}
        />
      )}
      {form.values.kind === "label" ? (
        <FormField
          form={form}
          name="labels"
          label="Labels"
          hint="One per line, with what it means: full answer: pass"
        >
          <Textarea rows={4} mono required />
        </FormField>
      ) : (
        <FormField
          form={form}
          name="threshold"
          label="Minimum score"
          hint="0 to 1. Empty: the judge's own verdict."
          optional
        >
          <Input type="number" step="any" />
        </FormField>
      )}
      <JudgeBar form={form} />
    </FormDialog>
  );
}

type JudgeForm = ZodForm<typeof emptyDraft>;

interface IdentityProps {
  project: string;
  form: JudgeForm;
  isNew: boolean;
}

/** What it is called, how it judges, and the version that it asks. */
function JudgeIdentity({ project, form, isNew }: IdentityProps) {
  const prompts = useQuery(promptQueries.list(project));
  const { kind, prompt } = form.values;
  const versions = prompts.data?.data.find(({ name }) => name === prompt)?.latestVersion ?? 0;
  return (
    <div className="grid gap-3 md:grid-cols-2">
      <FormField form={form} name="name" label="Name" hint="For example reply-helpful.">
        <Input mono required autoFocus={isNew} disabled={!isNew} />
      </FormField>
      <FormField form={form} name="kind" label="Kind" hint={KIND_HELP[kind as JudgeKind]}>
        <Select>
          {KINDS.map((each) => (
            <option key={each} value={each}>
              {KIND_LABEL[each]}
            </option>
          ))}
        </Select>
      </FormField>
      <FormField form={form} name="prompt" label="Prompt">
        <Select required>
          <option value="">Choose a prompt</option>
          {prompts.data?.data.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </Select>
      </FormField>
      <FormField form={form} name="version" label="Version">
        <Select required>
          <option value="">Choose a version</option>
          {Array.from({ length: versions }, (_, index) => versions - index).map((number) => (
            <option key={number}>{number}</option>
          ))}
        </Select>
      </FormField>
    </div>
  );
}

function JudgeBar({ form }: { form: JudgeForm }) {
  return (
    <fieldset className="grid gap-3 md:grid-cols-3">
      <legend className="mb-1 text-12 text-text-2">
        Bar, reached by the lower 95 % limit of each
      </legend>
      <FormField form={form} name="truePositiveRate" label="True positive rate, %">
        <Input type="number" step="any" />
      </FormField>
      <FormField form={form} name="trueNegativeRate" label="True negative rate, %">
        <Input type="number" step="any" />
      </FormField>
      <FormField form={form} name="kappa" label="κ">
        <Input type="number" step="any" />
      </FormField>
    </fieldset>
  );
}
