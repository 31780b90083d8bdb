import "server-only";
import { Prisma } from "@/lib/db/client";
import { namesOfPromptSql } from "@/lib/prompts/prompt-named";

export type RollupDimension = "prompt" | "version" | "environment" | "arm" | "model";

export interface RollupFilter {
  prompt?: string | undefined;
  version?: number | undefined;
  environment?: string | undefined;
  arm?: string | undefined;
  model?: string | undefined;
}

/** Of a table `r` that has the dimensions of rollups. */
export const DIMENSION_COLUMN: Record<RollupDimension, Prisma.Sql> = {
  prompt: Prisma.sql`r.prompt`,
  version: Prisma.sql`case when r.version = 0 then '' else r.version::text end`,
  environment: Prisma.sql`r.environment`,
  arm: Prisma.sql`r.arm`,
  model: Prisma.sql`r.model`,
};

interface Scope {
  projectId: string;
  segmentIds: readonly string[];
  filter?: RollupFilter;
}

/** Rows of `r` that belong to a project, to one of its segments, and to what is asked for. */
export function rollupScope({ projectId, segmentIds, filter = {} }: Scope): Prisma.Sql {
  const { prompt, version, environment, arm, model } = filter;
  const ids = segmentIds.map((id) => Prisma.sql`${id}::uuid`);
  return Prisma.join(
    [
      Prisma.sql`r.project_id = ${projectId}::uuid`,
      Prisma.sql`r.segment_id in (${Prisma.join(ids)})`,
      ...(prompt === undefined
        ? []
        : [Prisma.sql`r.prompt = any(${namesOfPromptSql(projectId, prompt)})`]),
      ...(version === undefined ? [] : [Prisma.sql`r.version = ${version}`]),
      ...(environment === undefined ? [] : [Prisma.sql`r.environment = ${environment}`]),
      ...(arm === undefined ? [] : [Prisma.sql`r.arm = ${arm}`]),
      ...(model === undefined ? [] : [Prisma.sql`r.model = ${model}`]),
    ],
    " and ",
  );
}
