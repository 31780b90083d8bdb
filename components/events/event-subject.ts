import type { AuditEvent } from "@/lib/events/contract";

/** What an event is about, as people call it, with its page where there is one. */
export interface EventSubject {
  kind: string;
  name: string;
  /** Within the project. */
  path: string | null;
}

/** From what was recorded with it: the thing itself may be renamed or gone by now. */
export function eventSubject({ type, subject, data }: AuditEvent): EventSubject {
  const text = (key: string) => (typeof data[key] === "string" ? data[key] : null);
  const number = (key: string) => (typeof data[key] === "number" ? data[key] : null);
  const prompt = text("prompt") ?? (subject.type === "prompt" ? text("name") : null);
  const promptPath = prompt && `prompts/${encodeURIComponent(prompt)}`;
  const review = number("review");
  const release = number("release");
  if (type.startsWith("review.") && review) {
    return { kind: "review", name: String(review), path: `reviews/${review}` };
  }
  if (type.startsWith("release.") && release) {
    return { kind: "release", name: String(release), path: `releases/${release}` };
  }
  const rollout = number("rollout");
  if (type.startsWith("rollout.") && rollout) {
    return { kind: "rollout", name: String(rollout), path: `rollouts/${rollout}` };
  }
  const run = subject.type === "run" ? number("number") : null;
  if (run) return { kind: "run", name: String(run), path: `runs/${run}` };
  const experiment = subject.type === "experiment" ? number("number") : null;
  if (experiment) {
    return { kind: "experiment", name: String(experiment), path: `experiments/${experiment}` };
  }
  if (type.startsWith("spec.") && prompt) {
    return { kind: "spec", name: prompt, path: `${promptPath}/spec` };
  }
  const version = number("version") ?? number("number");
  if (type.startsWith("version.") && prompt && version) {
    return { kind: "version", name: `${prompt} v${version}`, path: `${promptPath}/versions` };
  }
  if (prompt) return { kind: "prompt", name: prompt, path: promptPath };
  const name = text("name") ?? text("was") ?? text("email") ?? text("host");
  if (subject.type === "eval_set" && name) {
    return { kind: "eval set", name, path: `eval-sets/${encodeURIComponent(name)}` };
  }
  if (subject.type === "document_set" && name) {
    return { kind: "document set", name, path: `document-sets/${encodeURIComponent(name)}` };
  }
  if (subject.type === "trace") {
    return { kind: "trace", name: subject.id.slice(0, 8), path: `traces/${subject.id}` };
  }
  return { kind: subject.type.replaceAll("_", " "), name: name ?? shortOf(subject.id), path: null };
}

const shortOf = (id: string): string => (/^[0-9a-f-]{36}$/.test(id) ? `…${id.slice(-6)}` : id);
