"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Input } from "@/components/ui/controls/input";
import { Segmented } from "@/components/ui/controls/segmented";
import { Select } from "@/components/ui/controls/select";
import { Dialog } from "@/components/ui/overlays/dialog";
import type { Scope } from "@/lib/auth/contract";
import { SCOPE_MEANS } from "@/lib/auth/scope-means";
import { parseProblem } from "@/lib/http/form-problem";
import { useCreateApiKey } from "@/lib/projects/hooks";
import { memberQueries } from "@/lib/projects/queries";
import { EXPIRY_CHOICES, type Expiry, expiryAt } from "./expiry";

const SCOPES = Object.entries(SCOPE_MEANS) as [Scope, string][];

export interface MadeKey {
  name: string;
  apiKey: string;
  /** The member who has to confirm it first. */
  waitsFor: string | null;
}

interface Props {
  project: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onMade: (key: MadeKey) => void;
}

export function NewKeyDialog({ project, open, onOpenChange, onMade }: Props) {
  const create = useCreateApiKey(project);
  const members = useQuery(memberQueries.list(project)).data?.data ?? [];
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<Scope[]>(["prompts:read"]);
  const [expiry, setExpiry] = useState<Expiry>("90");
  const [actsAs, setActsAs] = useState("");
  const problem = parseProblem(create.error, ["name", "scopes", "actsAs"]);

  function toggle(scope: Scope, isOn: boolean) {
    setScopes((before) => (isOn ? [...before, scope] : before.filter((one) => one !== scope)));
  }

  function submit() {
    const expiresAt = expiryAt(expiry, Date.now());
    create.mutate(
      { name, scopes, ...(expiresAt ? { expiresAt } : {}), ...(actsAs ? { actsAs } : {}) },
      {
        onSuccess: (key) => {
          const waitsFor = key.state === "pending" ? (key.actsAs?.name ?? null) : null;
          onMade({ name: key.name, apiKey: key.apiKey, waitsFor });
          setName("");
          onOpenChange(false);
        },
      },
    );
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="New API key"
      size="md"
      onSubmit={submit}
      footer={
        <>
          <Button size="sm" onClick={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button size="sm" type="submit" variant="primary" busy={create.isPending}>
            Create key
          </Button>
        </>
      }
    >
      <Field label="Name" hint="After what will use it, like ci-evals." error={problem.at("name")}>
        <Input required value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <fieldset className="grid gap-1.5">
        <legend className="label mb-1">Scopes</legend>
        <div className="grid grid-cols-2 gap-x-4 gap-y-1.5 max-md:grid-cols-1">
          {SCOPES.map(([scope, means]) => (
            <Checkbox
              key={scope}
              checked={scopes.includes(scope)}
              onChange={(event) => toggle(scope, event.target.checked)}
              label={
                <>
                  <span className="font-mono text-12">{scope}</span>{" "}
                  <span className="text-text-3 text-12">{means}</span>
                </>
              }
            />
          ))}
        </div>
        {problem.at("scopes") && <p className="text-12 text-fail">{problem.at("scopes")}</p>}
      </fieldset>
      <div className="grid gap-1">
        <span className="label">Expires</span>
        <Segmented
          label="Expires"
          options={EXPIRY_CHOICES}
          value={expiry}
          onValueChange={setExpiry}
          className="justify-self-start"
        />
      </div>
      <Field
        label="Acts as"
        hint="The key can never do more than its owner's current role. Another member has to confirm it first, and it makes no decisions for them."
        error={problem.at("actsAs")}
      >
        <Select value={actsAs} onChange={(event) => setActsAs(event.target.value)}>
          <option value="">itself</option>
          {members.map(({ id, name: member, email, role }) => (
            <option key={id} value={email}>
              {member}, {role}
            </option>
          ))}
        </Select>
      </Field>
      <FormError>{problem.whole}</FormError>
    </Dialog>
  );
}
