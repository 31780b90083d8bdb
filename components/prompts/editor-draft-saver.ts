import type { Draft, SaveDraft } from "@/lib/prompts/draft-contract";
import type { VersionContent } from "@/lib/prompts/version-contract";

export type SaveStatus = "saved" | "waiting" | "saving" | "offline" | "refused" | "stale";

export interface SaverState {
  status: SaveStatus;
  savedAt: string | null;
  /** What the server said about a draft it did not take. */
  problem?: string;
}

export interface SaveOutcome {
  kind: "saved" | "stale" | "offline" | "refused";
  draft?: Draft;
  problem?: string;
}

interface Options {
  revision: number;
  savedAt: string | null;
  delayMs?: number;
  retryMs?: number;
  save: (body: SaveDraft) => Promise<SaveOutcome>;
  onState: (state: SaverState) => void;
}

/**
 * Saves a draft as it is typed: after a pause, one save at a time, each built on the revision that the one
 * before it made. Offline it keeps the newest text and tries again; when another tab was faster it stops
 * until somebody decides.
 */
export class DraftSaver {
  readonly #options: Options;
  #revision: number;
  #pending: { content: VersionContent; baseVersion: number | null } | null = null;
  #running: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;
  #state: SaverState;

  constructor(options: Options) {
    this.#options = options;
    this.#revision = options.revision;
    this.#state = { status: "saved", savedAt: options.savedAt };
  }

  get state(): SaverState {
    return this.#state;
  }

  /** What a save that cannot be waited for would send; null when nothing is unsaved. */
  get unsaved(): SaveDraft | null {
    if (!this.#pending || this.#state.status === "stale") return null;
    return { ...this.#pending, expectedRevision: this.#revision };
  }

  change(content: VersionContent, baseVersion: number | null): void {
    this.#pending = { content, baseVersion };
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

  /** Goes on from what is on the server, `content` being what the page shows now. */
  restart(revision: number, savedAt: string | null): void {
    clearTimeout(this.#timer);
    this.#pending = null;
    this.#revision = revision;
    this.#set({ status: "saved", savedAt });
  }

  /** Overwrites, knowingly, what another tab has saved as `revision`. */
  overwrite(revision: number, content: VersionContent, baseVersion: number | null): Promise<void> {
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
    this.#set({ status: "saving" });
    const outcome = await this.#options.save({ ...sent, expectedRevision: this.#revision });
    if (outcome.kind === "saved" && outcome.draft) {
      this.#revision = outcome.draft.revision;
      const { savedAt } = outcome.draft;
      this.#set({ status: this.#pending ? "waiting" : "saved", savedAt });
      if (this.#pending) this.#schedule(this.#options.delayMs ?? 600);
      return;
    }
    // What was not saved is still to be saved, unless something newer was typed meanwhile.
    this.#pending ??= sent;
    if (outcome.kind === "stale") this.#set({ status: "stale" });
    else if (outcome.kind === "refused") this.#set({ status: "refused", problem: outcome.problem });
    else {
      this.#set({ status: "offline" });
      this.#schedule(this.#options.retryMs ?? 4_000);
    }
  }

  #set(change: Partial<SaverState> & { problem?: string | undefined }): void {
    const { problem, ...rest } = change;
    const { problem: _, ...before } = this.#state;
    this.#state = { ...before, ...rest, ...(problem ? { problem } : {}) };
    this.#options.onState(this.#state);
  }
}
