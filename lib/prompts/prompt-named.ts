import "server-only";
import { Prisma } from "@/lib/db/client";

/** A prompt by the name it has or had: nothing that was written before a rename stops working. */
export function promptNamed(name: string): Prisma.PromptWhereInput {
  return { OR: [{ name }, { formerNames: { some: { name } } }] };
}

/** The same for the row `p` of `prompt` in a query. */
export function promptNamedSql(name: string): Prisma.Sql {
  return Prisma.sql`(p.name = ${name} or exists (
    select 1 from prompt_former_name f where f.prompt_id = p.id and f.name = ${name}))`;
}

/** Every name that the prompt has or had, as an array: what was stored by name is found by all of them. */
export function namesOfPromptSql(projectId: string, name: string): Prisma.Sql {
  return Prisma.sql`array(
    select ${name}::text
    union select p.name from prompt p
      where p.project_id = ${projectId}::uuid and ${promptNamedSql(name)}
    union select f.name from prompt_former_name f join prompt p on p.id = f.prompt_id
      where p.project_id = ${projectId}::uuid and ${promptNamedSql(name)})`;
}
