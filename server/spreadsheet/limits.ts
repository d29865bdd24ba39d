/** Bytes of a file that is uploaded. */
export const MAX_FILE = 5 * 1024 * 1024;
/** Bytes that a file may unpack to. */
export const MAX_UNPACKED = 40 * 1024 * 1024;
/** Parts that a file may be packed of. */
export const MAX_PARTS = 1000;
/** Rows of a table below its header. */
export const MAX_ROWS = 5000;
/** Rows and columns of a sheet, empty ones among them: what lies beyond is no table that anybody reads. */
export const MAX_SHEET_ROWS = 20_000;
export const MAX_COLUMNS = 300;
