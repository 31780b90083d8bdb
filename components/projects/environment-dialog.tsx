"use client";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import { FormControl } from "@/components/ui/forms/form-control";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { numberOf } from "@/components/ui/forms/typed-number";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { toast } from "@/components/ui/overlays/toast";
import type { CreateEnvironment, Environment } from "@/lib/projects/environment-contract";
import { useCreateEnvironment, useUpdateEnvironment } from "@/lib/projects/hooks";

interface Props {
  project: string;
  /** null: a new one. */
  environment: Environment | null;
  onClose: () => void;
}

type ReleaseRole = NonNullable<CreateEnvironment["releaseRole"]>;

export default function EnvironmentDialog({ project, environment, onClose }: Props) {
  const create = useCreateEnvironment(project);
  const update = useUpdateEnvironment(project);
  const form = useZodForm({
    draftKey: `environment ${project} ${environment?.name ?? ""}`,
    defaultValues: {
      name: "",
      requiredApprovals: String(environment?.requiredApprovals ?? 0),
      requiresGates: environment?.requiresGates ?? false,
      releaseRole: (environment?.releaseRole ?? "editor") as ReleaseRole,
    },
    schema: async () => {
      const contract = await import("@/lib/projects/environment-contract");
      return environment ? contract.UpdateEnvironment : contract.CreateEnvironment;
    },
    toBody: ({ name, requiredApprovals, requiresGates, releaseRole }) => ({
      ...(environment ? {} : { name }),
      requiredApprovals: numberOf(requiredApprovals),
      requiresGates,
      releaseRole,
    }),
    save: ({ name = "", ...rules }) =>
      environment
        ? update.mutateAsync({ environment: environment.name, ...rules })
        : create.mutateAsync({ name, ...rules }),
    onSaved: ({ name }) => {
      toast(`${name} is saved`);
      onClose();
    },
  });

  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title={environment ? `Edit ${environment.name}` : "Add an environment"}
      description="Applies from the next release on."
      submitLabel="Save"
      buttonSize="sm"
    >
      {!environment && (
        <FormField
          form={form}
          name="name"
          label="Name"
          hint="Applications use this name to fetch a prompt. It cannot be changed later."
        >
          <Input mono required />
        </FormField>
      )}
      <FormField
        form={form}
        name="requiredApprovals"
        label="Approvals needed"
        hint="The author’s own does not count."
      >
        <Input type="number" min={0} max={5} required />
      </FormField>
      <FormControl form={form} name="requiresGates">
        {({ value, onChange }) => (
          <Checkbox
            checked={value}
            onChange={(event) => onChange(event.target.checked)}
            label="Every must criterion has to pass"
          />
        )}
      </FormControl>
      <FormField form={form} name="releaseRole" label="Who may release">
        <Select>
          <option value="editor">editor and up</option>
          <option value="reviewer">reviewer and up</option>
          <option value="admin">admin</option>
        </Select>
      </FormField>
    </FormDialog>
  );
}
