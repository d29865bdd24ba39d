import { z } from 'zod';

/** Control characters but line breaks and tabs, and those that turn the direction of the text around them. */
const HARMFUL = /[^\P{Cc}\n\r\t]|[\u202A-\u202E\u2066-\u2069]/u;
const INVISIBLE = /[\p{Cf}\p{Cc}\p{Z}\u2800\u3164\u115F\u1160\uFFA0]/gu;

/** Text that a person writes, at most so many characters; empty allowed. What cannot be seen is no text. */
export function written(max: number) {
  return z
    .string()
    .trim()
    .max(max)
    .refine((text) => !HARMFUL.test(text), { params: { code: 'harmful_characters' } })
    .refine((text) => text === '' || text.replace(INVISIBLE, '') !== '', {
      params: { code: 'invisible_text' },
    });
}

/** The same where something has to be written. */
export function required(max: number) {
  return written(max).min(1);
}
