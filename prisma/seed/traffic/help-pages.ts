import type { TriageCategory } from "../content/triage-labels";

/** Pages of the help centre that the retrieval step finds, by what a ticket is about. */
export const HELP_PAGES: Partial<
  Record<TriageCategory, { id: string; title: string; content: string }>
> = {
  refund_request: {
    id: "help/refunds",
    title: "Refunds",
    content:
      "Refunds go out within 5 working days after the return was checked, to the card that was charged. Banks take up to 3 more days.",
  },
  billing_dispute: {
    id: "help/billing",
    title: "Charges and invoices",
    content:
      "A charge that appears twice is often a reservation which ends after 7 days. A second booked payment is returned by the billing desk.",
  },
  delivery_problem: {
    id: "help/delivery",
    title: "Delivered but not here",
    content:
      "Ask neighbours and wait one working day. After that the delivery desk opens a search with the carrier, which takes up to 10 days.",
  },
  order_status: {
    id: "help/orders",
    title: "Where is my order",
    content:
      "Orders leave the warehouse in 1 to 3 working days. The tracking mail is sent when the carrier has scanned the parcel.",
  },
  damaged_item: {
    id: "help/damaged",
    title: "Damaged on arrival",
    content:
      "Send two photos within 14 days. The item is replaced, or refunded when it is sold out; the broken one need not come back.",
  },
  cancel_order: {
    id: "help/cancel",
    title: "Cancel an order",
    content:
      "An order can be cancelled until the label is printed. After that it can be refused at the door or returned within 30 days.",
  },
  exchange_request: {
    id: "help/exchange",
    title: "Exchange for another size",
    content:
      "Exchanges are free within 60 days when the item is unused. The new size is reserved as soon as the return label is made.",
  },
  warranty_claim: {
    id: "help/warranty",
    title: "Warranty",
    content:
      "All items have a guarantee of 2 years, tents of 5. Zips and seams are repaired in our own workshop in about 3 weeks.",
  },
  account_access: {
    id: "help/account",
    title: "Signing in",
    content:
      "A locked account opens by itself after 30 minutes. The reset mail comes from no-reply@northwind.example; look into the spam folder.",
  },
  product_question: {
    id: "help/products",
    title: "Weights and sizes",
    content:
      "Each item’s page lists weight with and without bag, the size chart and how much water it stands.",
  },
  complaint: {
    id: "help/contact",
    title: "Talk to us",
    content:
      "A person answers on working days from 8 to 18 h. Complaints are answered by the team lead within one working day.",
  },
};
