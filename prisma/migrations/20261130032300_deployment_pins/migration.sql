-- CreateTable
CREATE TABLE "deployment_pin" (
    "id" UUID NOT NULL,
    "environment_id" UUID NOT NULL,
    "prompt_id" UUID,
    "units" TEXT[],
    "arm" TEXT,
    "version_id" UUID,
    "reason" TEXT NOT NULL,
    "created_by_id" UUID,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_by_id" UUID,
    "removed_by_name" TEXT,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "deployment_pin_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "deployment_pin_has_one_target" CHECK (
        ("version_id" IS NULL AND "arm" IN ('stable', 'candidate'))
        OR ("version_id" IS NOT NULL AND "arm" IS NULL AND "prompt_id" IS NOT NULL)
    )
);

-- CreateIndex
CREATE INDEX "deployment_pin_environment_id_removed_at_idx" ON "deployment_pin"("environment_id", "removed_at");

-- CreateIndex
CREATE INDEX "deployment_pin_prompt_id_idx" ON "deployment_pin"("prompt_id");

-- CreateIndex
CREATE INDEX "deployment_pin_version_id_idx" ON "deployment_pin"("version_id");

-- AddForeignKey
ALTER TABLE "deployment_pin" ADD CONSTRAINT "deployment_pin_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deployment_pin" ADD CONSTRAINT "deployment_pin_prompt_id_fkey" FOREIGN KEY ("prompt_id") REFERENCES "prompt"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deployment_pin" ADD CONSTRAINT "deployment_pin_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "prompt_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;
