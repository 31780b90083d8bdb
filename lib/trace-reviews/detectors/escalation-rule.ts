import { z } from "zod";

/** A sign in a tool's answer: a field of it has at least this much. */
export const ToolSign = z.strictObject({
  field: z.string().trim().min(1, "Name the field.").max(120),
  atLeast: z.number(),
});

/** When a person should have taken over; a project words it as its customers do. */
export const EscalationRule = z.strictObject({
  phrases: z.array(z.string().trim().min(2, "At least two characters.").max(80)).max(200),
  toolSigns: z.array(ToolSign).max(20),
  /** Words in the answer that hand it over, for example a label; empty: only the outcome tells. */
  handedOver: z.array(z.string().trim().min(1).max(80)).max(50),
});
export type EscalationRule = z.infer<typeof EscalationRule>;

/** Charged twice, the law, and "let me talk to somebody", as customers write it in seven languages. */
export const DEFAULT_ESCALATION: EscalationRule = {
  phrases: [
    "charged twice",
    "double charge",
    "double charged",
    "paid twice",
    "billed twice",
    "unauthorised charge",
    "unauthorized charge",
    "chargeback",
    "my lawyer",
    "legal action",
    "speak to a human",
    "talk to a human",
    "speak to a person",
    "speak to a manager",
    "payé deux fois",
    "débité deux fois",
    "prélevé deux fois",
    "double prélèvement",
    "mon avocat",
    "parler à un humain",
    "parler à quelqu'un",
    "doppelt belastet",
    "doppelt abgebucht",
    "zweimal belastet",
    "zweimal abgebucht",
    "zweimal bezahlt",
    "doppelte abbuchung",
    "zwei abbuchungen",
    "mein anwalt",
    "meinen anwalt",
    "mit einem menschen",
    "cobrado dos veces",
    "cobraron dos veces",
    "doble cobro",
    "mi abogado",
    "hablar con una persona",
    "addebitato due volte",
    "pagato due volte",
    "mio avvocato",
    "cobrado duas vezes",
    "cobraram duas vezes",
    "meu advogado",
    "dubbel betaald",
    "twee keer betaald",
    "dubbel afgeschreven",
    "mijn advocaat",
  ],
  toolSigns: [{ field: "payments", atLeast: 2 }],
  handedOver: [],
};
