-- AlterTable
ALTER TABLE "one_time_token" ADD COLUMN     "issued_by_id" UUID,
ADD COLUMN     "issued_by_key_id" UUID,
ADD COLUMN     "project_id" UUID;

-- CreateIndex
CREATE INDEX "one_time_token_user_id_idx" ON "one_time_token"("user_id");

-- CreateIndex
CREATE INDEX "one_time_token_issued_by_id_idx" ON "one_time_token"("issued_by_id");
