import { answerAuth } from "@/lib/auth/session";

export { answerAuth as GET, answerAuth as POST };
