import type { LogCounts } from "../../simulation/counts";
import type { Simulation } from "../../simulation/simulate";
import { renderDocument } from "../html/document";
import { html, type Content, type Markup } from "../html/markup";
import { name, section, table, term, terms, time } from "../html/parts";
import { styleOfLogs } from "../html/style";
import { count, number } from "../text";
import { isHeard } from "./courses";
import { firedDetections, silentDetections } from "./html/detections";
import { timeline } from "./html/timeline";
import { shownTime, type SimulationReport } from "./report";

/** The JSON has all of them. */
const MOST_ROWS = 200;

/** The simulation as one page that needs nothing else. */
export function renderSimulationHtml(report: SimulationReport): string {
  const { stack, simulation } = report;
  const { detections, unwatched, logs } = simulation;
  const drawn = timeline(simulation);
  const changes = unwatched.reduce((sum, each) => sum + each.count, 0);
  const fired = detections.filter(({ hits }) => hits.count > 0);
  const link = (id: string, title: string, tally?: number): Markup =>
    html`<a href="#${id}">${title} ${tally === undefined ? "" : html`<span class="tally">${number(tally)}</span>`}</a>`;
  return renderDocument({
    title: [heading(simulation), `${stack.project}/${stack.stack}`, "TrailWatch simulation"].join(" · "),
    skip: "Skip to the overview",
    masthead: masthead(report),
    links: [
      link("overview", "Overview"),
      ...(drawn ? [link("timeline", "Time line")] : []),
      link("fired", "Detections that fired", fired.length),
      ...(fired.length < detections.length ? [link("silent", "Never fired", detections.length - fired.length)] : []),
      ...(changes > 0 ? [link("unwatched", "Unwatched changes", changes)] : []),
      ...(logs.malformed.count > 0 ? [link("unread", "Not read", logs.malformed.count)] : []),
      link("provenance", "Provenance and limits"),
    ],
    main: [
      overview(simulation, changes),
      drawn,
      firedDetections(detections),
      silentDetections(detections),
      unwatchedCalls(simulation, changes),
      unread(logs),
      provenance(report),
    ],
    style: styleOfLogs,
  });
}

function heading({ detections }: Simulation): string {
  const fired = detections.filter(({ hits }) => hits.count > 0).length;
  return `${number(fired)} of ${count(detections.length, "detection")} fired`;
}

function masthead({ stack, simulation, simulatedAt }: SimulationReport): Markup {
  const { detections, unwatched, logs } = simulation;
  const fired = detections.filter(({ hits }) => hits.count > 0);
  const mute = fired.filter((detection) => !isHeard(detection)).length;
  const tone = mute > 0 ? "failed" : unwatched.length > 0 ? "incomplete" : "passed";
  const reason =
    mute > 0
      ? `${count(mute, "detection")} saw events and told nobody.`
      : unwatched.length > 0
        ? "Each of them told somebody; some changes were watched by none."
        : "Each of them told somebody.";
  return html`<header class="masthead ${tone}">
    <div class="inner">
      <p class="eyebrow">TrailWatch simulation <span class="when">${time(simulatedAt)}</span></p>
      <h1>${heading(simulation)}</h1>
      <p class="reason">${fired.length === 0 ? "No event of these logs matched." : reason}</p>
      <p class="scope">${name(`${stack.project}/${stack.stack}`)}</p>
      <p class="extent">${count(logs.records, "event")} in ${count(logs.files, "file")}${during(logs)}</p>
    </div>
  </header> `;
}

const during = ({ first, last }: LogCounts): string =>
  first === undefined || last === undefined ? "" : ` · ${shownTime(first)} to ${shownTime(last)}`;

function overview({ detections, unwatched, logs }: Simulation, changes: number): Markup {
  const fired = detections.filter(({ hits }) => hits.count > 0);
  const heard = fired.filter(isHeard).length;
  const figures: [tone: string, n: number, label: string, detail: string][] = [
    ["good", heard, "told somebody", "an alarm or a rule that reaches people"],
    ["bad", fired.length - heard, "told nobody", "events, and a chain that is broken"],
    ["mute", detections.length - fired.length, "never fired", "no event that they look for"],
    ["open", changes, "unwatched changes", `of ${count(unwatched.length, "call")}`],
    ...(logs.malformed.count > 0
      ? [["open", logs.malformed.count, "not read", "places that are no record"] as [string, number, string, string]]
      : []),
  ];
  return section(
    "overview",
    "Overview",
    html`<ul class="figures">
      ${figures.map(([tone, n, label, detail]) => html`<li class="figure ${n > 0 ? tone : "none"}"><strong>${number(n)}</strong> <span>${label}</span> ${n > 0 ? html`<small>${detail}</small>` : ""}</li> `)}
    </ul> `,
  );
}

function unwatchedCalls({ unwatched }: Simulation, changes: number): Content {
  if (unwatched.length === 0) return undefined;
  const more = unwatched.length - MOST_ROWS;
  return section("unwatched", "Changes that nothing watches", [
    html`<p class="lead">Calls that change something and that no detection matches: an oversight, or by choice.</p>`,
    table(
      `${count(changes, "event")} of ${count(unwatched.length, "call")}`,
      [{ title: "Call" }, { title: "Service" }, { title: "Events", numeric: true }],
      unwatched
        .slice(0, MOST_ROWS)
        .map((each) => [html`<code>${each.eventName}</code>`, each.eventSource, number(each.count)]),
    ),
    more > 0 ? html`<p class="rest">and ${count(more, "more call")}; the JSON has all of them</p>` : undefined,
  ]);
}

export function unread({ malformed: { count: found, places } }: Pick<LogCounts, "malformed">): Content {
  if (found === 0) return undefined;
  return section("unread", "Not read", [
    table(
      `${count(found, "place")} of the logs that hold no CloudTrail record`,
      [{ title: "Place" }, { title: "Why" }],
      places.map(({ file, line, column, why }) => [
        html`<code>${[file, ...(line ? [line, column] : [])].join(":")}</code>`,
        why,
      ]),
    ),
    found > places.length ? html`<p class="rest">and ${number(found - places.length)} more</p>` : undefined,
  ]);
}

function provenance({ tool, version, simulatedAt, command, stack, simulation: { logs } }: SimulationReport): Markup {
  return section("provenance", "Provenance and limits", [
    terms([
      term("Tool", `${tool.name} ${tool.version}, report version ${version}`),
      term("Simulated", time(simulatedAt)),
      term("Command", html`<code>${command}</code>`),
      term("Stack", [stack.origin, " ", html`<code>${stack.path}</code>`]),
      term("Outside of the time", logs.outside > 0 ? count(logs.outside, "event") : undefined),
      term("Without a time", logs.undated > 0 ? `${count(logs.undated, "event")}, which ring nothing` : undefined),
      ...stack.assumptions.map(({ subject, text }) => term("Assumed", [name(subject), ": ", html`<bdi>${text}</bdi>`])),
    ]),
    html`<h3>What this simulation does not prove</h3>
      <ul class="limits">
        <li>Times are those of the events; CloudTrail delivers to CloudWatch Logs some five minutes later.</li>
        <li>That a detection fired on these events does not prove that it fires on every attack of that kind.</li>
        <li>That somebody is told does not prove that somebody acts.</li>
      </ul>`,
  ]);
}
