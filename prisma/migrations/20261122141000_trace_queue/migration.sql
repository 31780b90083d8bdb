-- AlterTable
ALTER TABLE "online_scorer" ADD COLUMN     "dry_run" JSONB,
ADD COLUMN     "enabled_at" TIMESTAMPTZ(3),
ADD COLUMN     "scored_until" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "trace_review" ADD COLUMN     "before" JSONB;

-- CreateTable
CREATE TABLE "trace_queue" (
    "project_id" UUID NOT NULL,
    "trace_id" TEXT NOT NULL,
    "week" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "held_by_id" UUID,
    "held_by_name" TEXT,
    "held_until" TIMESTAMPTZ(3),

    CONSTRAINT "trace_queue_pkey" PRIMARY KEY ("project_id","trace_id")
);

-- CreateIndex
CREATE INDEX "trace_queue_project_id_week_idx" ON "trace_queue"("project_id", "week");

-- AddForeignKey
ALTER TABLE "trace_queue" ADD CONSTRAINT "trace_queue_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;
