import "server-only";
import { db } from "@/lib/db/client";
import { formatCountOf } from "@/lib/format-number";
import { formatDated } from "@/lib/format-time";
import { type Checkpoint, checkpointFile, loadCheckpoints } from "./checkpoints";
import { verifyChain } from "./verify-chain";

/** Checks every project's event chain, for `npm run admin -- verify-audit`. */
export async function verifyAudit() {
  const { checkpoints, forged } = await loadCheckpoints();
  const stored = await db.project.findMany({ orderBy: { slug: "asc" } });
  const projects = [];
  for (const project of stored) {
    const { count, problems, unsealedUntil } = await verifyChain(project, checkpoints);
    projects.push({
      project: project.slug,
      isWhole: problems.length === 0,
      count,
      problems: problems.map(({ sentence }) => sentence),
      unsealedUntil: unsealedUntil?.toISOString() ?? null,
    });
  }
  const ids = new Set(stored.map(({ id }) => id));
  const problems = [...missingProjects(checkpoints, ids), ...forgedLines(forged)];
  const isWhole = problems.length === 0 && projects.every((project) => project.isWhole);
  return { isWhole, projects, problems, notes: await notes(projects, checkpoints) };
}

/** No verb deletes a project, so one that was signed for is there. */
function missingProjects(checkpoints: readonly Checkpoint[], ids: Set<string>): string[] {
  const newest = new Map(checkpoints.map((one) => [one.projectId, one]));
  return [...newest.values()]
    .filter(({ projectId }) => !ids.has(projectId))
    .map(
      ({ project, count, at }) =>
        `Project ${project} is missing, and with it the ${count} events that Galley signed for on ${formatDated(at)}.`,
    );
}

function forgedLines(forged: number): string[] {
  if (forged === 0) return [];
  return [
    `${checkpointFile()} has ${formatCountOf(forged, "line")} that Galley did not write with this GALLEY_AUDIT_KEY.`,
  ];
}

/** What is no problem, and what whoever relies on the log should know. */
async function notes(
  projects: readonly { project: string; unsealedUntil: string | null }[],
  checkpoints: readonly Checkpoint[],
): Promise<string[]> {
  const unsealed = projects
    .filter(({ unsealedUntil }) => unsealedUntil !== null)
    .map(
      ({ project, unsealedUntil }) =>
        `The events of ${project} until ${formatDated(new Date(unsealedUntil ?? ""))} were written without a key: whoever could write to the database then could rewrite them.`,
    );
  const outside =
    checkpoints.length === 0
      ? [
          `There are no checkpoints in ${checkpointFile()} yet: an older copy of the whole database would not be noticed. The worker writes them.`,
        ]
      : [];
  return [...unsealed, ...outside, ...(await ownerNote())];
}

async function ownerNote(): Promise<string[]> {
  const [row] = await db.$queryRaw<{ owns: boolean }[]>`
    select pg_has_role(relowner, 'usage') as owns from pg_class where oid = 'event'::regclass`;
  if (!row?.owns) return [];
  return [
    "The role of DATABASE_URL owns the tables, so whoever has its password can change the audit log. Run Galley as another role and give the owner's as GALLEY_OWNER_DATABASE_URL.",
  ];
}
