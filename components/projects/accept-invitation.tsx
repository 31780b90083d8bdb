"use client";
import { useState } from "react";
import { signIn } from "@/components/auth/sign-in";
import { signOut } from "@/components/auth/sign-out";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Input } from "@/components/ui/controls/input";
import { linkClass } from "@/components/ui/text/link";
import { parseProblem } from "@/lib/http/form-problem";
import { useAcceptInvitation, useRegister } from "@/lib/invitations/hooks";
import { NewPasswordField } from "./new-password-field";

/** For somebody who is signed in: one press. */
export function AcceptAs({
  token,
  person,
  project,
}: {
  token: string;
  person: { name: string; email: string };
  project: string;
}) {
  const accept = useAcceptInvitation();
  return (
    <>
      <FormError>{accept.error?.message}</FormError>
      <Button
        variant="primary"
        busy={accept.isPending || accept.isSuccess}
        onClick={() =>
          accept.mutate(token, {
            onSuccess: (accepted) => location.assign(`/${accepted.project}/prompts`),
          })
        }
      >
        Join {project} as {person.name}
      </Button>
      <p className="text-12 text-text-2">
        Signed in as {person.email}.{" "}
        <button type="button" className={linkClass} onClick={() => void signOut()}>
          Not you?
        </button>
      </p>
    </>
  );
}

/** For a new person: who they are and a password. */
export function RegisterForm({ token, email: invited }: { token: string; email: string | null }) {
  const register = useRegister();
  const [name, setName] = useState("");
  const [email, setEmail] = useState(invited ?? "");
  const [password, setPassword] = useState("");
  const problem = parseProblem(register.error, ["name", "email", "password"]);

  return (
    <form
      className="grid gap-3.5"
      onSubmit={(event) => {
        event.preventDefault();
        register.mutate(
          { token, name, email, password },
          {
            onSuccess: async ({ project }) => {
              const refused = await signIn("password", { email, password });
              location.assign(refused === null ? `/${project}/prompts` : "/sign-in");
            },
          },
        );
      }}
    >
      <Field label="Your name" error={problem.at("name")}>
        <Input
          required
          autoFocus
          autoComplete="name"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Field
        label="E-mail"
        hint={invited ? "The invitation is for this address." : undefined}
        error={problem.at("email")}
      >
        <Input
          required
          type="email"
          autoComplete="username"
          readOnly={invited !== null}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </Field>
      <NewPasswordField
        value={password}
        onValueChange={setPassword}
        error={problem.at("password")}
      />
      <FormError>{problem.whole}</FormError>
      <Button type="submit" variant="primary" busy={register.isPending || register.isSuccess}>
        Create account and join
      </Button>
    </form>
  );
}
