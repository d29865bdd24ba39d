/** Bytes of a file that is uploaded. */
export const MAX_FILE = 5 * 1024 * 1024;
/** Bytes that a file may unpack to. */
export const MAX_UNPACKED = 20 * 1024 * 1024;
/** Parts that a file may be packed of. */
export const MAX_PARTS = 1000;
/** Rows of a table below its header. */
export const MAX_ROWS = 5000;
/** Rows and columns of a sheet, empty ones among them: what lies beyond is no table that anybody reads. */
export const MAX_SHEET_ROWS = 20_000;
export const MAX_COLUMNS = 300;
/** Merged cells that are looked at: more than a table of the most rows can need. */
export const MAX_MERGES = 10_000;
