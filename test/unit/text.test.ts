import { describe, expect, it } from 'vitest';
import { required, written } from '../../workflows/text.ts';

describe('text that a person writes', () => {
  it.each(['方案已完成', 'line one\nline two\ttabbed', '👩‍💻 面试通过', ' spaces around ', 'a\u00a0b'])(
    'is taken: %j',
    (text) => {
      expect(required(100).parse(text)).toBe(text.trim());
    },
  );

  it.each(['\u200B', '\u2060\u200D', '\u3164', 'a\u0000b', 'a\u202Eb', 'a\u0007'])(
    'is refused: %j',
    (text) => {
      expect(required(100).safeParse(text).success).toBe(false);
      expect(written(100).safeParse(text).success).toBe(false);
    },
  );

  it('can be left out where it is not required', () => {
    expect(written(5).parse('   ')).toBe('');
    expect(required(5).safeParse('   ').success).toBe(false);
    expect(written(5).safeParse('123456').success).toBe(false);
  });
});
