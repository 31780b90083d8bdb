/** Luhn's check digit (ISO/IEC 7812-1) over 13 to 19 digits that do not all repeat one. */
export function isCardNumber(text: string): boolean {
  const digits = text.replaceAll(/\D/g, "");
  if (digits.length < 13 || digits.length > 19 || /^(\d)\1+$/.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/**
 * Whether a run of digits and separators reads as a phone number: an international one (`+` or `00`), or a
 * national one that shows it by a leading 0 or an area code set apart. Dates, times and amounts do not.
 */
export function isPhoneNumber(text: string): boolean {
  const digits = text.replaceAll(/\D/g, "");
  if (digits.length < 7 || digits.length > 15) return false;
  if (/^\+/.test(text) || /^00\d/.test(digits)) return digits.length >= 8;
  if (/^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}/.test(text) || /^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}/.test(text)) {
    return false;
  }
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return false;
  const hasSeparator = /[ ().\-/]/.test(text.trim());
  if (/^\(?0/.test(text)) return hasSeparator || digits.length >= 9;
  return /^\(?\d{3}\)?[ .-]{1,2}\d{3}[ .-]\d{4}$/.test(text);
}

/** Characters of an IBAN by country (SWIFT IBAN registry). */
// biome-ignore format: a dozen countries a row read better
const IBAN_LENGTH: Record<string, number> = {
  AD: 24, AE: 23, AL: 28, AT: 20, AZ: 28, BA: 20, BE: 16, BG: 22, BH: 22, BI: 27, BR: 29, BY: 28,
  CH: 21, CR: 22, CY: 28, CZ: 24, DE: 22, DJ: 27, DK: 18, DO: 28, EE: 20, EG: 29, ES: 24, FI: 18,
  FK: 18, FO: 18, FR: 27, GB: 22, GE: 22, GI: 23, GL: 18, GR: 27, GT: 28, HR: 21, HU: 28, IE: 22,
  IL: 23, IQ: 23, IS: 26, IT: 27, JO: 30, KW: 30, KZ: 20, LB: 28, LC: 32, LI: 21, LT: 20, LU: 20,
  LV: 21, LY: 25, MC: 27, MD: 24, ME: 22, MK: 19, MN: 20, MR: 27, MT: 31, MU: 30, NI: 28, NL: 18,
  NO: 15, OM: 23, PK: 24, PL: 28, PS: 29, PT: 25, QA: 29, RO: 24, RS: 22, RU: 33, SA: 24, SC: 31,
  SD: 18, SE: 24, SI: 19, SK: 24, SM: 27, SO: 23, ST: 25, SV: 28, TL: 23, TN: 24, TR: 26, UA: 29,
  VA: 22, VG: 24, XK: 20, YE: 30,
};

/** Where the IBAN that starts here ends, written with or without spaces; null when it is none. */
export function parseIban(text: string, start: number): number | null {
  const length = IBAN_LENGTH[text.slice(start, start + 2).toUpperCase()];
  if (!length) return null;
  let iban = "";
  let at = start;
  while (iban.length < length) {
    const character = text[at] ?? "";
    if (/^[A-Z0-9]$/i.test(character)) iban += character.toUpperCase();
    else if (character !== " " || text[at - 1] === " ") return null;
    at += 1;
  }
  const next = text[at] ?? "";
  return !/^[\p{L}\p{N}]$/u.test(next) && hasIbanChecksum(iban) ? at : null;
}

/** ISO 7064 mod 97-10: the first four characters to the end, letters as 10 to 35, remainder 1. */
function hasIbanChecksum(iban: string): boolean {
  let remainder = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}
