import type { z } from 'zod';
import type { TableFault } from './preview.ts';

/** What a schema found wrong, in stable codes; the path of each begins with where it was found. */
export function tableFaults(error: z.ZodError, path: string): TableFault[] {
  return error.issues.map((issue) => {
    const at = [path, ...issue.path.map(String)].filter((step) => step !== '').join('.');
    const fault = (code: string, params: Record<string, unknown> = {}): TableFault => ({
      path: at,
      code,
      params,
    });
    switch (issue.code) {
      case 'custom':
        return fault(String(issue.params?.['code'] ?? 'bad_format'), issue.params);
      case 'invalid_type':
        return fault('required');
      case 'not_multiple_of':
        return fault('not_whole');
      case 'too_small':
        return fault(nameOfLimit(issue.origin, 'small'), { limit: String(issue.minimum) });
      case 'too_big':
        return fault(nameOfLimit(issue.origin, 'big'), { limit: String(issue.maximum) });
      default:
        return fault('bad_format');
    }
  });
}

const limits = {
  string: { small: 'too_short', big: 'too_long' },
  array: { small: 'too_few', big: 'too_many' },
  number: { small: 'too_small', big: 'too_big' },
};

function nameOfLimit(origin: string, which: 'small' | 'big'): string {
  return (origin === 'string' || origin === 'array' ? limits[origin] : limits.number)[which];
}
