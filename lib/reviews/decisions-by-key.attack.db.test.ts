import { beforeEach, expect } from "vitest";
import { type AccountActor, type Actor, makeActor, systemActor } from "@/lib/auth/actor";
import type { Scope } from "@/lib/auth/contract";
import { findActor } from "@/lib/auth/find-actor";
import { db } from "@/lib/db/client";
import { confirmApiKey } from "@/lib/projects/confirm-api-key";
import { createApiKey } from "@/lib/projects/create-api-key";
import { declineApiKey } from "@/lib/projects/decline-api-key";
import { listKeysAsMe } from "@/lib/projects/reads";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { createPrompt } from "@/lib/prompts/create-prompt";
import { saveVersion } from "@/lib/prompts/save-version";
import { releaseVersion } from "@/lib/releases/release-version";
import { rollBack } from "@/lib/releases/roll-back";
import { attack } from "@/scripts/testing/attack";
import { RequestReview } from "./contract";
import { approve, liftDecision, requestChanges } from "./decide-review";
import { Approve, RequestChanges } from "./decision-contract";
import { getReview } from "./reads";
import { requestReview } from "./request-review";

const prompt = "support/triage";
const note = { goal: "Right more often", change: "Say the word first" };
const yes = Approve.parse({});
const no = RequestChanges.parse({ body: "Say less" });

/** Keys, versions and decisions one after the other, on a machine that other tests share. */
const PLAY_MS = 90_000;

let project: TestProject;

beforeEach(async () => {
  project = await makeTestProject();
  await createPrompt(project.admin, { name: prompt, kind: "chat" });
}, PLAY_MS);

const save = (actor: Actor, text = "Sort tickets") =>
  saveVersion(actor, prompt, {
    messages: [{ role: "user", content: `${text} {{ticket}}` }],
    model: { provider: "local", name: "baseline" },
    settings: {},
    commitMessage: "Sort",
  });

const ask = (version: number) =>
  requestReview(
    project.admin,
    RequestReview.parse({ prompt, version, environment: "production", title: "Sort" }),
  );

async function keyOf(
  maker: Actor,
  { as, scopes = ["admin"] }: { as?: { email: string }; scopes?: Scope[] } = {},
) {
  const body = { name: "key", scopes, ...(as ? { actsAs: as.email } : {}) };
  const { apiKey, id } = await createApiKey(maker, body);
  const request = () =>
    new Request("http://galley.test/", { headers: { authorization: `Bearer ${apiKey}` } });
  return { id, enter: () => findActor(request(), project.slug) };
}

const accountOf = ({ userId, name, email }: TestProject["admin"]): AccountActor =>
  makeActor({ kind: "account", userId, name, email, sessionId: "session" });

const refused = (code = "forbidden") => ({ code });

attack(
  "admin who wrote the version",
  "approve through a key that acts as a reviewer",
  async () => {
    const { number } = await save(project.admin);
    const review = await ask(number);
    const key = await keyOf(project.admin, { as: project.reviewer });
    await expect(key.enter()).rejects.toThrow(/acts as Tomas, who has not confirmed it/);
    await confirmApiKey(accountOf(project.reviewer), { key: key.id });
    const actor = await key.enter();
    expect(actor).toMatchObject({ role: "reviewer", userId: project.reviewer.userId });
    await expect(approve(actor, review.id, yes)).rejects.toMatchObject(refused());
    await expect(requestChanges(actor, review.id, no)).rejects.toMatchObject(refused());
    await approve(project.reviewer, review.id, yes);
    await expect(liftDecision(actor, review.id, "approval")).rejects.toMatchObject(refused());
    expect((await getReview(actor, review.id)).you.mayDecide).toBe(false);
    const decisions = await db.reviewDecision.count({ where: { reviewId: review.id } });
    expect(decisions).toBe(1);
    return "403 before the reviewer confirms the key, and 403 for every decision after";
  },
  PLAY_MS,
);

attack(
  "admin",
  "release and roll back through a key that acts as somebody else",
  async () => {
    await save(project.editor);
    await save(project.editor, "Sort all tickets");
    const key = await keyOf(project.admin, { as: project.reviewer });
    await confirmApiKey(accountOf(project.reviewer), { key: key.id });
    const actor = await key.enter();
    const to = (version: number) => ({ prompt, version, environment: "staging", note });
    await expect(releaseVersion(actor, to(1))).rejects.toMatchObject(refused());
    await releaseVersion(project.reviewer, to(1));
    const { id } = await releaseVersion(project.reviewer, to(2));
    const reason = "It answers worse";
    await expect(rollBack(actor, id, { reason })).rejects.toMatchObject(refused());
    return "403 for both; what is live stays live";
  },
  PLAY_MS,
);

