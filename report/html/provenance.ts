import { assumptionsOf, headline, loggedIn } from "../grouping";
import { runId } from "../identity";
import type { Report } from "../report";
import { countResources, orAbove, stackName } from "../summary";
import { count, number } from "../text";
import { html, joined, type Content, type Markup } from "./markup";
import { name, section, table, term, terms, time } from "./parts";

export function assumptions({ stacks }: Report): Content {
  const assumed = assumptionsOf(stacks);
  if (assumed.length === 0) return undefined;
  return section("assumptions", "Assumptions", [
    html`<p class="lead">What was not read but supposed. The verdicts hold as far as these do.</p>`,
    table(
      "What was assumed",
      [{ title: "About" }, { title: "Assumed" }, { title: "Kind" }, { title: "Stacks" }],
      assumed.map(({ kind, subject, text, stacks: of }) => [
        name(subject),
        html`<bdi>${text}</bdi>`,
        kind.replaceAll("-", " "),
        joined(of.map(name), ", "),
      ]),
      assumed.map(() => html` data-row`),
    ),
  ]);
}

/** What the program and its SDK said that no policy judges. */
export function logged({ stacks }: Report): Content {
  const messages = loggedIn(stacks);
  if (messages.length === 0) return undefined;
  return section("log", "Logged by the program", [
    html`<p class="lead">What <code>pulumi preview</code> would show below its plan. It decides nothing here.</p>`,
    table(
      "What was logged",
      [{ title: "Severity" }, { title: "Message" }, { title: "Times", numeric: true }, { title: "Stacks" }],
      messages.map((logged) => [
        logged.severity,
        html`<bdi>${headline(logged)}</bdi>`,
        number(logged.times),
        joined(logged.stacks.map(name), ", "),
      ]),
      messages.map(() => html` data-row`),
    ),
  ]);
}

/**
 * Where the report comes from, what was read, and what none of it proves.
 * @param digest SHA-256 of the report as JSON, where that lies beside the page
 */
export function provenance(report: Report, digest?: string): Markup {
  const { tool, judgedAt, command, policies, stacks, version } = report;
  const disabled = policies.filter(({ level }) => level === "disabled").map(({ id }) => html`<code>${id}</code>`);
  const only = command.only.map((id) => html`<code>${id}</code>`);
  const kind = command.onlyNew ? "new findings" : "findings";
  const decisive = command.failOn === "none" ? "nothing" : `${kind} of severity ${orAbove(command.failOn)}`;
  const facts = [
    term("Tool", `${tool.name} ${tool.version}, report version ${version}`),
    term("Judged", time(judgedAt)),
    term("Run", html`<code>${runId(report)}</code>`),
    term("SHA-256 of report.json", digest && html`<code>${digest}</code>`),
    term("Command", html`<code>${command.line}</code>`),
    term("Fails the run", decisive),
    term("Limited to", only.length > 0 ? joined(only, ", ") : "not limited: every policy of the catalogue"),
    term("Switched off", disabled.length > 0 ? joined(disabled, ", ") : "no policy"),
  ];
  return section("provenance", "Provenance and limits", [
    terms(facts),
    stacks.map(
      (stack) =>
        html`<details class="population">
          <summary>
            <span class="title">Resources of ${name(stackName(stack))}</span>
            <span class="facts"
              >${count(countResources(stack), "resource")} of
              ${count(Object.keys(stack.resources).length, "type")}</span
            >
          </summary>
          <div class="body">
            ${table(
              html`Resources of ${name(stackName(stack))} by type: all were read, none was sampled`,
              [{ title: "Type" }, { title: "Resources", numeric: true }],
              Object.entries(stack.resources)
                .sort(([a], [b]) => (a < b ? -1 : 1))
                .map(([type, n]) => [html`<code>${type}</code>`, number(n)]),
            )}
          </div>
        </details> `,
    ),
    html`<h3>What this report does not prove</h3>
      <ul class="limits">
        ${limits(report).map((limit) => html`<li>${limit}</li> `)}
      </ul> `,
  ]);
}

const limits = ({ stacks }: Report): string[] => [
  ...(stacks.some(({ origin }) => origin !== "state")
    ? ["A program or a preview shows the configuration that is intended, not the one that runs."]
    : []),
  ...(stacks.some(({ origin }) => origin === "state")
    ? ["A state shows what Pulumi last recorded; changes made past it since then are not seen."]
    : []),
  "Configuration is judged, not operation: that somebody reads the alarms and acts on them is for an interview to find out.",
  "Resources outside of these stacks were not looked at, unless an assumption says so.",
];
