/** Where a pin applies; without a prompt, to every prompt of the environment. */
export interface PinScope {
  environmentId: string;
  promptId: string | null;
}
