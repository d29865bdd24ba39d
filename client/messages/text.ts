/** A text of a message file. English needs another word for one than for many; which it is, `{count}` says. */
export type Text = string | { one: string; other: string };
