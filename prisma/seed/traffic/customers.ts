import type { Random } from "./random";
import type { TicketLanguage } from "./tickets";

export interface Customer {
  unit: string;
  language: TicketLanguage;
  tier: "basic" | "plus" | "enterprise";
  channel: "form" | "mail" | "chat";
}

const COUNT = 2_400;

/** The shop's customers. A few write often, most once. */
export function makeCustomers(random: Random): () => Customer {
  const all = Array.from(
    { length: COUNT },
    (_, index): Customer => ({
      unit: `customer-${(index + 1).toString().padStart(4, "0")}`,
      language: random.weighted({ en: 66, de: 14, fr: 8, es: 6, nl: 3, pt: 3 }),
      tier: random.weighted({ basic: 62, plus: 28, enterprise: 10 }),
      channel: random.weighted({ form: 50, mail: 32, chat: 18 }),
    }),
  );
  return () => {
    const often = random.chance(0.25);
    return random.pick(often ? all.slice(0, 120) : all);
  };
}
