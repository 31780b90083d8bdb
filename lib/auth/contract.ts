import { z } from "zod";
import { SCOPE_MEANS } from "./scope-means";

/** What a member may do in a project; each role may do what the ones before it may. */
export const ROLES = ["viewer", "editor", "reviewer", "admin"] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** What an API key may do. `admin` includes all others. */
export const SCOPES = [
  "prompts:read",
  "prompts:write",
  "evals:read",
  "evals:write",
  "reviews:write",
  "releases:write",
  "traces:read",
  "traces:write",
  "admin",
] as const;
export const Scope = z.enum(SCOPES).meta({
  id: "Scope",
  description: SCOPES.map((scope) => `\`${scope}\`: ${SCOPE_MEANS[scope]}.`).join("\n"),
});
export type Scope = z.infer<typeof Scope>;

export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email("Write an e-mail address, like ines@northwind.example."));

export const PersonName = z.string().trim().min(1, "Write a name.").max(80);

export const Password = z
  .string()
  .min(12, "Use at least 12 characters; a sentence is fine.")
  .max(200, "Use at most 200 characters.");

/** What the sign-in page sends; which of the two is wrong, the answer does not say. */
export const SignIn = z.object({
  email: z.string().min(1, "Write your e-mail address."),
  password: z.string().min(1, "Write your password."),
});
export type SignIn = z.infer<typeof SignIn>;

/** A person as others see them. */
export const Person = z
  .object({ id: z.string().nullable(), name: z.string() })
  .meta({ id: "Person" });
export type Person = z.infer<typeof Person>;
