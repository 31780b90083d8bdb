"use client";
import { Input } from "@/components/ui/controls/input";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { toast } from "@/components/ui/overlays/toast";
import { useCreateEndpointSecret, useUpdateEndpointSecret } from "@/lib/providers/secrets/hooks";
import type {
  CreateEndpointSecret,
  EndpointSecret,
  UpdateEndpointSecret,
} from "@/lib/providers/secrets/secret-contract";

interface Props {
  project: string;
  /** null: a new one. */
  secret: EndpointSecret | null;
  onClose: () => void;
}

/** A new secret, or another value of one that is there. */
export default function EndpointSecretDialog({ project, secret, onClose }: Props) {
  const create = useCreateEndpointSecret(project);
  const update = useUpdateEndpointSecret(project);
  const form = useZodForm({
    defaultValues: { name: "", address: "", value: "" },
    schema: async () => {
      const contract = await import("@/lib/providers/secrets/secret-contract");
      return secret ? contract.UpdateEndpointSecret : contract.CreateEndpointSecret;
    },
    toBody: ({ name, address, value }): CreateEndpointSecret | UpdateEndpointSecret =>
      secret ? { value } : { name: name.trim(), address: address.trim(), value },
    save: (body) =>
      "name" in body
        ? create.mutateAsync(body)
        : update.mutateAsync({ secret: secret?.name ?? "", ...body }),
    fieldOfCode: { conflict: "name" },
    onSaved: ({ name }) => {
      onClose();
      toast(`${name} is saved`);
    },
  });
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title={secret ? `Replace ${secret.name}` : "Add a secret"}
      submitLabel={secret ? "Replace" : "Add secret"}
      buttonSize="sm"
    >
      {secret === null && (
        <>
          <FormField form={form} name="name" label="Name" hint="Steps of chains refer to it.">
            <Input mono placeholder="crm-token" />
          </FormField>
          <FormField
            form={form}
            name="address"
            label="Server"
            hint="It is sent to this scheme, host and port alone."
          >
            <Input mono type="url" placeholder="https://crm.example.com" />
          </FormField>
        </>
      )}
      <FormField
        form={form}
        name="value"
        label="Value of the header"
        hint="Whole, with its scheme where it has one, for example Bearer …"
      >
        <Input mono type="password" autoComplete="off" />
      </FormField>
    </FormDialog>
  );
}
