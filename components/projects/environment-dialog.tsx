"use client";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import { Dialog } from "@/components/ui/overlays/dialog";
import { toast } from "@/components/ui/overlays/toast";
import { parseProblem } from "@/lib/http/form-problem";
import type { Environment } from "@/lib/projects/environment-contract";
import { useCreateEnvironment, useUpdateEnvironment } from "@/lib/projects/hooks";

interface Props {
  project: string;
  /** null: a new one. */
  environment: Environment | null;
  onClose: () => void;
}

type ReleaseRole = "editor" | "reviewer" | "admin";

export function EnvironmentDialog({ project, environment, onClose }: Props) {
  const create = useCreateEnvironment(project);
  const edit = useUpdateEnvironment(project);
  const [name, setName] = useState("");
  const [approvals, setApprovals] = useState(String(environment?.requiredApprovals ?? 0));
  const [requiresGates, setRequiresGates] = useState(environment?.requiresGates ?? false);
  const [releaseRole, setReleaseRole] = useState<ReleaseRole>(
    (environment?.releaseRole as ReleaseRole | undefined) ?? "editor",
  );
  const problem = parseProblem(create.error ?? edit.error, [
    "name",
    "requiredApprovals",
    "releaseRole",
  ]);

  function submit() {
    const rules = { requiredApprovals: Number(approvals), requiresGates, releaseRole };
    const onSuccess = ({ name: saved }: Environment) => {
      toast(`${saved} is saved`);
      onClose();
    };
    if (environment) edit.mutate({ environment: environment.name, ...rules }, { onSuccess });
    else create.mutate({ name, ...rules }, { onSuccess });
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={environment ? `Edit ${environment.name}` : "Add an environment"}
      description="Applies from the next release on."
      onSubmit={submit}
      footer={
        <>
          <Button size="sm" onClick={onClose}>
            Cancel
          </Button>
          <Button
            size="sm"
            type="submit"
            variant="primary"
            busy={create.isPending || edit.isPending}
          >
            Save
          </Button>
        </>
      }
    >
      {!environment && (
        <Field
          label="Name"
          hint="Applications use this name to fetch a prompt. It cannot be changed later."
          error={problem.at("name")}
        >
          <Input mono required value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
      )}
      <Field
        label="Approvals needed"
        hint="The author’s own does not count."
        error={problem.at("requiredApprovals")}
      >
        <Input
          type="number"
          min={0}
          max={5}
          required
          value={approvals}
          onChange={(event) => setApprovals(event.target.value)}
        />
      </Field>
      <Checkbox
        checked={requiresGates}
        onChange={(event) => setRequiresGates(event.target.checked)}
        label="Every must criterion has to pass"
      />
      <Field label="Who may release" error={problem.at("releaseRole")}>
        <Select
          value={releaseRole}
          onChange={(event) => setReleaseRole(event.target.value as ReleaseRole)}
        >
          <option value="editor">editor and up</option>
          <option value="reviewer">reviewer and up</option>
          <option value="admin">admin</option>
        </Select>
      </Field>
      <FormError>{problem.whole}</FormError>
    </Dialog>
  );
}
