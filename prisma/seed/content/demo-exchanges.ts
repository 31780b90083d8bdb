/** What a customer asked, what policy says, and a reply that helps beside one that does not. */
interface Exchange {
  question: string;
  policy: string;
  good: string;
  /** What a labeller notes about the good one; nothing where it is plain. */
  praise: string;
  bad: string;
  why: string;
}

export const EXCHANGES: readonly Exchange[] = [
  {
    question: "Can I return worn boots?",
    policy: "3.1 Worn items are not taken back.",
    good: "Worn boots cannot be returned (clause 3.1). If the sole came off, send us a photo: that is a warranty case.",
    praise: "Correct refusal, names the clause",
    bad: "Yes, send them back whenever you like.",
    why: "Worn boots are excluded",
  },
  {
    question: "My tent came without pegs. What now?",
    policy: "3.4 Missing parts are sent on the same day.",
    good: "I have noted the missing pegs. A set ships today and arrives on Thursday; you need not send anything back.",
    praise: "Says what happens next",
    bad: "Please contact the carrier about the missing parts.",
    why: "Sends the customer away; we file the claim",
  },
  {
    question: "Where is my order? It should have come on Monday.",
    policy: "2.1 Tell the date that the carrier plans.",
    good: "It left our warehouse on 3 November and is at the depot in Lyon; the carrier plans delivery for tomorrow.",
    praise: "Answers the question",
    bad: "Your order will ship soon.",
    why: "No date, though tracking has one",
  },
  {
    question: "Please change the delivery address to my office.",
    policy: "2.2 A parcel that has left can be redirected by the carrier only.",
    good: "The parcel has left, so the address cannot change. You can collect it at the depot, or have it redirected with the link in the carrier's mail.",
    praise: "Right, and offers the carrier’s link",
    bad: "Done, I have changed your address.",
    why: "Claims an action nobody took",
  },
  {
    question: "The invoice shows our old VAT number.",
    policy: "7.2 Invoices are corrected within two working days.",
    good: "Reply with the correct number and the invoice's number; you get a corrected invoice within two working days (clause 7.2).",
    praise: "All that was asked",
    bad: "Invoices are made automatically.",
    why: "Does not say what to do",
  },
  {
    question: "Do you take back used batteries?",
    policy: "4.2 Used batteries are excluded from returns.",
    good: "No, used batteries are excluded from returns (clause 4.2). Any shop that sells batteries takes them back.",
    praise: "Correct refusal, names the clause",
    bad: "Batteries can be returned within 30 days.",
    why: "Contradicts clause 4.2",
  },
  {
    question: "Two tents arrived, I ordered one.",
    policy: "4.4 We pay for sending back what was not ordered.",
    good: "Thank you for telling us. Use the return label in this mail for the second one; it costs you nothing.",
    praise: "Short, but all that was asked",
    bad: "Keep both, we will not charge you.",
    why: "Nobody can promise that",
  },
  {
    question: "The zip of my jacket broke after a month.",
    policy: "6.1 Faults within two years are repaired or replaced.",
    good: "That is a warranty case (clause 6.1). Send two photos of the zip and your order number, and we repair or replace it.",
    praise: "Names the clause and the next step",
    bad: "I have started your refund.",
    why: "No refund was started",
  },
];
