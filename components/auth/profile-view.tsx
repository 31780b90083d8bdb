"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { KeysAsMeSection } from "@/components/api-keys/keys-as-me-section";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Input } from "@/components/ui/controls/input";
import { toast } from "@/components/ui/overlays/toast";
import { Section } from "@/components/ui/section";
import type { Account } from "@/lib/auth/contract";
import { useRenameAccount } from "@/lib/auth/hooks";
import { accountQueries } from "@/lib/auth/queries";
import { parseProblem } from "@/lib/http/form-problem";
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
  const [name, setName] = useState(account.name);
  const problem = parseProblem(rename.error, ["name"]);
  return (
    <Section title="Profile">
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          rename.mutate(name, { onSuccess: () => toast("Name saved") });
        }}
      >
        <Field
          label="Name"
          hint="Shown to others beside versions and comments."
          error={problem.at("name")}
        >
          <Input
            required
            maxLength={80}
            autoComplete="name"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <p className="text-12 text-text-2">
          {account.email}
          {account.providers.length > 0 && `, also signs in with ${account.providers.join(", ")}`}
        </p>
        <FormError>{problem.whole}</FormError>
        <Button
          type="submit"
          size="sm"
          variant="primary"
          className="justify-self-start"
          disabled={name.trim() === account.name}
          busy={rename.isPending}
        >
          Save name
        </Button>
      </form>
    </Section>
  );
}