attack(
  "admin with an admin key for CI",
  "make a key through it that acts as a reviewer, so that no person made it",
  async () => {
    const { number } = await save(project.admin);
    const review = await ask(number);
    const keys = [
      await keyOf(await (await keyOf(project.admin)).enter(), { as: project.reviewer }),
      await keyOf(await (await keyOf(systemActor(project, "operator"))).enter(), {
        as: project.reviewer,
      }),
      // Through a key that acts as the reviewer already, whoever made it.
      await keyOf(
        await (await keyOf(systemActor(project, "operator"), { as: project.admin })).enter(),
        { as: project.reviewer },
      ),
    ];
    for (const key of keys) {
      await expect(key.enter()).rejects.toMatchObject(refused());
      await confirmApiKey(accountOf(project.reviewer), { key: key.id });
      const actor = await key.enter();
      await expect(approve(actor, review.id, yes)).rejects.toMatchObject(refused());
    }
    return `403 for all ${keys.length}, before and after it is confirmed`;
  },
  PLAY_MS,
);

attack(
  "author",
  "approve the own version through any key of theirs",
  async () => {
    const { number } = await save(project.admin);
    const review = await ask(number);
    const asMe = await (await keyOf(project.admin, { as: project.admin })).enter();
    await expect(approve(asMe, review.id, yes)).rejects.toMatchObject(refused("own_version"));
    const operators = await keyOf(systemActor(project, "operator"), { as: project.admin });
    const actor = await operators.enter();
    await expect(approve(actor, review.id, yes)).rejects.toMatchObject(refused("own_version"));
    const itself = await (await keyOf(project.admin, { scopes: ["reviews:write"] })).enter();
    await expect(approve(itself, review.id, yes)).rejects.toMatchObject(refused());
    return "403 through a key of their own, of the operator, and of nobody";
  },
  PLAY_MS,
);

attack(
  "author",
  "save the version through a key, approve it as themselves",
  async () => {
    const outcomes: string[] = [];
    const maker = await keyOf(project.admin);
    const asOther = await keyOf(project.admin, { as: project.editor });
    await confirmApiKey(accountOf(project.editor), { key: asOther.id });
    const keys = {
      "a key for itself": maker,
      "a key made through that key": await keyOf(await maker.enter()),
      "a key that acts as an editor": asOther,
    };
    for (const [which, key] of Object.entries(keys)) {
      const { number } = await save(await key.enter(), `Sort by ${which}`);
      const review = await ask(number);
      await expect(approve(project.admin, review.id, yes)).rejects.toMatchObject(
        refused("own_version"),
      );
      expect((await getReview(project.admin, review.id)).you.mayDecide).toBe(false);
      expect((await approve(project.reviewer, review.id, yes)).state).toBe("approved");
      outcomes.push(which);
    }
    return `403 own_version for ${outcomes.join(", ")}`;
  },
  PLAY_MS,
);

attack(
  "viewer",
  "confirm or revoke a key that acts as somebody else",
  async () => {
    const key = await keyOf(project.admin, { as: project.reviewer });
    const viewer = accountOf(project.viewer);
    await expect(confirmApiKey(viewer, { key: key.id })).rejects.toMatchObject(
      refused("not_found"),
    );
    await expect(declineApiKey(viewer, { key: key.id })).rejects.toMatchObject(
      refused("not_found"),
    );
    // The maker cannot either.
    const maker = accountOf(project.admin);
    await expect(confirmApiKey(maker, { key: key.id })).rejects.toMatchObject(refused("not_found"));
    const me = accountOf(project.reviewer);
    expect((await listKeysAsMe(me)).data).toMatchObject([
      {
        id: key.id,
        state: "pending",
        createdBy: { name: "Priya" },
        project: { slug: project.slug },
      },
    ]);
    const inbox = await db.notification.findMany({ where: { userId: project.reviewer.userId } });
    expect(inbox.map(({ type }) => type)).toEqual(["api_key.waits"]);
    await declineApiKey(me, { key: key.id });
    await expect(key.enter()).rejects.toMatchObject(refused("unauthenticated"));
    expect((await listKeysAsMe(me)).data).toEqual([]);
    return "404; the reviewer sees who made it, declines it, and it is gone";
  },
  PLAY_MS,
);

attack(
  "CI key of releases:write",
  "release what a reviewer has approved, as documented",
  async () => {
    const { number } = await save(project.editor);
    const review = await ask(number);
    const ci = await (await keyOf(project.admin, { scopes: ["releases:write"] })).enter();
    const input = { prompt, version: number, environment: "production", note };
    await expect(releaseVersion(ci, input)).rejects.toMatchObject(refused("not_approved"));
    const operators = await keyOf(systemActor(project, "operator"), { as: project.reviewer });
    await approve(await operators.enter(), review.id, yes);
    expect(await releaseVersion(ci, input)).toMatchObject({ version: number, isLive: true });
    const events = await db.event.findMany({
      where: { projectId: project.id, type: "api_key.created", actorName: "operator" },
    });
    expect(events).toHaveLength(1);
    return "409 before the approval, released after it; the operator's key is in the audit log";
  },
  PLAY_MS,
);
