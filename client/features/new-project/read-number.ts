/** What stands in a number field, or nothing if that is no number. */
export function readNumber(event: Event & { currentTarget: HTMLInputElement }): number | undefined {
  const value = event.currentTarget.valueAsNumber;
  return Number.isNaN(value) ? undefined : value;
}
