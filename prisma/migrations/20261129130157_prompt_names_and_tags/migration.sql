-- AlterTable
ALTER TABLE "prompt" ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "prompt_former_name" (
    "project_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prompt_id" UUID NOT NULL,
    "renamed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "prompt_former_name_pkey" PRIMARY KEY ("project_id","name")
);

-- CreateIndex
CREATE INDEX "prompt_former_name_prompt_id_idx" ON "prompt_former_name"("prompt_id");

-- AddForeignKey
ALTER TABLE "prompt_former_name" ADD CONSTRAINT "prompt_former_name_prompt_id_fkey" FOREIGN KEY ("prompt_id") REFERENCES "prompt"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A run of a draft that says what a version says is a run of that version.
UPDATE "run" r
SET "version_id" = v."id"
FROM (
  SELECT DISTINCT ON ("prompt_id", "content_hash") "id", "prompt_id", "content_hash"
  FROM "prompt_version"
  ORDER BY "prompt_id", "content_hash", "number" DESC
) v
WHERE r."version_id" IS NULL
  AND v."prompt_id" = r."prompt_id"
  AND v."content_hash" = r."content_hash";
