import { canonicalJson } from "@/lib/http/body/canonical-json";
import type { Draft, SaveDraft } from "@/lib/prompts/draft-contract";
import type { LocalCopy } from "./editor-local-copy";

/** A draft by what it is a draft of: a prompt's content, or a chain's. */
export type DraftOf<Content> = Omit<Draft, "content"> & { content: Content };
export type SaveDraftOf<Content> = Omit<SaveDraft, "content"> & { content: Content };

export type SaveStatus = "saved" | "waiting" | "saving" | "offline" | "refused" | "stale";

export interface SaverState {
  status: SaveStatus;
  savedAt: string | null;
  /** What the server said about a draft it did not take. */
  problem?: string;
}

export interface SaveOutcome<Content> {
  kind: "saved" | "stale" | "offline" | "refused";
  draft?: DraftOf<Content>;
  problem?: string;
}

interface Options<Content> {
  revision: number;
  savedAt: string | null;
  delayMs?: number;
  retryMs?: number;
  save: (body: SaveDraftOf<Content>) => Promise<SaveOutcome<Content>>;
  /** The draft as the server has it now. */
  read: () => Promise<DraftOf<Content> | null>;
  /** Keeps what is not saved yet in the browser; null when all of it is saved. */
  keepCopy: (copy: LocalCopy<Content> | null) => void;
  onState: (state: SaverState) => void;
}

interface Unsaved<Content> {
  content: Content;
  baseVersion: number | null;
}

const isSame = (a: unknown, b: unknown) => canonicalJson(a) === canonicalJson(b);

/**
 * Saves a draft as it is typed: after a pause, one save at a time, each built on the revision that the one
 * before it made. Offline it keeps the newest text and tries again; when another tab was faster it stops
 * until somebody decides.
 */
export class DraftSaver<Content> {
  readonly #options: Options<Content>;
  #revision: number;
  #pending: Unsaved<Content> | null = null;
  #sent: Unsaved<Content> | null = null;
  /** Sent without an answer: when the server turns out to have one of them, nobody else was faster. */
  #unanswered: Content[] = [];
  #running: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;
  #state: SaverState;

  constructor(options: Options<Content>) {
    this.#options = options;
    this.#revision = options.revision;
    this.#state = { status: "saved", savedAt: options.savedAt };
  }

  get state(): SaverState {
    return this.#state;
  }

  /** What a save that cannot be waited for would send; null when nothing is unsaved. */
  get unsaved(): SaveDraftOf<Content> | null {
    if (!this.#pending || this.#state.status === "stale") return null;
    return { ...this.#pending, expectedRevision: this.#revision + (this.#sent ? 1 : 0) };
  }

  change(content: Content, baseVersion: number | null): void {
    this.#pending = { content, baseVersion };
    this.#keepCopy();
    if (this.#state.status === "stale") return;
    if (!this.#running) this.#set({ status: "waiting" });
    this.#schedule(this.#options.delayMs ?? 600);
  }

  /** Saves what is unsaved now. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#running;
    if (this.#pending && this.#state.status !== "stale") await this.#run();
  }

  /** Goes on with what an earlier page left unsaved; `start` is what the server had when this one began. */
  recover(copy: LocalCopy<Content>, start: { content: Content; revision: number }): void {
    const hasArrived = copy.unanswered.some((content) => isSame(content, start.content));
    this.#revision = hasArrived ? Math.max(start.revision, copy.revision) : copy.revision;
    this.#unanswered = copy.unanswered;
    this.change(copy.content, copy.baseVersion);
  }

  /** Goes on from what is on the server, `content` being what the page shows now. */
  restart(revision: number, savedAt: string | null): void {
    clearTimeout(this.#timer);
    this.#pending = null;
    this.#unanswered = [];
    this.#revision = revision;
    this.#keepCopy();
    this.#set({ status: "saved", savedAt });
  }

  /** Overwrites, knowingly, what another tab has saved as `revision`. */
  overwrite(revision: number, content: Content, baseVersion: number | null): Promise<void> {
    this.restart(revision, this.#state.savedAt);
    this.change(content, baseVersion);
    return this.flush();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #schedule(ms: number): void {
    clearTimeout(this.#timer);
    if (!this.#isStopped) this.#timer = setTimeout(() => void this.flush(), ms);
  }

  #run(): Promise<void> {
    this.#running ??= this.#save().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #save(): Promise<void> {
    const sent = this.#pending;
    if (!sent) return;
    this.#pending = null;
    this.#sent = sent;
    this.#unanswered = [...this.#unanswered, sent.content].slice(-3);
    this.#keepCopy();
    this.#set({ status: "saving" });
    const answer = await this.#options.save({ ...sent, expectedRevision: this.#revision });
    const outcome = answer.kind === "stale" ? await this.#lookAgain(sent) : answer;
    this.#sent = null;
    if (outcome.kind === "saved" && outcome.draft) {
      this.#revision = outcome.draft.revision;
      this.#unanswered = [];
      const { savedAt } = outcome.draft;
      this.#keepCopy();
      this.#set({ status: this.#pending ? "waiting" : "saved", savedAt });
      if (this.#pending) this.#schedule(this.#options.delayMs ?? 600);
      return;
    }
    // What was not saved is still to be saved, unless something newer was typed meanwhile.
    this.#pending ??= sent;
    this.#keepCopy();
    if (outcome.kind === "stale") this.#set({ status: "stale" });
    else if (outcome.kind === "refused") this.#set({ status: "refused", problem: outcome.problem });
    else {
      this.#set({ status: "offline" });
      this.#schedule(this.#options.retryMs ?? 4_000);
    }
  }

  /** A save that nobody heard the answer of may be what is newer on the server. */
  async #lookAgain(sent: Unsaved<Content>): Promise<SaveOutcome<Content>> {
    const stored = await this.#options.read().catch(() => null);
    if (!stored || !this.#unanswered.some((content) => isSame(content, stored.content)))
      return { kind: "stale" };
    if (isSame(sent.content, stored.content)) return { kind: "saved", draft: stored };
    return this.#options.save({ ...sent, expectedRevision: stored.revision });
  }

  #keepCopy(): void {
    const unsaved = this.#pending ?? this.#sent;
    this.#options.keepCopy(
      unsaved && { ...unsaved, revision: this.#revision, unanswered: this.#unanswered },
    );
  }

  #set(change: Partial<SaverState> & { problem?: string | undefined }): void {
    const { problem, ...rest } = change;
    const { problem: _, ...before } = this.#state;
    this.#state = { ...before, ...rest, ...(problem ? { problem } : {}) };
    this.#options.onState(this.#state);
  }
}
