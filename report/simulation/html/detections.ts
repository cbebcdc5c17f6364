import type { AlarmCourse } from "../../../simulation/alarms";
import type { Hits, Sighting } from "../../../simulation/counts";
import type { Recipients } from "../../../simulation/recipients";
import type { DetectionCourse } from "../../../simulation/simulate";
import { html, joined, type Content, type Markup } from "../../html/markup";
import { badge, name, section, table, term, terms } from "../../html/parts";
import { count, number } from "../../text";
import { isHeard, minutesToRing, rings } from "../courses";
import { shownTime } from "../report";

const MOST_RINGS = 10;

/** What fired: its events, when its alarms rang, who was told. */
export function firedDetections(detections: readonly DetectionCourse[]): Content {
  const fired = detections.filter(({ hits }) => hits.count > 0);
  return section(
    "fired",
    "Detections that fired",
    fired.length === 0 ? html`<p class="empty">None of the events matched a detection.</p>` : fired.map(subject),
  );
}

function subject(detection: DetectionCourse): Markup {
  const { hits, blind, assumed, alarms, tells, metric, pattern, kind } = detection;
  const heard = isHeard(detection) ? badge("good", "✓", "Somebody was told") : badge("bad", "✗", "Told nobody");
  const failed = hits.failed > 0 ? `, ${number(hits.failed)} of failed calls` : "";
  return html`<article class="subject">
    <h3>${name(detection.name)}</h3>
    <p class="about">${heard} ${kind} · ${count(hits.count, "hit")}${failed}</p>
    ${terms([
      term("First event", hits.first && sighted(hits.first)),
      term("Last event", hits.count > 1 && hits.last ? sighted(hits.last) : undefined),
      term("Supposed", assumed && html`<bdi>${assumed}</bdi>`),
      term("Sees nothing", blind && html`<bdi>${blind}</bdi>`),
      ...(blind ? [] : alarms.map((alarm) => alarmTerm(alarm, hits))),
      term("Told", tells && !blind ? [html`<p>at once, by the rule itself</p> `, told(tells)] : undefined),
      term("Alarm", !blind && !tells && alarms.length === 0 ? `none reads ${metric ?? "its metric"}` : undefined),
      term("Looks for", html`<code>${pattern}</code>`),
    ])}
  </article> `;
}

function sighted({
  eventTime = "without a time",
  eventSource,
  eventName,
  errorCode,
  who,
  from,
  eventID,
}: Sighting): Content[] {
  return joined(
    [
      eventTime,
      html`<code>${eventSource} ${eventName}</code>`,
      ...(errorCode ? [html`<code>${errorCode}</code>`] : []),
      ...(who ? [html`by <bdi>${who}</bdi>`] : []),
      ...(from ? [html`from <bdi>${from}</bdi>`] : []),
      ...(eventID ? [html`<small>${eventID}</small>`] : []),
    ],
    " · ",
  );
}

function alarmTerm(alarm: AlarmCourse, hits: Hits): Content {
  const at = rings(alarm);
  const title = alarm.kind === "alarm" ? "Alarm" : "Composite";
  if (at.length === 0)
    return term(title, [name(alarm.name), " stays silent: ", alarm.silent ?? "its threshold is not reached"]);
  const wait = minutesToRing(alarm, hits);
  const times = at.slice(0, MOST_RINGS).map((time) => shownTime(time * 1000));
  const more = at.length > MOST_RINGS ? ` and ${number(at.length - MOST_RINGS)} times more` : "";
  return term(title, [
    html`<p>
      ${name(alarm.name)}: OK → ALARM
      ${times.join(", ")}${more}${wait === undefined ? "" : html`; <strong>${count(wait, "minute")}</strong> after the first event`}
    </p> `,
    told(alarm),
  ]);
}

function told({ told: known, untold }: Recipients): Content {
  const lines: Content[] = [
    ...known.map(({ protocol, endpoint, topic }) => [
      `tells ${protocol} `,
      html`<bdi>${endpoint}</bdi>`,
      topic ? ` through ${topic}` : "",
    ]),
    ...untold.map((why) => html`<span class="broken">${why}</span>`),
    ...(known.length + untold.length === 0 ? ["it has no action for the ALARM state"] : []),
  ];
  return html`<ul class="chain">
    ${lines.map((line) => html`<li>${line}</li> `)}
  </ul>`;
}

export function silentDetections(detections: readonly DetectionCourse[]): Content {
  const silent = detections.filter(({ hits }) => hits.count === 0);
  if (silent.length === 0) return undefined;
  return section("silent", "Detections that never fired", [
    html`<p class="lead">Nothing in these logs matches them, or no event reaches them.</p>`,
    table(
      "Never fired",
      [{ title: "Detection" }, { title: "Kind" }, { title: "Why it sees nothing" }],
      silent.map(({ name: of, kind, blind }) => [name(of), kind, blind ? html`<bdi>${blind}</bdi>` : "–"]),
    ),
  ]);
}
