-- AlterTable
ALTER TABLE "run" ADD COLUMN     "judges" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "judge" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "prompt_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "policy" TEXT NOT NULL,
    "policy_version" INTEGER NOT NULL DEFAULT 1,
    "threshold" DOUBLE PRECISION,
    "labels" JSONB NOT NULL DEFAULT '[]',
    "bar" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "definition_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "judge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "judge_revision" (
    "judge_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "definition_hash" TEXT NOT NULL,
    "author_id" UUID,
    "author_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "judge_revision_pkey" PRIMARY KEY ("judge_id","number")
);

-- CreateTable
CREATE TABLE "judge_item" (
    "id" UUID NOT NULL,
    "judge_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "item_hash" TEXT NOT NULL,
    "case_ref" TEXT,
    "input" JSONB NOT NULL DEFAULT '{}',
    "expected" JSONB,
    "output" TEXT NOT NULL,
    "split" TEXT NOT NULL,
    "run_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "judge_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "judge_label" (
    "id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "labeller" TEXT NOT NULL,
    "labeller_id" UUID,
    "label" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "is_resolution" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "judge_label_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "judge_verdict" (
    "item_id" UUID NOT NULL,
    "definition_hash" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "label" TEXT,
    "score" DOUBLE PRECISION,
    "reason" TEXT NOT NULL DEFAULT '',
    "error" TEXT,
    "is_recorded" BOOLEAN NOT NULL DEFAULT false,
    "cost_usd" DECIMAL(18,9),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "judge_verdict_pkey" PRIMARY KEY ("item_id","definition_hash","attempt")
);

-- CreateTable
CREATE TABLE "judge_calibration" (
    "id" UUID NOT NULL,
    "judge_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "definition_hash" TEXT NOT NULL,
    "split" TEXT NOT NULL,
    "bar" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "status_reason" TEXT,
    "figures" JSONB,
    "started_by_id" UUID,
    "started_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "judge_calibration_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "judge_prompt_id_idx" ON "judge"("prompt_id");

-- CreateIndex
CREATE UNIQUE INDEX "judge_project_id_name_key" ON "judge"("project_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "judge_item_judge_id_item_hash_key" ON "judge_item"("judge_id", "item_hash");

-- CreateIndex
CREATE UNIQUE INDEX "judge_item_judge_id_number_key" ON "judge_item"("judge_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "judge_label_item_id_labeller_is_resolution_key" ON "judge_label"("item_id", "labeller", "is_resolution");

-- CreateIndex
CREATE INDEX "judge_calibration_judge_id_created_at_idx" ON "judge_calibration"("judge_id", "created_at");

-- AddForeignKey
ALTER TABLE "judge" ADD CONSTRAINT "judge_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judge" ADD CONSTRAINT "judge_prompt_id_fkey" FOREIGN KEY ("prompt_id") REFERENCES "prompt"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judge_revision" ADD CONSTRAINT "judge_revision_judge_id_fkey" FOREIGN KEY ("judge_id") REFERENCES "judge"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judge_item" ADD CONSTRAINT "judge_item_judge_id_fkey" FOREIGN KEY ("judge_id") REFERENCES "judge"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judge_label" ADD CONSTRAINT "judge_label_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "judge_item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judge_verdict" ADD CONSTRAINT "judge_verdict_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "judge_item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judge_calibration" ADD CONSTRAINT "judge_calibration_judge_id_fkey" FOREIGN KEY ("judge_id") REFERENCES "judge"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What a judge was, stays written.
CREATE TRIGGER judge_revision_is_append_only BEFORE UPDATE ON "judge_revision"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
