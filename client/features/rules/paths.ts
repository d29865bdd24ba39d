/** What lies at a path such as `areas.0.name`, or nothing. */
export function valueAt(whole: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
      whole,
    );
}

/** Puts a value at a path, or takes away what is there; what lies between is made if it is missing. */
export function putAt(whole: object, path: string, value: unknown): void {
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  let target = whole;
  for (const step of steps) {
    if (!isObject(Reflect.get(target, step))) Reflect.set(target, step, {});
    const next: unknown = Reflect.get(target, step);
    if (isObject(next)) target = next;
  }
  if (value === undefined) Reflect.deleteProperty(target, last);
  else Reflect.set(target, last, value);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** The list in which something lies, and its place in there: `areas.0.processes.2` is the third of `areas.0.processes`. */
export function listAndIndex(path: string): { list: string; index: number } {
  const dot = path.lastIndexOf('.');
  return { list: path.slice(0, dot), index: Number(path.slice(dot + 1)) };
}
