/** A number as people write it, in a text that is `plain`: `1,000`, `38`, `0.5`. */
export const NUMBER = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`;

const SCALES: Record<string, number> = { 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000, thousand: 1000 };
export const SCALE = Object.keys(SCALES).join('|');

/** The value of such a number, times the word behind it: `38` and `万` are 380000. */
export function numberOf(digits: string, scale = ''): number {
  return Number(digits.replaceAll(',', '')) * (SCALES[scale] ?? 1);
}

const DIGITS = '零一二三四五六七八九';
const NUMERAL =
  /[零一二两三四五六七八九十百]{1,6}(?=\s*(?:分钟|小时|个|天|日|号|月|次|张|条|家|位|份|点|半))/gu;

/** Chinese numerals before what is counted become digits: 三十分钟 is 30分钟. 周一 and 第二天 stay what they are. */
export function withDigits(text: string): string {
  return text.replace(NUMERAL, (numeral, at: number) =>
    /[第周期拜统每之单专]$/u.test(text.slice(0, at)) ? numeral : (digitsOf(numeral) ?? numeral),
  );
}

function digitsOf(numeral: string): string | undefined {
  const parts = /^(?:(.)百)?零?(?:(.)?(十))?(.)?$/u.exec(numeral.replaceAll('两', '二'));
  if (parts === null) return undefined;
  const [, hundreds, tens, ten, ones] = parts;
  const digit = (sign: string | undefined) => (sign === undefined ? 0 : DIGITS.indexOf(sign));
  const all = [digit(hundreds), ten === undefined ? 0 : tens === undefined ? 1 : digit(tens), digit(ones)];
  if (all.includes(-1)) return undefined;
  const [h = 0, t = 0, o = 0] = all;
  return String(h * 100 + t * 10 + o);
}
