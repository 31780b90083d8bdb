import { appendFileSync } from "node:fs";
import { beforeEach, describe, expect } from "vitest";
import { findCommand } from "@/lib/admin/commands";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { updateRole } from "@/lib/projects/update-role";
import { asOwner } from "@/scripts/testing/as-owner";
import { attack } from "@/scripts/testing/attack";
import { checkpointFile } from "./checkpoints";
import { chainHash } from "./event-chain";
import { verifyEvents } from "./reads";
import { sealOldEvents } from "./seal-old-events";
import { startCheckpoints } from "./write-checkpoints";

const who = "somebody with the database";
let project: TestProject;

/** One event more for each. */
async function write(count: number, into = project) {
  for (let n = 0; n < count; n++) {
    const { role } = await db.member.findFirstOrThrow({
      where: { projectId: into.id, userId: into.viewer.userId },
    });
    const next = role === "viewer" ? "editor" : "viewer";
    await updateRole(into.admin, { member: into.viewer.userId }, { role: next });
  }
}

/** As a superuser who has turned the triggers off. */
async function inDatabase(sql: string, values: unknown[] = [project.id]) {
  await asOwner(async (client) => {
    await client.query("set session_replication_role = replica");
    await client.query(sql, values);
  });
}

/** What `npm run admin -- verify-audit` says of the project, and whether it ends with 1. */
async function verify(slug = project.slug) {
  const command = findCommand("verify-audit");
  if (!command) throw new Error("There is no verify-audit.");
  const outcome = await command([]);
  const { projects, problems } = outcome.answer as {
    projects: { project: string; problems: string[] }[];
    problems: string[];
  };
  const ownProblems = projects.find((one) => one.project === slug)?.problems ?? [];
  return { problems: ownProblems, others: problems, isFailure: outcome.isFailure };
}

async function expectSaid(sentence: string | RegExp): Promise<string> {
  const { problems, isFailure } = await verify();
  const problem = problems.find((one) =>
    typeof sentence === "string" ? one === sentence : sentence.test(one),
  );
  expect(problem, problems.join("\n")).toBeDefined();
  expect(isFailure).toBe(true);
  return `found: ${problem?.replaceAll(project.slug, "acme")}`;
}

/** What anybody can do who has read this repository and does not hold the key. */
async function recomputeFrom(first: number) {
  const rows = await db.event.findMany({
    where: { projectId: project.id },
    orderBy: { seq: "asc" },
  });
  let prevHash = "";
  for (const { hash: stored, seal: _, ...row } of rows) {
    if (row.seq < first) {
      prevHash = stored;
      continue;
    }
    const hash = chainHash({ ...row, actorName: "nobody", prevHash });
    await inDatabase(
      `update event set actor_name = 'nobody', prev_hash = $3, hash = $4 where project_id = $1 and seq = $2`,
      [project.id, row.seq, prevHash, hash],
    );
    prevHash = hash;
  }
  return prevHash;
}

const COPIED = ["event", "event_head"];

async function copyTables() {
  for (const table of COPIED) {
    await inDatabase(
      `create table if not exists copy_of_${table} as table ${table} with no data`,
      [],
    );
    await inDatabase(`delete from copy_of_${table}`, []);
    await inDatabase(
      `insert into copy_of_${table} select * from ${table} where project_id = '${project.id}'`,
      [],
    );
  }
}

async function putCopyBack() {
  for (const table of COPIED) {
    await inDatabase(`delete from ${table} where project_id = $1`);
    await inDatabase(`insert into ${table} select * from copy_of_${table}`, []);
  }
}

beforeEach(async () => {
  project = await makeTestProject();
  await write(8);
  expect((await verifyEvents(project.admin)).problems).toEqual([]);
});

