import { writeZip } from "@/lib/http/files/write-zip";

/** Several files, or those of a folder, as one archive that keeps their paths. */
export async function packFiles(files: readonly File[]): Promise<File> {
  const parts = await Promise.all(
    files
      .filter(
        ({ webkitRelativePath }) => !/(?:^|\/)(?:node_modules|\.git)\//.test(webkitRelativePath),
      )
      .map(async (file) => ({
        path: file.webkitRelativePath || file.name,
        bytes: new Uint8Array(await file.arrayBuffer()),
      })),
  );
  const folder = files[0]?.webkitRelativePath.split("/")[0];
  const name = `${folder || "files"}.zip`;
  return new File([writeZip(parts) as BlobPart], name, { type: "application/zip" });
}
