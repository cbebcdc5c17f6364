import type { Access } from "../../simulation/access/access";
import { shownCaller } from "../../simulation/access/caller";
import { renderDocument } from "../html/document";
import { html, joined, type Content, type Markup } from "../html/markup";
import { badge, name, section, table, term, terms, time } from "../html/parts";
import { styleOfLogs } from "../html/style";
import { unread } from "../simulation/html";
import { count, number } from "../text";
import { callerKey, countsOf, type AccessReport } from "./report";

/** A browser shows no more in a good time; the CSV has all of them. */
const MOST_ROWS = 5000;

/** Who called what, as one page that needs nothing else. */
export function renderAccessHtml(report: AccessReport): string {
  const { accesses, asked, notes, logs } = report;
  const subject = asked.resources.join(", ") || "All calls";
  const counts = countsOf(accesses);
  // Whoever looks for the cause of an incident begins with what went wrong.
  const failed = asked.around ? accesses.filter(({ outcome }) => outcome !== "allowed") : [];
  const others = accesses.filter((each) => !failed.includes(each));
  return renderDocument({
    title: [subject, count(accesses.length, "call"), "TrailWatch access report"].join(" · "),
    skip: "Skip to the calls",
    masthead: html`<header class="masthead ${notes.length > 0 ? "incomplete" : ""}">
      <div class="inner">
        <p class="eyebrow">TrailWatch access report <span class="when">${time(report.reportedAt)}</span></p>
        <h1>${count(accesses.length, "call")}</h1>
        <p class="reason">by ${count(counts.callers.size, "caller")}</p>
        <p class="scope">${joined(asked.resources.map(name), " · ")}</p>
        <p class="extent">${extent(report)}</p>
      </div>
    </header> `,
    links: [
      html`<a href="#overview">Overview</a>`,
      ...(notes.length > 0 ? [html`<a href="#limits">What cannot be seen</a>`] : []),
      html`<a href="#callers">Callers <span class="tally">${counts.callers.size}</span></a>`,
      ...(failed.length > 0 ? [html`<a href="#failed">Refused and failed</a>`] : []),
      html`<a href="#calls">Calls <span class="tally">${number(others.length)}</span></a>`,
      html`<a href="#provenance">Provenance</a>`,
    ],
    main: [
      figures(counts),
      limits(notes),
      callers(accesses),
      failed.length > 0 ? section("failed", "Refused and failed calls", calls(failed)) : undefined,
      section("calls", failed.length > 0 ? "Other calls" : "Calls", calls(others)),
      unread({ malformed: logs.unread }),
      provenance(report),
    ],
    style: styleOfLogs,
  });
}

const extent = ({ asked, logs }: AccessReport): string =>
  [
    ...(asked.around ? [`around ${asked.around}`] : []),
    ...(asked.from ? [`from ${asked.from}`] : []),
    ...(asked.to ? [`to ${asked.to}`] : []),
    ...(asked.who ? [`by ${asked.who}`] : []),
    `${count(logs.records, "event")} in ${count(logs.files, "file")}`,
  ].join(" · ");

function figures(counts: ReturnType<typeof countsOf>): Markup {
  const rows: [tone: string, n: number, label: string][] = [
    ["mute", counts.read, "read"],
    ["open", counts.change, "changed"],
    ["bad", counts.delete, "deleted"],
    ["bad", counts.denied, "denied"],
    ["open", counts.failed, "failed"],
  ];
  return section(
    "overview",
    "Overview",
    html`<ul class="figures">
      ${rows.map(([tone, n, label]) => html`<li class="figure ${n > 0 ? tone : "none"}"><strong>${number(n)}</strong> <span>${label}</span></li> `)}
    </ul> `,
  );
}

const limits = (notes: readonly string[]): Content =>
  notes.length === 0
    ? undefined
    : section(
        "limits",
        "What these logs cannot show",
        html`<ul class="limits">
          ${notes.map((note) => html`<li><bdi>${note}</bdi></li> `)}
        </ul>`,
      );

function callers(accesses: readonly Access[]): Content {
  const byCaller = new Map<string, Access[]>();
  for (const each of accesses) {
    const key = callerKey(each.caller);
    const own = byCaller.get(key);
    if (own) own.push(each);
    else byCaller.set(key, [each]);
  }
  if (byCaller.size === 0) return undefined;
  const rows = [...byCaller.values()].sort((a, b) => b.length - a.length);
  return section(
    "callers",
    "Callers",
    table(
      "Who called, and how often",
      ["Caller", "Account", "From", "Read", "Changed", "Deleted", "Denied", "Failed"].map((title, i) => ({
        title,
        numeric: i > 2,
      })),
      rows.map((own) => {
        const [{ caller }] = own;
        const { read, change, delete: deleted, denied, failed } = countsOf(own);
        const places = [...new Set(own.flatMap(({ from }) => from ?? []))];
        const more = places.length > 3 ? `, and ${places.length - 3} more` : "";
        return [
          name(shownCaller(caller)),
          caller.account ?? "–",
          places.slice(0, 3).join(", ") + more,
          ...[read, change, deleted, denied, failed].map(number),
        ];
      }),
    ),
  );
}

const badges = ({ deed, outcome, errorCode }: Access): Content[] => [
  html`<span class="badge ${tones[deed]}">${deed}</span> `,
  ...(outcome === "allowed" ? [] : [badge("bad", "✗", outcome), html` <small>${errorCode}</small>`]),
];

const tones = { read: "mute", change: "open", delete: "bad" } as const;

function calls(accesses: readonly Access[]): Content {
  if (accesses.length === 0) return html`<p class="empty">There is no such call in these logs.</p>`;
  const more = accesses.length - MOST_ROWS;
  return [
    table(
      "In the order of their times",
      ["Time", "Call", "Caller", "Resources"].map((title) => ({ title })),
      accesses.slice(0, MOST_ROWS).map((each) => [
        each.time ?? "without a time",
        [html`<code>${each.service}:${each.call}</code> `, ...badges(each)],
        [
          html`<bdi>${shownCaller(each.caller)}</bdi> `,
          html`<small class="why"><bdi>${each.from ?? "from nowhere"}</bdi> <bdi>${each.agent}</bdi></small>`,
        ],
        joined(
          each.resources.slice(0, 5).map((arn) => html`<code>${arn}</code>`),
          " ",
        ),
      ]),
    ),
    more > 0 ? html`<p class="rest">and ${count(more, "more call")}; --format csv has all of them</p>` : undefined,
  ];
}

const provenance = ({ tool, version, reportedAt, command, stack, logs }: AccessReport): Markup =>
  section(
    "provenance",
    "Provenance",
    terms([
      term("Tool", `${tool.name} ${tool.version}, report version ${version}`),
      term("Reported", time(reportedAt)),
      term("Command", html`<code>${command}</code>`),
      term("Stack", stack && name(stack)),
      term("Read", `${count(logs.records, "event")} in ${count(logs.files, "file")}, each of them; none was sampled`),
    ]),
  );
