import { AppError } from "@/lib/http/app-error";
import type { Actor } from "./actor";
import { ROLES, type Role, SCOPES, type Scope } from "./contract";

/** The least role and, for API keys, the scope that something needs. */
export interface Need {
  scope: Scope;
  /** What a write shows beside what it wrote, as a scope: a case that is made of a trace shows the trace. */
  reads?: Scope;
  role?: Role;
}

export function hasRole(actor: { role: Role }, role: Role): boolean {
  return ROLES.indexOf(actor.role) >= ROLES.indexOf(role);
}

export function isAllowed(actor: Actor, need: Need): boolean {
  return hasRole(actor, need.role ?? "viewer") && missingScope(actor, need) === null;
}

/**
 * What a scope allows beside itself. Whoever writes may read it: a write answers with what it wrote, and a
 * refusal after the write would hide that it happened. `traces:write` is not here: the key of an application
 * sends traces and reads none.
 */
const INCLUDES: Partial<Record<Scope, readonly Scope[]>> = {
  admin: SCOPES,
  "prompts:write": ["prompts:read"],
  "evals:write": ["evals:read"],
  "reviews:write": ["prompts:read"],
  "releases:write": ["prompts:read"],
};

export function includesScope(scopes: readonly Scope[], needed: Scope): boolean {
  return scopes.some((scope) => scope === needed || INCLUDES[scope]?.includes(needed));
}

function missingScope(actor: Actor, { scope, reads }: Need): Scope | null {
  if (actor.kind !== "key") return null;
  const needed = [scope, ...(reads ? [reads] : [])];
  return needed.find((one) => !includesScope(actor.scopes, one)) ?? null;
}

/** Throws 403 with what is missing; every read and verb calls it first. */
export function authorize(actor: Actor, need: Need): void {
  if (isAllowed(actor, need)) return;
  // The role of most keys follows from their scopes.
  const scope = missingScope(actor, need);
  const missing = scope
    ? `The API key “${actor.name}” lacks the scope ${scope}.`
    : `This needs the role ${need.role ?? "viewer"}; ${actor.name} has the role ${actor.role}.`;
  throw new AppError("forbidden", missing);
}

/**
 * Throws when this actor would decide in the name of somebody else: through a key that acts as a member and
 * that another person made. A key that acts for itself claims to be nobody.
 */
export function requireOwnDecision(actor: Actor): void {
  if (actor.kind !== "key" || actor.userId === null || actor.canDecide) return;
  throw new AppError(
    "forbidden",
    `Someone else created the API key “${actor.name}”, so it cannot decide for the member that it acts as. Sign in, or use a key that you created yourself.`,
  );
}

/** Holdout cases are shown to admins only: whoever edits prompts must not have seen them. */
export function canSeeHoldout(actor: Actor): boolean {
  return hasRole(actor, "admin");
}
