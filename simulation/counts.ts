/** What one run has counted, as plain data: workers hand it on, reports show it. */
export interface LogCounts {
  files: number;
  records: number;
  /** Outside of the time that was asked for. */
  outside: number;
  /** Without a readable time: they are matched, and ring nothing. */
  undated: number;
  /** Milliseconds since 1970. */
  first?: number;
  last?: number;
  /** Minutes since 1970 in which there were records. */
  minutes: Set<number>;
  malformed: Malformed;
}

export interface Malformed {
  count: number;
  /** The first of them. */
  places: { file: string; line?: number; column?: number; why: string }[];
}

/** How many places of malformed input are kept. */
export const MOST_PLACES = 100;

/** What one detection has matched. */
export interface Hits {
  count: number;
  /** Calls among them that were refused or failed. */
  failed: number;
  first?: Sighting;
  last?: Sighting;
  firstAt?: number;
  lastAt?: number;
  /** Hits by minutes since 1970. */
  minutes: Map<number, number>;
}

/** One record, as much of it as people need to know it again. */
export interface Sighting {
  eventTime?: string;
  eventID?: string;
  eventName: string;
  eventSource: string;
  errorCode?: string;
  who?: string;
  from?: string;
}

/** Calls that change something, of which nothing has matched so many. */
export interface Unwatched {
  eventSource: string;
  eventName: string;
  count: number;
}

export interface Counts {
  logs: LogCounts;
  /** In the order of the watches. */
  hits: Hits[];
  unwatched: Unwatched[];
}

/** The counts of several workers as those of one. */
export function sum(parts: readonly Counts[]): Counts {
  const unwatched = new Map<string, Unwatched>();
  for (const each of parts.flatMap((part) => part.unwatched)) {
    const key = `${each.eventSource} ${each.eventName}`;
    unwatched.set(key, { ...each, count: each.count + (unwatched.get(key)?.count ?? 0) });
  }
  return {
    logs: parts.map(({ logs }) => logs).reduce(sumOfLogs),
    hits: parts[0].hits.map((_, index) => parts.map(({ hits }) => hits[index]).reduce(sumOfHits)),
    unwatched: [...unwatched.values()],
  };
}

function sumOfLogs(a: LogCounts, b: LogCounts): LogCounts {
  return {
    files: a.files + b.files,
    records: a.records + b.records,
    outside: a.outside + b.outside,
    undated: a.undated + b.undated,
    first: least(a.first, b.first),
    last: greatest(a.last, b.last),
    minutes: new Set([...a.minutes, ...b.minutes]),
    malformed: {
      count: a.malformed.count + b.malformed.count,
      places: [...a.malformed.places, ...b.malformed.places].slice(0, MOST_PLACES),
    },
  };
}

function sumOfHits(a: Hits, b: Hits): Hits {
  const minutes = new Map(a.minutes);
  for (const [minute, count] of b.minutes) minutes.set(minute, count + (minutes.get(minute) ?? 0));
  const earlier = (a.firstAt ?? Infinity) <= (b.firstAt ?? Infinity) ? a : b;
  // Of two at the same time the later one is the last, as for one reader of both.
  const later = (a.lastAt ?? -Infinity) > (b.lastAt ?? -Infinity) ? a : b;
  return {
    count: a.count + b.count,
    failed: a.failed + b.failed,
    first: earlier.first ?? a.first ?? b.first,
    last: later.last,
    firstAt: earlier.firstAt,
    lastAt: later.lastAt,
    minutes,
  };
}

const least = (a = Infinity, b = Infinity): number | undefined => finite(Math.min(a, b));
const greatest = (a = -Infinity, b = -Infinity): number | undefined => finite(Math.max(a, b));
const finite = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined);
