import "server-only";
import { type AccountActor, memberActor, systemActor } from "@/lib/auth/actor";
import { endPasswordLinks } from "@/lib/auth/passwords/password-link";
import { db, uniqueClash } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { approveOwn } from "@/lib/holdout/approve-definition";
import { connectionDefinition } from "@/lib/holdout/connection-definition";
import { AppError } from "@/lib/http/app-error";
import type { CreateProject, Project } from "./contract";

/** What every project starts with: an open and a protected environment, and the model without a key. */
const ENVIRONMENTS = [
  {
    name: "production",
    position: 0,
    requiredApprovals: 1,
    requiresGates: true,
    releaseRole: "reviewer",
  },
  {
    name: "staging",
    position: 1,
    requiredApprovals: 0,
    requiresGates: false,
    releaseRole: "editor",
  },
] as const;

/**
 * Creates a project. The creator becomes its admin; with `null` (the operator's command line, seeding) it
 * starts without members. A taken slug is a conflict.
 */
export async function createProject(
  creator: AccountActor | null,
  { slug, name, isDemo = false }: CreateProject & { isDemo?: boolean },
): Promise<Project> {
  const project = await db
    .$transaction(async (tx) => {
      const created = await tx.project.create({
        data: {
          slug,
          name,
          isDemo,
          environments: { create: [...ENVIRONMENTS] },
          connections: {
            create: [
              { name: "local", kind: "local-baseline" },
              { name: "replay", kind: "replay" },
            ],
          },
          ...(creator ? { members: { create: { userId: creator.userId, role: "admin" } } } : {}),
        },
      });
      if (creator) await endPasswordLinks(tx, creator.userId);
      const actor = creator
        ? memberActor(created, creator, "admin")
        : systemActor(created, "operator");
      // Not `replay`: answers that somebody recorded say which inputs they were for.
      const local = { kind: "local-baseline", baseUrl: null, encryptedKey: null };
      await approveOwn(tx, actor, [
        { kind: "connection", subject: "local", hash: connectionDefinition(local) },
      ]);
      await recordEvent(tx, actor, {
        type: "project.created",
        subject: { type: "project", id: slug },
        data: { name, by: creator?.email ?? "operator" },
      });
      return created;
    })
    .catch((error: unknown) => {
      if (!uniqueClash(error)) throw error;
      throw new AppError("conflict", `A project with the address ${slug} exists already.`);
    });
  return { slug, name, isDemo, role: "admin", createdAt: project.createdAt.toISOString() };
}
