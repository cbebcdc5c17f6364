import { MOST_PLACES, type Malformed } from "../counts";
import type { RecordSink } from "../read/records";
import type { CloudTrailRecord } from "../record";
import type { Window } from "../tally";
import { deedOf, isDataEvent, outcomeOf, serviceOf, type Deed, type Outcome } from "./call";
import { callerOf, type Caller } from "./caller";
import { touchedBy, type Touched } from "./touched";
import type { Wanted } from "./wanted";

/** One call that somebody made. */
export interface Access {
  /** As CloudTrail wrote it. */
  time?: string;
  /** Milliseconds since 1970, or NaN. */
  at: number;
  caller: Caller;
  /** Address or service. */
  from?: string;
  agent?: string;
  service: string;
  call: string;
  deed: Deed;
  outcome: Outcome;
  errorCode?: string;
  errorMessage?: string;
  /** What it was about, of what was asked for; all that the record names where nothing was. */
  resources: readonly string[];
  region?: string;
  eventID?: string;
  dataEvent: boolean;
}

/** What the logs say about one of the resources that were asked for. */
export interface Coverage {
  text: string;
  calls: number;
  dataEvents: number;
  /** The services whose resources of that name were called. */
  services: Set<string>;
}

export interface Question {
  /** Every call where it is empty. */
  resources: readonly Wanted[];
  who?: (text: string) => boolean;
  window: Window;
}

const ESCAPES = ["\\u", "\\/"].map((text) => Buffer.from(text));

/** Collects the calls that a question is about. */
export class AccessLog implements RecordSink {
  readonly accesses: Access[] = [];
  readonly coverage: Coverage[];
  /** What is no CloudTrail record. */
  readonly unread: Malformed = { count: 0, places: [] };
  files = 0;
  records = 0;
  #file = "";

  constructor(readonly question: Question) {
    this.coverage = question.resources.map(({ text }) => ({ text, calls: 0, dataEvents: 0, services: new Set() }));
  }

  begin(file: string): void {
    this.files++;
    this.#file = file;
  }

  scanned(bytes: Buffer, from: number, to: number): boolean {
    const own = bytes.subarray(from, to);
    if (!this.#mayConcern(own)) {
      this.records++;
      return true;
    }
    try {
      this.parsed(JSON.parse(own.toString()) as CloudTrailRecord);
      return true;
    } catch {
      return false;
    }
  }

  parsed(record: CloudTrailRecord): void {
    this.records++;
    const at = typeof record.eventTime === "string" ? Date.parse(record.eventTime) : NaN;
    const { resources, who, window } = this.question;
    if (!isWithin(at, window)) return;
    const touched = touchedBy(record);
    const met = resources.map((each) => touched.filter((one) => each.takes(one)));
    const about = resources.length > 0 ? [...new Set(met.flat())] : touched;
    if (resources.length > 0 && about.length === 0) return;
    const dataEvent = isDataEvent(record);
    met.forEach((found, i) => {
      if (found.length === 0) return;
      this.coverage[i].calls++;
      if (dataEvent) this.coverage[i].dataEvents++;
      for (const { service } of found) this.coverage[i].services.add(service);
    });
    const caller = callerOf(record);
    const names = [caller.name, caller.session, caller.arn, caller.account].filter((name) => name !== undefined);
    if (who && !names.some(who)) return;
    const source = resources.length > 0 && about.every((one) => one.source);
    this.accesses.push({
      ...{ time: text(record.eventTime), at, caller, dataEvent },
      from: text(record.sourceIPAddress),
      agent: text(record.userAgent),
      service: serviceOf(record.eventSource),
      call: record.eventName,
      deed: source ? "read" : deedOf(record),
      outcome: outcomeOf(record),
      errorCode: text(record.errorCode),
      errorMessage: text(record.errorMessage),
      resources: namedMostExactly(about),
      region: text(record.awsRegion),
      eventID: text(record.eventID),
    });
  }

  malformed({ line, column }: { line: number; column: number }, why: string): void {
    this.#unread({ file: this.#file, line, column, why });
  }

  unreadable(why: string): void {
    this.#unread({ file: this.#file, why });
  }

  #unread(place: Malformed["places"][number]): void {
    if (this.unread.places.length < MOST_PLACES) this.unread.places.push(place);
    this.unread.count++;
  }

  /** Names of resources are plain where no escape is in the record. */
  #mayConcern(own: Buffer): boolean {
    const { resources } = this.question;
    if (resources.length === 0) return true;
    if (resources.some(({ bytes }) => !bytes || own.includes(bytes))) return true;
    return ESCAPES.some((escape) => own.includes(escape));
  }
}

const isWithin = (at: number, { from, to }: Window): boolean =>
  Number.isNaN(at) ? from === undefined && to === undefined : at >= (from ?? -Infinity) && at < (to ?? Infinity);

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** Without the bucket where an object of it is named. */
function namedMostExactly(about: readonly Touched[]): string[] {
  const arns = about.map(({ arn }) => arn.replace(/(:::[^/]+)\/$/, "$1"));
  return [...new Set(arns)].filter((arn) => !arns.some((other) => other.startsWith(`${arn}/`)));
}

/** The calls in the order of their times; those without one come last. */
export const inTime = (accesses: readonly Access[]): Access[] =>
  [...accesses].sort((a, b) => (Number.isNaN(a.at) ? Infinity : a.at) - (Number.isNaN(b.at) ? Infinity : b.at) || 0);
