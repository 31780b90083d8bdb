import { expect, test } from "vitest";
import type { AuditEvent } from "@/lib/events/contract";
import { eventSubject } from "./event-subject";

const id = "0193e0c2-8d3f-7c11-9a53-1f2e3d4c5b6a";
const event = (type: string, subject: string, data: object): AuditEvent => ({
  seq: 1,
  at: "2026-11-20T10:00:00.000Z",
  actor: { kind: "member", id, name: "Ines" },
  type,
  subject: { type: subject, id },
  data: data as AuditEvent["data"],
  hash: "",
});

test.each([
  [event("review.approved", "review", { review: 4, prompt: "a/b" }), "review 4", "reviews/4"],
  [event("rollout.advanced", "rollout", { rollout: 3, prompt: "a/b" }), "rollout 3", "rollouts/3"],
  [event("release.published", "prompt", { release: 7, prompt: "a/b" }), "release 7", "releases/7"],
  [event("run.started", "run", { number: 12, prompt: "a/b" }), "run 12", "runs/12"],
  [
    event("experiment.started", "experiment", { number: 3, prompt: "a/b" }),
    "experiment 3",
    "experiments/3",
  ],
  [event("spec.written", "prompt", { prompt: "a/b" }), "spec a/b", "prompts/a%2Fb/spec"],
  [event("prompt.created", "prompt", { name: "a/b" }), "prompt a/b", "prompts/a%2Fb"],
  [event("eval_set.changed", "eval_set", { name: "main" }), "eval set main", "eval-sets/main"],
  [event("api_key.created", "api_key", { name: "ci" }), "api key ci", null],
  [event("webhook.removed", "webhook", { host: "hooks.example" }), "webhook hooks.example", null],
  [event("api_key.revoked", "api_key", {}), "api key …4c5b6a", null],
])("%# it is called by its name and leads to its page", (one, called, path) => {
  const subject = eventSubject(one);
  expect([`${subject.kind} ${subject.name}`, subject.path]).toEqual([called, path]);
});