describe("events that are gone", () => {
  attack(who, "deletes the last event", async () => {
    await inDatabase("delete from event where project_id = $1 and seq = 9");
    return expectSaid(`Event 9 of project ${project.slug} is missing.`);
  });

  attack(who, "deletes the last five events", async () => {
    await inDatabase("delete from event where project_id = $1 and seq > 4");
    return expectSaid(`Events 5 to 9 of project ${project.slug} are missing.`);
  });

  attack(who, "deletes the last five events, and Galley writes on", async () => {
    await inDatabase("delete from event where project_id = $1 and seq > 4");
    await write(2);
    return expectSaid(`Events 5 to 9 of project ${project.slug} are missing.`);
  });

  attack(who, "deletes all events", async () => {
    await inDatabase("delete from event where project_id = $1");
    return expectSaid(`All 9 events of project ${project.slug} are missing.`);
  });

  attack(who, "deletes all events and the head", async () => {
    await inDatabase("delete from event where project_id = $1");
    await inDatabase("delete from event_head where project_id = $1");
    return expectSaid(`All events of project ${project.slug} are missing.`);
  });

  attack(who, "deletes an event in the middle", async () => {
    await inDatabase("delete from event where project_id = $1 and seq = 4");
    return expectSaid(`Event 4 of project ${project.slug} is missing.`);
  });

  attack(who, "deletes the project and all that belongs to it", async () => {
    await startCheckpoints()();
    for (const table of COPIED) await inDatabase(`delete from ${table} where project_id = $1`);
    await asOwner((client) => client.query("delete from project where id = $1", [project.id]));
    const { others, isFailure } = await verify();
    expect(others.join()).toContain(`Project ${project.slug} is missing, and with it the 9 events`);
    expect(isFailure).toBe(true);
    return "found by the checkpoint: the project is missing";
  });
});

describe("events that are others", () => {
  attack(who, "changes what an event says", async () => {
    await inDatabase("update event set data = '{}' where project_id = $1 and seq = 4");
    return expectSaid(`Event 4 of project ${project.slug} was changed after it was written.`);
  });

  attack(who, "changes when an event happened", async () => {
    await inDatabase(
      "update event set at = at - interval '1 day' where project_id = $1 and seq = 4",
    );
    return expectSaid(`Event 4 of project ${project.slug} was changed after it was written.`);
  });

  attack(who, "recomputes the chain from the fourth event, with the public algorithm", async () => {
    await recomputeFrom(4);
    return expectSaid(/^The chain of \S+ was rewritten after \d+ \w+ \d{4}, \d\d:\d\d UTC\.$/);
  });

  attack(who, "recomputes the whole chain and the hash of the head", async () => {
    const hash = await recomputeFrom(1);
    await inDatabase("update event_head set hash = $2 where project_id = $1", [project.id, hash]);
    return expectSaid(/^No seal of \S+ fits GALLEY_AUDIT_KEY/);
  });

  attack(who, "recomputes the whole chain and leaves the head", async () => {
    await recomputeFrom(1);
    return expectSaid(`The chain of ${project.slug} was rewritten from its first event.`);
  });

  attack(who, "recomputes one event with its hash", async () => {
    await recomputeFrom(9);
    return expectSaid(/^The chain of \S+ was rewritten after/);
  });

  attack(who, "swaps the events of two projects", async () => {
    const other = await makeTestProject();
    await write(8, other);
    const swap =
      "update event set project_id = case project_id when $1 then $2::uuid else $1::uuid end";
    await asOwner(async (client) => {
      await client.query("set session_replication_role = replica");
      await client.query("alter table event drop constraint event_pkey");
      await client.query(`${swap} where project_id in ($1, $2) and seq = 5`, [
        project.id,
        other.id,
      ]);
      await client.query("alter table event add primary key (project_id, seq)");
    });
    const sentence = (slug: string) =>
      `Event 5 of project ${slug} was changed after it was written.`;
    expect((await verify(other.slug)).problems).toContain(sentence(other.slug));
    return expectSaid(sentence(project.slug));
  });

  attack(who, "adds an event of their own at the end, hash and all", async () => {
    const last = await db.event.findFirstOrThrow({ where: { projectId: project.id, seq: 9 } });
    const { hash: prevHash, seal: _, ...row } = last;
    const forged = { ...row, seq: 10, actorName: "Priya", type: "release.published", prevHash };
    await inDatabase(
      `insert into event select project_id, 10, at, actor_kind, actor_id, 'Priya', 'release.published',
         subject_type, subject_id, data, $2, $3, null
       from event where project_id = $1 and seq = 9`,
      [project.id, prevHash, chainHash(forged)],
    );
    await write(1);
    return expectSaid(
      `Event 10 of project ${project.slug} was rewritten: Galley did not write what is there now.`,
    );
  });

  attack(who, "adds an event before the first", async () => {
    await inDatabase(
      `insert into event select project_id, 0, at, actor_kind, actor_id, actor_name, type,
         subject_type, subject_id, data, prev_hash, hash, seal
       from event where project_id = $1 and seq = 1`,
    );
    return expectSaid(`Event 0 of project ${project.slug} was changed after it was written.`);
  });
});

