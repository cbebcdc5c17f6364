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
    logs: sumOfLogs(parts.map(({ logs }) => logs)),
    hits: parts[0].hits.map((_, index) => sumOfHits(parts.map(({ hits }) => hits[index]))),
    unwatched: [...unwatched.values()],
  };
}

function sumOfLogs(parts: LogCounts[]): LogCounts {
  const total = (count: (part: LogCounts) => number): number => parts.reduce((sum, part) => sum + count(part), 0);
  return {
    files: total(({ files }) => files),
    records: total(({ records }) => records),
    outside: total(({ outside }) => outside),
    undated: total(({ undated }) => undated),
    first: finite(Math.min(...parts.map(({ first = Infinity }) => first))),
    last: finite(Math.max(...parts.map(({ last = -Infinity }) => last))),
    minutes: new Set(parts.flatMap(({ minutes }) => [...minutes])),
    malformed: {
      count: total(({ malformed }) => malformed.count),
      places: parts.flatMap(({ malformed }) => malformed.places).slice(0, MOST_PLACES),
    },
  };
}

function sumOfHits(parts: Hits[]): Hits {
  const minutes = new Map<number, number>();
  for (const part of parts)
    for (const [minute, count] of part.minutes) minutes.set(minute, count + (minutes.get(minute) ?? 0));
  return { ...parts.reduce(sumWithoutMinutes), minutes };
}

/** The minutes are added up by themselves: there are many of them, which would be copied for each part. */
function sumWithoutMinutes(a: Hits, b: Hits): Hits {
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
    minutes: a.minutes,
  };
}

const finite = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined);
