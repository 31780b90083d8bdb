"use client";
import { useQuery } from "@tanstack/react-query";
import { KeysAsMeSection } from "@/components/api-keys/keys-as-me-section";
import { Button } from "@/components/ui/controls/button";
import { Input } from "@/components/ui/controls/input";
import { Form } from "@/components/ui/forms/form";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { toast } from "@/components/ui/overlays/toast";
import { Section } from "@/components/ui/section";
import type { Account } from "@/lib/auth/account-contract";
import { useRenameAccount } from "@/lib/auth/hooks";
import { accountQueries } from "@/lib/auth/queries";
import { PasswordForm } from "./password-form";
import { SessionsSection } from "./sessions-section";

export function ProfileView() {
  const account = useQuery(accountQueries.mine()).data;
  if (!account) return null;
  return (
    <div className="grid gap-4">
      <NameSection account={account} />
      <Section title="Password">
        {account.isDemo ? (
          <p className="text-13 text-text-2">
            Demo accounts have no password and sign in from this machine only.
          </p>
        ) : (
          <PasswordForm hasPassword={account.hasPassword} />
        )}
      </Section>
      <KeysAsMeSection />
      <SessionsSection />
    </div>
  );
}

function NameSection({ account }: { account: Account }) {
  const rename = useRenameAccount();
  const form = useZodForm({
    draftKey: "account name",
    defaultValues: { name: account.name },
    schema: async () => (await import("@/lib/auth/account-contract")).renameAccountRoute.body,
    toBody: (values) => values,
    save: ({ name }) => rename.mutateAsync(name),
    onSaved: () => {
      toast("Name saved");
    },
  });
  return (
    <Section title="Profile">
      <Form form={form} className="grid gap-3">
        <FormField
          form={form}
          name="name"
          label="Name"
          hint="Shown to others beside versions and comments."
        >
          <Input required maxLength={80} autoComplete="name" />
        </FormField>
        <p className="text-12 text-text-2">
          {account.email}
          {account.providers.length > 0 && `, also signs in with ${account.providers.join(", ")}`}
        </p>
        <Button
          type="submit"
          size="sm"
          variant="primary"
          className="justify-self-start"
          disabled={form.values.name.trim() === account.name}
          busy={form.isSaving}
        >
          Save name
        </Button>
      </Form>
    </Section>
  );
}
