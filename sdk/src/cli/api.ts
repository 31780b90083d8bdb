import type { StartRunInput } from "@/lib/runs/start-contract";
import type { Prompt } from "../../../lib/prompts/contract";
import type { Version } from "../../../lib/prompts/version-contract";
import type { Comparison } from "../../../lib/runs/compare/comparison-contract";
import type { Run, RunListItem } from "../../../lib/runs/contract";
import type { ResultList } from "../../../lib/runs/results/result-contract";
import type { Gates } from "../../../lib/specs/gates/gate-contract";
import type { Galley } from "../index";

export interface StartedRun {
  id: string;
  number: number;
}

type Query = Record<string, string | number | undefined>;

/** The routes that a check in CI calls. */
export class Api {
  #galley: Galley;

  constructor(galley: Galley) {
    this.#galley = galley;
  }

  /** The contracts of the server are what it answers with; it checks them itself before it sends. */
  #post<T>(path: string, body?: unknown): Promise<T> {
    return this.#galley.request("POST", path, body) as Promise<T>;
  }

  #get<T>(path: string, query: Query = {}): Promise<T> {
    const entries = Object.entries(query).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    );
    const search = new URLSearchParams(entries).toString();
    return this.#galley.request("GET", search ? `${path}?${search}` : path) as Promise<T>;
  }

  async getProject(): Promise<string> {
    const { project } = await this.#get<{ project: { slug: string } }>("/api/v1/api-key");
    return project.slug;
  }

  getPrompt(name: string): Promise<Prompt> {
    return this.#get(pathOfPrompt(name));
  }

  getVersion(name: string, number: number): Promise<Version> {
    return this.#get(`${pathOfPrompt(name)}/versions/${number}`);
  }

  async listEnvironments(): Promise<string[]> {
    const { data } = await this.#get<{ data: { name: string }[] }>("environments");
    return data.map(({ name }) => name);
  }

  startRun(input: StartRunInput): Promise<StartedRun> {
    return this.#post("runs", input);
  }

  getRun(id: string): Promise<Run> {
    return this.#get(`runs/${id}`);
  }

  async listRuns(query: Query): Promise<RunListItem[]> {
    return (await this.#get<{ data: RunListItem[] }>("runs", query)).data;
  }

  cancelRun(id: string): Promise<unknown> {
    return this.#post(`runs/${id}/cancellation`);
  }

  compareRuns(id: string, baseline: string, margin: number): Promise<Comparison> {
    return this.#get(`runs/${id}/comparison`, { baseline, margin });
  }

  listResults(id: string, query: Query): Promise<ResultList> {
    return this.#get(`runs/${id}/results`, query);
  }

  listGates(prompt: string, query: Query): Promise<Gates> {
    return this.#get(`${pathOfPrompt(prompt)}/gates`, query);
  }

  async runMissing(prompt: string, body: object): Promise<StartedRun[]> {
    const path = `${pathOfPrompt(prompt)}/gates/runs`;
    return (await this.#post<{ data: StartedRun[] }>(path, body)).data;
  }
}

const pathOfPrompt = (name: string) => `prompts/${encodeURIComponent(name)}`;
