import { answerAuth } from "@/lib/auth/sessions/session";

export { answerAuth as GET, answerAuth as POST };
