import type { IncomingMessage, ServerResponse } from "node:http";
import { answerProblem } from "./answer-problem";
import { AppError } from "./app-error";
import type { RouteContract } from "./contract";
import { matchPath } from "./match-path";

/**
 * Next answers a method that a route does not have with an empty 405; this says what went wrong and which
 * methods there are. The contracts are asked for only then: together they take some 40 MB.
 */
export function explainMethod(
  req: IncomingMessage,
  res: ServerResponse,
  loadContracts: () => Promise<readonly RouteContract[]>,
): void {
  const [path = "/"] = (req.url ?? "/").split("?", 1);
  const isOurs = path.startsWith("/api/") && !path.startsWith("/api/auth/");
  if (!isOurs) return;
  const end = res.end.bind(res);
  const explain = async () => {
    const methods = methodsAt(path, await loadContracts());
    const detail = `${req.method} is no method of ${path}. It has ${methods.join(", ")}.`;
    answerProblem(res, new AppError("method_not_allowed", detail), { allow: methods.join(", ") });
  };
  const endOrExplain = (...given: unknown[]) => {
    res.end = end;
    if (res.statusCode !== 405 || res.headersSent) return Reflect.apply(end, res, given);
    explain().catch(() => end());
    return res;
  };
  res.end = endOrExplain as typeof res.end;
}

function methodsAt(path: string, contracts: readonly RouteContract[]): string[] {
  return contracts
    .filter((contract) => matchPath(contract.path.replace(/\{(\w+)\}/g, "[$1]"), path))
    .map(({ method }) => method);
}
