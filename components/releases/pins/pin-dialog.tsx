"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import { Textarea } from "@/components/ui/controls/textarea";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm, type ZodForm } from "@/components/ui/forms/use-zod-form";
import { toast } from "@/components/ui/overlays/toast";
import { formatCountOf } from "@/lib/format-number";
import { promptQueries } from "@/lib/prompts/queries";
import { useCreatePin } from "@/lib/releases/pins/hooks";
import { releaseQueries } from "@/lib/releases/queries";
import { EMPTY_DRAFT, type PinDraft, targetOf, toCreatePin } from "./pin-draft";

interface Props {
  project: string;
  environment: string;
  onClose: () => void;
}

/** Which units get what, and why. A version is one that was released to the environment. */
export default function PinDialog({ project, environment, onClose }: Props) {
  const create = useCreatePin(project, environment);
  const prompts = useQuery(promptQueries.list(project, { kind: "any" })).data?.data ?? [];
  const form = useZodForm({
    draftKey: `pin ${project} ${environment}`,
    defaultValues: EMPTY_DRAFT,
    schema: async () => (await import("@/lib/releases/pins/pin-contract")).CreatePin,
    toBody: toCreatePin,
    save: create.mutateAsync,
    onSaved: (pin) => {
      toast(`${formatCountOf(pin.units.length, "unit")} pinned to ${targetOf(pin)}`);
      onClose();
    },
  });
  const { arm } = form.values;
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title={`Pin units in ${environment}`}
      description="They get the same version whatever a rollout draws, and count in none."
      submitLabel="Pin units"
      buttonSize="sm"
    >
      <FormField
        form={form}
        name="units"
        label="Units"
        hint="One per line, as the application names them. At most 1,000."
      >
        <Textarea mono rows={4} required placeholder={"ada@example.com\nteam-42"} />
      </FormField>
      <FormField
        form={form}
        name="prompt"
        label="Prompt"
        hint="A rule for one prompt goes before a rule for every prompt."
      >
        <Select onChange={() => form.change({ version: "" })}>
          <option value="">Every prompt</option>
          {prompts.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </Select>
      </FormField>
      <FormField
        form={form}
        name="arm"
        label="They get"
        hint={arm === "candidate" ? "Without a rollout: the stable version." : undefined}
      >
        <Select>
          <option value="candidate">the candidate of a rollout</option>
          <option value="stable">the stable version</option>
          <option value="version">a version of the prompt</option>
        </Select>
      </FormField>
      {arm === "version" && (
        <VersionField project={project} environment={environment} form={form} />
      )}
      <FormField form={form} name="reason" label="Reason">
        <Input required maxLength={500} placeholder="Our own people try it first" />
      </FormField>
    </FormDialog>
  );
}

interface VersionFieldProps {
  project: string;
  environment: string;
  form: ZodForm<PinDraft>;
}

/** The versions that were released there, newest first. */
function VersionField({ project, environment, form }: VersionFieldProps) {
  const { prompt } = form.values;
  const { data } = useInfiniteQuery({
    ...releaseQueries.list(project, { prompt, environment }),
    enabled: prompt !== "",
  });
  const releases = (data?.pages ?? []).flatMap((page) => page.data);
  const versions = [...new Set(releases.flatMap(({ version }) => version ?? []))];
  return (
    <FormField
      form={form}
      name="version"
      label="Version"
      hint={
        prompt === "" ? "Choose a prompt first." : `Versions that were released to ${environment}.`
      }
    >
      <Select disabled={prompt === ""}>
        <option value="">Choose a version</option>
        {versions.map((version) => (
          <option key={version} value={version}>
            v{version}
          </option>
        ))}
      </Select>
    </FormField>
  );
}
