import { notFound } from "next/navigation";
import { isAppError } from "./app-error";

/** For pages: what a read answers, with its 404 turned into the page that says so. */
export function orNotFound<T>(answer: Promise<T>): Promise<T> {
  return answer.catch((error: unknown) => {
    if (isAppError(error) && error.code === "not_found") notFound();
    throw error;
  });
}
