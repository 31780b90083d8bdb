"use client";
import Link from "next/link";
import { useState } from "react";
import { Button, buttonClass } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Input } from "@/components/ui/controls/input";
import { parseProblem } from "@/lib/http/form-problem";
import { useCreateProject } from "@/lib/projects/hooks";
import { slugOf } from "./slug-of";

export function NewProjectForm() {
  const create = useCreateProject();
  const [name, setName] = useState("");
  const [typedSlug, setTypedSlug] = useState<string | null>(null);
  const slug = typedSlug ?? slugOf(name);
  const problem = parseProblem(create.error, ["name", "slug"]);

  return (
    <form
      className="grid gap-3.5"
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate(
          { name, slug },
          { onSuccess: (project) => location.assign(`/${project.slug}/prompts`) },
        );
      }}
    >
      <Field label="Name" error={problem.at("name")}>
        <Input
          required
          autoFocus
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Field
        label="Address"
        hint={`Used in page addresses and the API; it cannot be changed later: /${slug || "…"}`}
        error={problem.at("slug") ?? (problem.code === "conflict" ? problem.whole : undefined)}
      >
        <Input
          mono
          required
          maxLength={48}
          value={slug}
          onChange={(event) => setTypedSlug(event.target.value)}
        />
      </Field>
      <FormError>{problem.code === "conflict" ? null : problem.whole}</FormError>
      <div className="flex gap-2">
        <Button type="submit" variant="primary" busy={create.isPending || create.isSuccess}>
          Create project
        </Button>
        <Link href="/" className={buttonClass()}>
          Cancel
        </Link>
      </div>
    </form>
  );
}