describe("the head", () => {
  attack(who, "deletes the head", async () => {
    await inDatabase("delete from event_head where project_id = $1");
    await write(1);
    return expectSaid(`The head of ${project.slug}'s chain is missing: it was deleted.`);
  });

  attack(who, "puts the count of the head down, after deleting the last event", async () => {
    await inDatabase("delete from event where project_id = $1 and seq = 9");
    await inDatabase(
      `update event_head set count = 8, hash = (select hash from event where project_id = $1 and seq = 8)
       where project_id = $1`,
    );
    await write(1);
    return expectSaid(
      `The head of ${project.slug}'s chain was changed by somebody without the key.`,
    );
  });

  attack(who, "puts an older head back", async () => {
    await copyTables();
    await write(3);
    await inDatabase("delete from event_head where project_id = $1");
    await inDatabase("insert into event_head select * from copy_of_event_head", []);
    await write(1);
    return expectSaid(/ends at event 9, and there are events up to 13: an older head was put back/);
  });
});

describe("an older copy", () => {
  attack(who, "puts an older copy of both tables back", async () => {
    await copyTables();
    await write(3);
    await startCheckpoints()();
    await putCopyBack();
    return expectSaid(`Events 10 to 12 of project ${project.slug} are missing.`);
  });

  attack(who, "puts an older copy back, and Galley writes on", async () => {
    await startCheckpoints()();
    await copyTables();
    await write(3);
    const writeCheckpoints = startCheckpoints();
    await writeCheckpoints();
    await putCopyBack();
    await write(5);
    await writeCheckpoints();
    return expectSaid(
      /was rewritten after .* UTC: what Galley signed on .* has another event 12\.$/,
    );
  });

  attack(
    who,
    "takes all seals and the head away, so that the log looks older than the key",
    async () => {
      await startCheckpoints()();
      await recomputeFrom(4);
      await inDatabase("update event set seal = null where project_id = $1");
      await inDatabase("delete from event_head where project_id = $1");
      await sealOldEvents();
      return expectSaid(
        `Events 1 to 9 of project ${project.slug} were rewritten: Galley did not write what is there now.`,
      );
    },
  );

  attack(who, "writes a checkpoint of their own", async () => {
    const head = await db.eventHead.findUniqueOrThrow({ where: { projectId: project.id } });
    const line = { ...head, project: project.slug, count: 4, seal: "0".repeat(64) };
    await startCheckpoints()();
    appendFileSync(checkpointFile(), `${JSON.stringify(line)}\n`);
    const { others, isFailure } = await verify();
    expect(others.join()).toContain("has 1 line that Galley did not write");
    expect(isFailure).toBe(true);
    return "found: a line that Galley did not write";
  });
});

describe("the key", () => {
  attack("somebody with another key", "seals everything anew", async () => {
    const { GALLEY_AUDIT_KEY } = env();
    env().GALLEY_AUDIT_KEY = Buffer.alloc(32, 9).toString("base64");
    try {
      return await expectSaid(/^No seal of \S+ fits GALLEY_AUDIT_KEY/);
    } finally {
      env().GALLEY_AUDIT_KEY = GALLEY_AUDIT_KEY;
    }
  });
});
