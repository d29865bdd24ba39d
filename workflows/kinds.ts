/** Kinds of instances and the version of the chart that this code builds for them. */
export const kinds = ['project', 'duty', 'claim', 'tally'] as const;
export type Kind = (typeof kinds)[number];
export const chartVersion: Record<Kind, number> = { project: 1, duty: 1, claim: 1, tally: 1 };
