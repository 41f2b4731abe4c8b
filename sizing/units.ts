/** Decimal and binary multiples. A name that ends in `GB` is decimal (vendors' memory, networks), in `GiB` binary (AWS's memory). */
export const KB = 1e3;
export const MB = 1e6;
export const GB = 1e9;
export const TB = 1e12;
export const GIB = 2 ** 30;
export const TIB = 2 ** 40;

export const TERA = 1e12;
export const BITS_PER_BYTE = 8;

export const SECONDS_PER_HOUR = 3600;
export const SECONDS_PER_DAY = 86_400;
export const HOURS_PER_DAY = 24;
