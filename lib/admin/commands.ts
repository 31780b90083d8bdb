import "server-only";
import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { type Actor, systemActor } from "@/lib/auth/actor";
import { Role, SCOPES } from "@/lib/auth/contract";
import { createUser } from "@/lib/auth/create-user";
import { db } from "@/lib/db/client";
import { verifyAudit } from "@/lib/events/verify-audit";
import { AppError } from "@/lib/http/app-error";
import { parseInput } from "@/lib/http/body/parse-input";
import { addMember } from "@/lib/projects/add-member";
import { CreateApiKey } from "@/lib/projects/api-key-contract";
import { CreateProject } from "@/lib/projects/contract";
import { createApiKey } from "@/lib/projects/create-api-key";
import { createProject } from "@/lib/projects/create-project";
import { checkRollups } from "@/lib/traces/store/check-rollups";

export const usage = `Usage: npm run admin -- <command>

  create-project --slug <slug> --name <name>
  create-user    --email <e-mail> --name <name> [--password <password>] [--project <slug> --role <role>]
                 without --password one is made and shown once
  create-api-key --project <slug> --name <name> --scopes <a,b|all> [--as <member's e-mail>] [--expires <time>]
  migrate        applies what is new in prisma/migrations
  backup         <file> [--with-secrets] writes all of the database to one file; Galley may run meanwhile
                 --with-secrets adds the secrets, sealed with a passphrase (asked for, or GALLEY_BACKUP_PASSPHRASE)
  restore        <file> [--new-secrets] into an empty data folder (--data-dir) or an empty DATABASE_URL
                 --new-secrets goes without the old secrets: keys of connections and webhooks are entered again
  accept-secrets has the database take secrets that were replaced on purpose
  verify-audit   checks every project's event log against its hashes, seals and checkpoints; ends with 1
                 when something was changed, and says what
  check-rollups  [--project <slug>] [--repair] compares what charts read with the traces; ends with 1 when they differ`;

interface CommandResult {
  answer: object;
  isFailure?: boolean;
  /** For the person at the terminal, one sentence a line. */
  words?: string[];
}
type Command = (args: string[]) => Promise<CommandResult>;

const operator = "operator";

const commands: Record<string, Command> = {
  "create-project": async (args) => {
    const options = parseOptions(args, ["slug", "name"]);
    const input = parseInput(CreateProject, options, "command");
    return { answer: await createProject(null, input) };
  },

  "create-user": async (args) => {
    const options = parseOptions(args, ["email", "name", "password", "project", "role"]);
    const actor = options.project ? await operatorIn(options.project) : null;
    if (options.role && !actor) throw new AppError("invalid", "--role needs --project <slug>.");
    const role = parseInput(Role, options.role ?? "editor", "command");
    const password = options.password ?? randomBytes(15).toString("base64url");
    const user = await createUser({
      email: options.email ?? "",
      name: options.name ?? "",
      password,
    });
    if (actor) await addMember(actor, { email: user.email, role });
    return {
      answer: {
        id: user.id,
        email: user.email,
        name: user.name,
        ...(options.password ? {} : { password }),
        ...(actor ? { project: actor.projectSlug, role } : {}),
      },
    };
  },

  "create-api-key": async (args) => {
    const options = parseOptions(args, ["project", "name", "scopes", "as", "expires"]);
    const actor = await operatorIn(options.project);
    const scopes = options.scopes === "all" ? [...SCOPES] : options.scopes?.split(",");
    const input = parseInput(
      CreateApiKey,
      { name: options.name, scopes, actsAs: options.as, expiresAt: options.expires },
      "command",
    );
    const { apiKey, id, scopes: granted, expiresAt } = await createApiKey(actor, input);
    return { answer: { apiKey, id, scopes: granted, expiresAt } };
  },

  "verify-audit": async () => {
    const { notes, ...answer } = await verifyAudit();
    const problems = [...answer.projects.flatMap((one) => one.problems), ...answer.problems];
    return {
      answer: { ...answer, notes },
      isFailure: !answer.isWhole,
      words: [...problems, ...notes],
    };
  },

  "check-rollups": async (args) => {
    const { project, repair } = parseOptions(args, ["project"], ["repair"]);
    const where = project ? { id: (await operatorIn(project)).projectId } : {};
    const rows = await db.project.findMany({ where, orderBy: { slug: "asc" } });
    const projects = [];
    for (const { id, slug } of rows) {
      const { projectId: _, ...check } = await checkRollups(id, { repair: repair !== undefined });
      projects.push({ project: slug, ...check });
    }
    const isFailure = projects.some(
      ({ wrongHours, wrongDays }) => wrongHours.length + wrongDays.length > 0,
    );
    return { answer: { projects }, isFailure };
  },
};

export function findCommand(name: string): Command | undefined {
  return Object.hasOwn(commands, name) ? commands[name] : undefined;
}

/** Options with a value, and flags, which are there with an empty one. */
function parseOptions(
  args: string[],
  names: string[],
  flags: string[] = [],
): Record<string, string | undefined> {
  try {
    const options = Object.fromEntries([
      ...names.map((name) => [name, { type: "string" as const }] as const),
      ...flags.map((name) => [name, { type: "boolean" as const }] as const),
    ]);
    const { values } = parseArgs({ args, options });
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, value === true ? "" : String(value)]),
    );
  } catch (error) {
    const [reason] = error instanceof Error ? error.message.split(". ") : [String(error)];
    throw new AppError("invalid", `${reason}.\n${usage}`);
  }
}

async function operatorIn(slug: string | undefined): Promise<Actor> {
  if (!slug) throw new AppError("invalid", "Say which project: --project <slug>.");
  const project = await db.project.findUnique({ where: { slug } });
  if (!project) throw new AppError("not_found", `There is no project ${slug}.`);
  return systemActor(project, operator);
}
