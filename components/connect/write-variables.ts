interface Tree {
  [name: string]: Tree;
}

/** The argument that fills these variables, as code: `{ ticket: "…", customer: { tier: "…" } }`. */
export function writeVariables(names: readonly string[]): string {
  const tree: Tree = {};
  for (const name of names) {
    let place = tree;
    for (const part of name.split(".")) {
      if (!Object.hasOwn(place, part)) {
        Object.defineProperty(place, part, { value: {}, enumerable: true });
      }
      place = place[part] ?? {};
    }
  }
  return writeTree(tree);
}

export function writeKey(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : JSON.stringify(name);
}

function writeTree(tree: Tree): string {
  const members = Object.entries(tree).map(([name, child]) => {
    return `${writeKey(name)}: ${Object.keys(child).length > 0 ? writeTree(child) : '"…"'}`;
  });
  return members.length > 0 ? `{ ${members.join(", ")} }` : "{}";
}
