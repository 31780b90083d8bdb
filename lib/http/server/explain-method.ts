import type { IncomingMessage, ServerResponse } from "node:http";
import { answerProblem } from "@/lib/http/answer-problem";
import { AppError } from "@/lib/http/app-error";
import type { RouteContract } from "@/lib/http/contract";
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
  const isOurs = /^\/(?:api\/(?!auth\/)|ofrep\/)/.test(path);
  if (!isOurs) return;
  const original = { writeHead: res.writeHead.bind(res), end: res.end.bind(res) };
  const explain = async () => {
    const methods = methodsAt(path, await loadContracts());
    const detail = `${req.method} is no method of ${path}. It has ${methods.join(", ")}.`;
    answerProblem(res, new AppError("method_not_allowed", detail), { allow: methods.join(", ") });
  };
  // What compresses answers writes the head before it ends them, so the head of a 405 waits for the explanation.
  const writeHeadUnless = (status: number, ...args: unknown[]) => {
    if (status !== 405) return Reflect.apply(original.writeHead, res, [status, ...args]);
    res.statusCode = status;
    return res;
  };
  const endOrExplain = (...args: unknown[]) => {
    if (res.statusCode !== 405 || res.headersSent) return Reflect.apply(original.end, res, args);
    Object.assign(res, original);
    explain().catch(() => original.end());
    return res;
  };
  Object.assign(res, { writeHead: writeHeadUnless, end: endOrExplain });
}

function methodsAt(path: string, contracts: readonly RouteContract[]): string[] {
  return contracts
    .filter((contract) => matchPath(contract.path.replace(/\{(\w+)\}/g, "[$1]"), path))
    .map(({ method }) => method);
}
