import { severities } from "../../policies/policy";
import type { Report } from "../report";
import { stackName } from "../summary";
import { html, type Markup } from "./markup";

/** Search and filter. Hidden until the script shows it, because without the script it would do nothing. */
export const toolbar = ({ stacks }: Report): Markup =>
  html`<form class="toolbar" id="filter" role="search" aria-label="Search and filter the report" hidden>
    <label class="search"
      >Search
      <input
        type="search"
        id="query"
        autocomplete="off"
        spellcheck="false"
        placeholder="resource, policy, control, file"
        aria-keyshortcuts="/"
    /></label>
    <fieldset>
      <legend>Severity</legend>
      ${severities.map((severity) => html`<label><input type="checkbox" name="severity" value="${severity}" checked /> ${severity}</label> `)}
    </fieldset>
    ${
      stacks.length > 1
        ? html`<label
            >Stack
            <select id="stack">
              <option value="">all</option>
              ${stacks.map((stack, i) => html`<option value="${i}">${stackName(stack)}</option>`)}
            </select></label
          > `
        : ""
    }<button type="button" id="unfold" aria-pressed="false">Open all</button>
    <p class="hint">
      <output id="shown" for="query"></output> <span class="keys"><kbd>/</kbd> searches, <kbd>Esc</kbd> clears</span>
    </p>
  </form>`;
