const STATEMENT =
  /^((?:\/\*\*[\s\S]*?\*\/\n)?)(export )?((?:declare )?(?:abstract )?(?:interface|type|class|function|const) (\w+)[\s\S]*?)(?=^(?:\/\*\*|export |declare |import |interface |type )|(?![\s\S]))/gm;
const EXPORTS = /^export (?:type )?\{([^}]*)\}/gm;

/**
 * One declaration file out of many that the compiler made: what the names that `index` exports need, and nothing else.
 * A third of the size, most of it internals that nobody can import.
 * @param {Map<string, string>} files text by path
 * @param {string} index path of the file whose exports count
 */
export function rollDeclarations(files, index) {
  const statements = new Map();
  const exports = new Set();
  for (const [path, text] of files) {
    for (const [, comment, isExported, code, name] of text.matchAll(STATEMENT)) {
      if (statements.has(name)) throw new Error(`Two declarations are called ${name}. Rename one.`);
      statements.set(name, { comment, code });
      if (path === index && isExported) exports.add(name);
    }
  }
  for (const [, list] of files.get(index).matchAll(EXPORTS)) {
    for (const entry of list.split(",")) {
      const name = entry.replace(/^\s*type /, "").trim();
      if (name) exports.add(name);
    }
  }
  return [...findReachable(statements, exports)]
    .map((name) => {
      const { comment, code } = statements.get(name);
      return `${comment}${exports.has(name) ? "export " : ""}${code}`;
    })
    .join("")
    .concat("export {};\n")
    .replaceAll(/\/\*\*[\s\S]*?\*\//g, joinComment)
    .replaceAll(/^ +/gm, " ");
}

/** On one line, except where it holds code: editors wrap it, and the package is smaller. */
const joinComment = (comment) =>
  comment.includes("```")
    ? comment
    : comment.replaceAll(/\s*\n\s*\*(?!\/) ?/g, " ").replace(/\s*\*\/$/, " */");

function findReachable(statements, exports) {
  const names = new Set();
  const queue = [...exports];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (names.has(name)) continue;
    names.add(name);
    const code = statements.get(name).code.replaceAll(/\/\*\*[\s\S]*?\*\//g, "");
    queue.push(...(code.match(/\b\w+\b/g) ?? []).filter((word) => statements.has(word)));
  }
  return names;
}
