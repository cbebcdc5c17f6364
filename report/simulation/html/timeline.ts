import { html, type Markup } from "../../html/markup";
import { name, section } from "../../html/parts";
import { count } from "../../text";
import type { DetectionCourse, Simulation } from "../../../simulation/simulate";
import { isHeard, rings } from "../courses";
import { shownTime } from "../report";

/** Units of the drawing; it is stretched to whatever width there is. */
const WIDTH = 1000;
const LEAST = 3;
/** Times below the lanes. */
const TICKS = 5;
/** An alarm that rings once more while it rings draws nothing new; so many pieces are drawn of one lane. */
const MOST_PIECES = 500;

interface Span {
  /** Minutes since 1970. */
  from: number;
  to: number;
}

/** Hits and ringing alarms over time, a lane for each detection that fired. */
export function timeline({ logs, detections, alarms }: Simulation): Markup | undefined {
  const fired = detections.filter(({ hits }) => hits.minutes.size > 0);
  if (fired.length === 0 || logs.first === undefined || logs.last === undefined) return undefined;
  const changes = alarms.flatMap(({ transitions }) => transitions.map(({ at }) => at / 60));
  const from = Math.floor(logs.first / 60_000);
  const last = Math.max(logs.last / 60_000, ...(changes.length < 10_000 ? changes : []));
  const span = { from, to: Math.max(Math.ceil(last), from + 1) };
  return section("timeline", "Time line", [
    html`<p class="legend">
      <span>${swatch("hits")}events of the detection</span> <span>${swatch("ringing")}its alarm rings</span>
    </p> `,
    html`<ul class="lanes">
      ${fired.map((detection) => lane(detection, span))}
    </ul> `,
    html`<p class="ticks" aria-hidden="true">
      ${Array.from({ length: TICKS }, (_, i) => html`<span>${tick(span.from + ((span.to - span.from) * i) / (TICKS - 1))}</span> `)}
    </p>`,
  ]);
}

const swatch = (tone: string): Markup =>
  html`<svg viewBox="0 0 10 8" aria-hidden="true"><rect class="${tone}" width="10" height="8" /></svg>`;

const tick = (minute: number): string =>
  shownTime(minute * 60_000)
    .replace("T", " ")
    .slice(0, 16);

function lane(detection: DetectionCourse, span: Span): Markup {
  const { hits } = detection;
  // A composite alarm rings for others as well.
  const alarms = detection.alarms.filter(({ kind }) => kind === "alarm");
  const times = alarms.reduce((sum, alarm) => sum + rings(alarm).length, 0);
  const words = `${detection.name}: ${count(hits.count, "event")}, ${times > 0 ? `rings ${count(times, "time")}` : "no alarm rings"}`;
  const ringing = joined(
    alarms.flatMap(({ transitions }) => ringingSpans(transitions, span)).map((each) => place(each, span)),
  );
  const seen = joined([...hits.minutes.keys()].map((minute) => place({ from: minute, to: minute + 1 }, span)));
  return html`<li>
    <span>${name(detection.name)}</span>
    <svg viewBox="0 0 ${WIDTH} 24" preserveAspectRatio="none" role="img" aria-label="${words}">
      ${bars(seen, isHeard(detection) ? "hits" : "silent", 3, 9)} ${bars(ringing, "ringing", 14, 7)}
    </svg>
  </li> `;
}

const bars = (places: readonly Span[], tone: string, y: number, height: number): Markup[] =>
  places
    .slice(0, MOST_PIECES)
    .map(({ from, to }) => html`<rect class="${tone}" x="${from}" y="${y}" width="${to - from}" height="${height}" />`);

/** When it is in the ALARM state. */
function ringingSpans(transitions: readonly { at: number; to: string }[], { to: end }: Span): Span[] {
  return transitions.flatMap(({ at, to }, i) =>
    to === "ALARM" ? [{ from: at / 60, to: (transitions[i + 1]?.at ?? end * 60) / 60 }] : [],
  );
}

/** Where it stands in the drawing, wide enough to be seen. */
function place({ from, to }: Span, span: Span): Span {
  const scale = (minute: number): number => Math.round(((minute - span.from) / (span.to - span.from)) * WIDTH);
  const left = Math.max(0, Math.min(scale(from), WIDTH - LEAST));
  return { from: left, to: Math.min(WIDTH, Math.max(scale(to), left + LEAST)) };
}

/** Neighbours as one. */
function joined(places: readonly Span[]): Span[] {
  const pieces: Span[] = [];
  for (const each of [...places].sort((a, b) => a.from - b.from)) {
    const last = pieces.at(-1);
    if (last && each.from <= last.to) last.to = Math.max(last.to, each.to);
    else pieces.push({ ...each });
  }
  return pieces;
}
