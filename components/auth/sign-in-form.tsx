"use client";
import { GitBranch, KeyRound } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { describeRefusal } from "@/lib/auth/sessions/sign-in-answer";
import { signIn } from "./sign-in";

interface Props {
  providers: { id: string; name: string }[];
  returnTo: string;
  refusal: string | null;
}

export function SignInForm({ providers, returnTo, refusal }: Props) {
  const [error, setError] = useState<string | null>(refusal);
  const [isBusy, setIsBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setIsBusy(true);
    const refused = await signIn("password", {
      email: String(form.get("email")),
      password: String(form.get("password")),
    });
    if (refused === null) return location.assign(returnTo);
    setError(describeRefusal(refused));
    setIsBusy(false);
  }

  return (
    <>
      <form onSubmit={submit} className="mt-4 grid gap-4">
        <Field label="E-mail">
          <Input name="email" type="email" autoComplete="username" required autoFocus />
        </Field>
        <Field label="Password" error={error}>
          <Input name="password" type="password" autoComplete="current-password" required />
        </Field>
        <Button type="submit" variant="primary" busy={isBusy}>
          Sign in
        </Button>
      </form>
      {providers.length > 0 && (
        <div className="mt-5 grid gap-3">
          <div className="flex items-center gap-3 text-12 text-text-3">
            <hr className="grow" /> or <hr className="grow" />
          </div>
          {providers.map(({ id, name }) => (
            <Button
              key={id}
              icon={
                id === "github" ? <GitBranch aria-hidden="true" /> : <KeyRound aria-hidden="true" />
              }
              onClick={() => signIn(id, {}, returnTo)}
            >
              Continue with {name}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}
