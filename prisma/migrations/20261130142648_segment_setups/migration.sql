-- DropForeignKey
ALTER TABLE "document" DROP CONSTRAINT "document_document_set_id_fkey";

-- DropForeignKey
ALTER TABLE "document_set" DROP CONSTRAINT "document_set_project_id_fkey";

-- DropForeignKey
ALTER TABLE "document_set_revision" DROP CONSTRAINT "document_set_revision_document_set_id_fkey";

-- DropForeignKey
ALTER TABLE "hint_dismissal" DROP CONSTRAINT "hint_dismissal_prompt_id_fkey";

-- DropForeignKey
ALTER TABLE "run" DROP CONSTRAINT "run_what_if_of_fkey";

-- AlterTable
ALTER TABLE "document" ALTER COLUMN "id" DROP DEFAULT;

-- AlterTable
ALTER TABLE "document_set" ALTER COLUMN "id" DROP DEFAULT;

-- AlterTable
ALTER TABLE "rollout" ADD COLUMN     "segment_setups" JSONB NOT NULL DEFAULT '[]';

-- AddForeignKey
ALTER TABLE "document_set" ADD CONSTRAINT "document_set_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_set_revision" ADD CONSTRAINT "document_set_revision_document_set_id_fkey" FOREIGN KEY ("document_set_id") REFERENCES "document_set"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_document_set_id_fkey" FOREIGN KEY ("document_set_id") REFERENCES "document_set"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hint_dismissal" ADD CONSTRAINT "hint_dismissal_prompt_id_fkey" FOREIGN KEY ("prompt_id") REFERENCES "prompt"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_what_if_of_fkey" FOREIGN KEY ("what_if_of") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
