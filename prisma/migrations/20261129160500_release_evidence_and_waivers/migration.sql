-- A release without a version takes the prompt offline; what one was decided on stays with it.
ALTER TABLE "release" ALTER COLUMN "version_id" DROP NOT NULL;
ALTER TABLE "release" ADD COLUMN "evidence" JSONB;

ALTER TABLE "review_decision" ADD COLUMN "nothing_measured" TEXT;

-- CreateTable
CREATE TABLE "review_waiver" (
    "id" UUID NOT NULL,
    "review_id" UUID NOT NULL,
    "criterion" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "content_hash" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "user_name" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "review_waiver_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "review_waiver_review_id_idx" ON "review_waiver"("review_id");

-- AddForeignKey
ALTER TABLE "review_waiver" ADD CONSTRAINT "review_waiver_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE CASCADE ON UPDATE CASCADE;
