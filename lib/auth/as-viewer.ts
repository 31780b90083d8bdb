import { type Actor, memberActor } from "./actor";

const NOBODY = "00000000-0000-0000-0000-000000000000";

/**
 * The same project as a viewer: what everybody reads, as a release note or a gate, is measured with what
 * everybody may see, whoever asks.
 */
export function asViewer({ projectId, projectSlug, name }: Actor): Actor {
  const nobody = { userId: NOBODY, name, email: "" };
  return memberActor({ id: projectId, slug: projectSlug }, nobody, "viewer");
}
