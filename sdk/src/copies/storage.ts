import type { Emitter } from "../events";
import { asGalleyError } from "../galley-error";
import type { Connection } from "../network/connection";
import { startTimer } from "../network/timers";
import type { GalleyOptions, Settings } from "../options";
import type { Copies } from "./copies";
import type { Copy } from "./copy";
import { fileNameOf, loadJson, saveJson } from "./disk";
import { isNumbered } from "./freshness";
import { parseSnapshot, type Snapshot, writeSnapshot } from "./snapshot";

/** Changes within this time are written together. */
const SAVE_AFTER_MS = 1_000;
/** A copy that is only confirmed again and again is written so often, for its age to be right after a restart. */
const CONFIRMED_EVERY_MS = 60_000;

/** Copies beyond this process: the file in `cacheDir`, and what `bootstrap` gives. */
export class Storage {
  #options: GalleyOptions;
  #settings: Settings;
  #connection: Connection;
  #copies: Copies;
  #emitter: Emitter;
  #loading: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> = Promise.resolve();
  #savedEtags = "";
  #savedAt = 0;

  constructor(
    options: GalleyOptions,
    settings: Settings,
    connection: Connection,
    copies: Copies,
    emitter: Emitter,
  ) {
    this.#options = options;
    this.#settings = settings;
    this.#connection = connection;
    this.#copies = copies;
    this.#emitter = emitter;
  }

  /** Once; a file that is broken or of another environment is told by `error` and not used. */
  load(): Promise<void> {
    this.#loading ??= this.#loadAll();
    return this.#loading;
  }

  async #loadAll(): Promise<void> {
    const { bootstrap, cacheDir } = this.#options;
    if (bootstrap !== undefined) {
      await this.#take("bootstrap", async () =>
        typeof bootstrap === "string" ? await loadJson(bootstrap) : bootstrap,
      );
    }
    if (cacheDir !== undefined) {
      await this.#take("disk", () => loadJson(`${cacheDir}/${fileNameOf(this.#settings)}`));
    }
  }

  async #take(source: Copy["source"], load: () => Promise<unknown>): Promise<void> {
    try {
      const value = await load();
      if (value === null && source === "disk") return;
      const { project, copies } = parseSnapshot(value, this.#settings.environment, source);
      this.#connection.project ??= project;
      for (const [key, copy] of copies) {
        if (source === "bootstrap") this.#copies.bootstrap.set(key, copy);
        else this.#copies.seed(key, copy);
      }
    } catch (error) {
      this.#emitter.emit("error", asGalleyError(error, `The ${source} copy cannot be used.`));
    }
  }

  snapshot(): Snapshot {
    const copies = [...this.#copies.entries.values()].flatMap(({ key, copy }) =>
      copy ? [[key, copy] as const] : [],
    );
    const { environment } = this.#settings;
    return writeSnapshot({ project: this.#connection.project, environment }, copies);
  }

  saveSoon(): void {
    if (this.#options.cacheDir === undefined || this.#timer !== undefined) return;
    const isKnown = this.#etags() === this.#savedEtags;
    if (isKnown && Date.now() - this.#savedAt < CONFIRMED_EVERY_MS) return;
    this.#timer = startTimer(() => void this.saveNow(), SAVE_AFTER_MS);
  }

  /** Never throws: a disk that cannot be written is told by `error`. */
  saveNow(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { cacheDir } = this.#options;
    if (cacheDir === undefined || this.#etags() === "") return Promise.resolve();
    this.#savedEtags = this.#etags();
    this.#savedAt = Date.now();
    this.#saving = this.#saving
      .then(() => saveJson(cacheDir, fileNameOf(this.#settings), this.snapshot()))
      .catch((error: unknown) => {
        this.#emitter.emit("error", asGalleyError(error, "The copy on disk cannot be written."));
      });
    return this.#saving;
  }

  /** What is on disk differs when this differs. */
  #etags(): string {
    return [...this.#copies.entries.values()]
      .filter(({ copy }) => copy !== null)
      .map(({ key, copy }) => `${key} ${isNumbered(key) ? "" : copy?.etag}`)
      .join("\n");
  }
}
