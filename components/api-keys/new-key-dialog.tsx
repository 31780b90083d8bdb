"use client";
import { useQuery } from "@tanstack/react-query";
import { cn } from "@/components/ui/cn";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { Input } from "@/components/ui/controls/input";
import { labelClass } from "@/components/ui/controls/label-class";
import { Segmented } from "@/components/ui/controls/segmented";
import { Select } from "@/components/ui/controls/select";
import { FormControl } from "@/components/ui/forms/form-control";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import type { Scope } from "@/lib/auth/contract";
import { SCOPE_MEANS } from "@/lib/auth/scope-means";
import { useCreateApiKey } from "@/lib/projects/hooks";
import { memberQueries } from "@/lib/projects/queries";
import { EXPIRY_CHOICES, type Expiry, expiryAt } from "./expiry";

const SCOPES = Object.entries(SCOPE_MEANS) as [Scope, string][];

export interface NewKey {
  id: string;
  name: string;
  apiKey: string;
  /** The member who has to confirm it first. */
  waitsFor: string | null;
}

interface Props {
  project: string;
  /** What the form begins with. */
  proposal?: { name: string; scopes: Scope[] };
  onClose: () => void;
  onMade: (key: NewKey) => void;
}

const EMPTY = {
  name: "",
  scopes: ["prompts:read"] as Scope[],
  expiresAt: "90" as Expiry,
  actsAs: "",
};

export default function NewKeyDialog({ project, proposal, onClose, onMade }: Props) {
  const create = useCreateApiKey(project);
  const members = useQuery(memberQueries.list(project)).data?.data ?? [];
  const form = useZodForm({
    draftKey: `new key ${project} ${proposal?.name ?? ""}`,
    defaultValues: { ...EMPTY, ...proposal },
    schema: async () => (await import("@/lib/projects/api-key-contract")).CreateApiKey,
    toBody: ({ name, scopes, expiresAt: expiry, actsAs }) => {
      const expiresAt = expiryAt(expiry, Date.now());
      return { name, scopes, ...(expiresAt ? { expiresAt } : {}), ...(actsAs ? { actsAs } : {}) };
    },
    save: create.mutateAsync,
    onSaved: (key) => {
      const waitsFor = key.state === "pending" ? (key.actsAs?.name ?? null) : null;
      onMade({ id: key.id, name: key.name, apiKey: key.apiKey, waitsFor });
      onClose();
    },
  });

  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title="New API key"
      size="md"
      submitLabel="Create key"
      buttonSize="sm"
    >
      <FormField form={form} name="name" label="Name" hint="After what will use it, like ci-evals.">
        <Input required />
      </FormField>
      <FormControl form={form} name="scopes">
        {({ value, onChange }) => <ScopeChoice scopes={value} onChange={onChange} />}
      </FormControl>
      <FormControl form={form} name="expiresAt">
        {({ value, onChange }) => (
          <div className="grid gap-1">
            <span className={labelClass}>Expires</span>
            <Segmented
              label="Expires"
              options={EXPIRY_CHOICES}
              value={value}
              onValueChange={onChange}
              className="justify-self-start"
            />
          </div>
        )}
      </FormControl>
      <FormField
        form={form}
        name="actsAs"
        label="Acts as"
        hint="The key can never do more than its owner's current role. Another member has to confirm it first, and it makes no decisions for them."
      >
        <Select>
          <option value="">itself</option>
          {members.map(({ id, name: member, email, role }) => (
            <option key={id} value={email}>
              {member}, {role}
            </option>
          ))}
        </Select>
      </FormField>
    </FormDialog>
  );
}

interface ScopeChoiceProps {
  scopes: Scope[];
  onChange: (scopes: Scope[]) => void;
}

function ScopeChoice({ scopes, onChange }: ScopeChoiceProps) {
  return (
    <fieldset className="grid gap-1.5">
      <legend className={cn(labelClass, "mb-1")}>Scopes</legend>
      <div className="grid grid-cols-2 gap-x-4 gap-y-1.5 max-md:grid-cols-1">
        {SCOPES.map(([scope, means]) => (
          <Checkbox
            key={scope}
            checked={scopes.includes(scope)}
            onChange={({ target }) =>
              onChange(target.checked ? [...scopes, scope] : scopes.filter((one) => one !== scope))
            }
            label={
              <>
                <span className="font-mono text-12">{scope}</span>{" "}
                <span className="text-text-3 text-12">{means}</span>
              </>
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
