-- CreateTable
CREATE TABLE "review_reviewer" (
    "review_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "user_name" TEXT NOT NULL,
    "named_by_id" UUID,
    "named_by_name" TEXT NOT NULL,
    "named_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_reviewer_pkey" PRIMARY KEY ("review_id","user_id")
);

-- AddForeignKey
ALTER TABLE "review_reviewer" ADD CONSTRAINT "review_reviewer_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE CASCADE ON UPDATE CASCADE;
