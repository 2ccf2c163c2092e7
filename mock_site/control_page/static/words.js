// What codes are called, and how times and sums are written. Shop time is told in UTC.
const WORDS = JSON.parse(document.querySelector("meta[name=words]").content);
const DAY = { weekday: "short", day: "numeric", month: "short", year: "numeric" };
const STAMP = { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" };
const UNITS = [["d", 86_400], ["h", 3600], ["min", 60], ["s", 1]];

export const word = (group, code) => WORDS[group][code] ?? String(code).replaceAll("_", " ");

const written = (options) => {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", hourCycle: "h23", ...options });
  return (moment) => format.format(new Date(moment));
};

export const day = written(DAY);
export const time = written({ hour: "2-digit", minute: "2-digit", second: "2-digit" });
export const stamp = written(STAMP);
export const stampWithYear = written({ ...STAMP, year: "numeric" });
export const second = written({ ...STAMP, second: "2-digit" });

// A span in its two largest units, as "4 d 3 h" or "12 min".
export function span(milliseconds) {
  let left = Math.floor(Math.abs(milliseconds) / 1000);
  const parts = [];
  for (const [unit, size] of UNITS) {
    const n = Math.floor(left / size);
    left -= n * size;
    if (n || (unit === "s" && !parts.length)) parts.push(`${n} ${unit}`);
    else if (parts.length) break;
    if (parts.length === 2) break;
  }
  return parts.join(" ");
}

export const left = (moment, now) => span(Math.max(0, Date.parse(moment) - now));

export const count = (n) => n.toLocaleString("en-GB");

export const counted = (n, one, many = `${one}s`) => `${count(n)} ${n === 1 ? one : many}`;

export const sum = (decimals, currency) =>
  `${Number(decimals).toLocaleString("en-GB", { minimumFractionDigits: 2, maximumFractionDigits: 2 })} ${currency}`;
