import { isAppError } from "@/lib/http/app-error";

/** What the operator reads: each wrong place once; a stack only for what nobody foresaw. */
export function explainFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!isAppError(error)) {
    return error.name === "EnvironmentError" ? error.message : (error.stack ?? error.message);
  }
  const { message, errors = [] } = error;
  const places = errors.map((one) => `${one.path}: ${one.message}`);
  const isSaid = errors.some((one) => message.includes(one.message));
  return (isSaid ? places : [message, ...places]).join("\n");
}
