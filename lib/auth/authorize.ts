import { AppError } from "@/lib/http/app-error";
import type { Actor } from "./actor";
import { ROLES, type Role, type Scope } from "./contract";

/** The least role and, for API keys, the scope that something needs. */
export interface Need {
  scope: Scope;
  role?: Role;
}

export function hasRole(actor: { role: Role }, role: Role): boolean {
  return ROLES.indexOf(actor.role) >= ROLES.indexOf(role);
}

export function isAllowed(actor: Actor, { scope, role = "viewer" }: Need): boolean {
  return hasRole(actor, role) && hasScope(actor, scope);
}

function hasScope(actor: Actor, scope: Scope): boolean {
  if (actor.kind !== "key") return true;
  return actor.scopes.includes(scope) || actor.scopes.includes("admin");
}

/** Throws 403 with what is missing; every read and verb calls it first. */
export function authorize(actor: Actor, need: Need): void {
  if (isAllowed(actor, need)) return;
  const { scope, role = "viewer" } = need;
  // The role of most keys follows from their scopes.
  const missing = hasScope(actor, scope)
    ? `This needs the role ${role}; ${actor.name} has the role ${actor.role}.`
    : `The API key “${actor.name}” lacks the scope ${scope}.`;
  throw new AppError("forbidden", missing);
}

/** Holdout cases are shown to admins only: whoever edits prompts must not have seen them. */
export function canSeeHoldout(actor: Actor): boolean {
  return hasRole(actor, "admin");
}
