/** Ends the process with one clear line when this Node cannot run Galley. Import it before anything else. */
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

export function canRunOnNode(major, minor) {
  return (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
}

if (!canRunOnNode(major, minor)) {
  console.error(
    `Galley needs Node 20.19 or newer, or 22.12 or newer; this is Node ${process.versions.node}.`,
  );
  process.exit(1);
}
