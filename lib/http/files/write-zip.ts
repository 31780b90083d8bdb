/** The files of a folder as one archive, uncompressed: how a browser sends them together. */
export function writeZip(files: readonly { path: string; bytes: Uint8Array }[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { path, bytes } of files) {
    const name = new TextEncoder().encode(path);
    const sizes = [crc32(bytes), bytes.length, bytes.length];
    const local = header(LOCAL, sizes, name.length);
    const entry = header(CENTRAL, sizes, name.length);
    new DataView(entry.buffer).setUint32(42, offset, true);
    parts.push(local, name, bytes);
    directory.push(entry, name);
    offset += local.length + name.length + bytes.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, files.length, true);
  end.setUint16(10, files.length, true);
  end.setUint32(12, size, true);
  end.setUint32(16, offset, true);
  return join([...parts, ...directory, new Uint8Array(end.buffer)]);
}

const UTF8_NAMES = 0x0800;

const LOCAL = { signature: 0x04034b50, length: 30, sizesAt: 14, nameAt: 26 };
const CENTRAL = { signature: 0x02014b50, length: 46, sizesAt: 16, nameAt: 28 };

function header(
  { signature, length, sizesAt, nameAt }: typeof LOCAL,
  sizes: readonly number[],
  nameLength: number,
): Uint8Array {
  const view = new DataView(new ArrayBuffer(length));
  view.setUint32(0, signature, true);
  view.setUint16(sizesAt - 8, UTF8_NAMES, true);
  for (const [index, size] of sizes.entries()) view.setUint32(sizesAt + index * 4, size, true);
  view.setUint16(nameAt, nameLength, true);
  return new Uint8Array(view.buffer);
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

let table: Uint32Array | undefined;

function crc32(bytes: Uint8Array): number {
  table ??= Uint32Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let bit = 0; bit < 8; bit += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c;
  });
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
