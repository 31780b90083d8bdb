import { dictionary } from "@zxcvbn-ts/language-common";
import { expect, test } from "vitest";
import { attack } from "@/scripts/testing/attack";
import { isEasyPassword } from "./is-easy-password";

const common = new Set([...dictionary["passwords-common"], ...dictionary["diceware-common"]]);
const ines = { email: "ines.moreau@northwind.example", name: "Ines Moreau" };

test.each([
  "the first password",
  "seven boats leave at noon",
  "correct horse battery staple",
  "Mein Fahrrad steht im Regen",
  "kq8-VTn2xPw9d",
  "x7#mQ2$vL9@wR4",
  "トンネルを抜けると雪国であった",
])("%j is taken", (password) => {
  expect(isEasyPassword(password, ines, common)).toBe(false);
});

attack("nobody", "guesses: common passwords, with digits, look-alikes, twice, own names", () => {
  const listed = [...common].filter((password) => password.length >= 12);
  const guesses = [
    ...listed,
    "password1234",
    "Password2026!",
    "P4ssw0rd2026!!",
    "p@$$w0rd-2026",
    "passwordpassword",
    "Password Password",
    "qwertyuiopasdf",
    "1qaz2wsx3edc4rfv",
    "123456789012",
    "000000000000",
    "aaaaaaaaaaaaa",
    "abababababab",
    "!!!!2026!!!!2026",
    "letmeinletmein",
    "iloveyou2026!",
    "Sunshine-Monkey-7",
    "ines.moreau2026",
    "InesMoreau!2026",
    "northwind2026!",
    "ines.moreau@northwind.example",
    "galley-password",
    "Galley2026!Galley",
  ];
  const accepted = guesses.filter((guess) => !isEasyPassword(guess, ines, common));
  expect(accepted).toEqual([]);
  return `${guesses.length} are refused`;
});
