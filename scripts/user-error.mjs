/** Something the person at the terminal can put right: shown as one line, without a stack. */
export class UserError extends Error {
  name = "UserError";
}

/** Prints what went wrong and ends with 1. */
export function failWith(error) {
  console.error(error?.name === "UserError" ? error.message : error);
  process.exit(1);
}
