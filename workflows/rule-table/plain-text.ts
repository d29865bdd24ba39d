/** Everything that stands for a minus sign, a dash or a hyphen somewhere. */
const DASHES = /[\u2010-\u2015\u2212\u2043\u207B\u02D7\uFE58\uFE63\uFF0D\u2796\u30FC\u2500]/gu;
const WAVES = /[\u301C\u2053\u223C\uFF5E]/gu;
const UNSEEN = /[\u200B-\u200D\u2060\uFEFF\u00AD]/gu;
const SPACES = /[^\S\n]+/gu;
const LIST_NUMBERS = /[\u2460-\u249B]/gu;
/** `3 8 0 0 0 0` and `1 000` are one number, `16:30 12:00` are two times and `1. 30` is the first of a list. */
const BLANK_IN_NUMBER = /(?<!:\d{1,2})(?<=\d) (?=\d+(?!\d*[:.]\s?\d))/gu;

/** More is no number that anybody means, and none that could be counted with. */
const LONG_NUMBER = /\d{16,}/gu;
/** What is said of points is said by then; a rule keeps no longer text. */
const LONGEST = 2000;

/**
 * A text as the importer reads it: full-width digits and punctuation, dashes of any kind, blanks within numbers and
 * capital letters are what they mean. For reading alone: what people wrote is kept as they wrote it.
 */
export function plain(text: string): string {
  return text
    .slice(0, LONGEST)
    .replace(/\r\n?/gu, '\n')
    .replace(LIST_NUMBERS, (sign) => `\n${sign.normalize('NFKC').replace(/\D/gu, '')}. `)
    .normalize('NFKC')
    .replace(UNSEEN, '')
    .replace(DASHES, '-')
    .replace(WAVES, '~')
    .replaceAll('。', '.')
    .replaceAll('、', ',')
    .replace(SPACES, ' ')
    .replace(BLANK_IN_NUMBER, '')
    .replace(LONG_NUMBER, '#')
    .toLowerCase()
    .trim();
}
