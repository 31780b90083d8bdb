"use client";
import { useState } from "react";
import { signIn } from "@/components/auth/sign-in";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Input } from "@/components/ui/controls/input";
import { parseProblem } from "@/lib/http/form-problem";
import { useSetUp } from "@/lib/projects/hooks";
import { NewPasswordField } from "./new-password-field";
import { slugOf } from "./slug-of";

export function SetUpForm({ token }: { token: string }) {
  const setUp = useSetUp();
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [project, setProject] = useState("");
  const problem = parseProblem(setUp.error, [
    "name",
    "email",
    "password",
    "project.slug",
    "project.name",
  ]);
  const slug = slugOf(project);

  function submit() {
    setUp.mutate(
      { token, name, email, password, project: { name: project, slug } },
      {
        onSuccess: async (made) => {
          const refused = await signIn("password", { email, password });
          location.assign(refused === null ? `/${made.project}/prompts` : "/sign-in");
        },
      },
    );
  }

  return (
    <form
      className="grid gap-3.5"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
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
      <Field label="E-mail" error={problem.at("email")}>
        <Input
          required
          type="email"
          autoComplete="username"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </Field>
      <NewPasswordField
        value={password}
        onValueChange={setPassword}
        error={problem.at("password")}
      />
      <Field
        label="First project"
        hint={slug ? `Address: /${slug}` : "Its address is made from the name."}
        error={problem.at("project.slug") ?? problem.at("project.name")}
      >
        <Input required value={project} onChange={(event) => setProject(event.target.value)} />
      </Field>
      <FormError>{problem.whole}</FormError>
      <Button type="submit" variant="primary" busy={setUp.isPending || setUp.isSuccess}>
        Create administrator and project
      </Button>
    </form>
  );
}
