import { css } from "./css";

/** Type, links, and the frame of the page. */
export const page = css`
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  html {
    scroll-padding-top: 1.5rem;
    -webkit-text-size-adjust: 100%;
  }
  body {
    margin: 0;
    background: var(--ground);
    color: var(--ink);
    font:
      1rem/1.55 system-ui,
      -apple-system,
      "Segoe UI",
      Roboto,
      "Helvetica Neue",
      "Noto Sans",
      "Liberation Sans",
      Arial,
      sans-serif;
    overflow-wrap: anywhere;
  }
  a {
    color: var(--accent);
    text-underline-offset: 0.18em;
    text-decoration-thickness: 1px;
  }
  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
    border-radius: 3px;
  }
  main:focus {
    outline: none;
  }
  code,
  .name,
  kbd {
    font-family:
      ui-monospace, "SF Mono", "Cascadia Mono", "Roboto Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace;
    font-size: 0.9em;
  }
  code {
    background: var(--code);
    border-radius: 3px;
    padding: 0.08em 0.3em;
  }
  small {
    color: var(--quiet);
    font-size: 0.85em;
  }
  h1,
  h2,
  h3,
  h4 {
    line-height: 1.25;
    margin: 0;
    text-wrap: balance;
  }
  h2 {
    font-size: 1.45rem;
    font-weight: 650;
    letter-spacing: -0.01em;
    margin-bottom: 1rem;
  }
  h3 {
    font-size: 1.1rem;
    font-weight: 650;
  }
  h4 {
    font-size: 1.05rem;
    font-weight: 650;
  }
  p {
    margin: 0 0 0.75rem;
  }
  .skip {
    position: absolute;
    left: -999rem;
    background: var(--sheet);
    padding: 0.75rem 1rem;
    z-index: 2;
  }
  .skip:focus {
    left: 0.5rem;
    top: 0.5rem;
  }
  .lead,
  .note,
  .empty {
    max-width: 70ch;
    color: var(--quiet);
  }

  .masthead {
    --tone: var(--mute);
    --soft: var(--mute-soft);
    background: var(--soft);
    border-bottom: 1px solid var(--line);
  }
  .masthead.passed {
    --tone: var(--good);
    --soft: var(--good-soft);
  }
  .masthead.failed {
    --tone: var(--bad);
    --soft: var(--bad-soft);
  }
  .masthead.incomplete {
    --tone: var(--open);
    --soft: var(--open-soft);
  }
  .inner,
  .page {
    max-width: 78rem;
    margin: 0 auto;
    padding: 0 clamp(1rem, 4vw, 2.5rem);
  }
  .inner {
    padding-top: 1.75rem;
    padding-bottom: 2rem;
  }
  .eyebrow {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0.25rem 2rem;
    font-size: 0.9rem;
    font-weight: 600;
    margin-bottom: 1.75rem;
  }
  .when {
    font-weight: 400;
  }
  .verdict {
    display: flex;
    gap: 1.25rem;
    align-items: center;
  }
  .seal {
    width: clamp(3.25rem, 9vw, 4.75rem);
    flex: none;
  }
  .seal circle {
    fill: var(--tone);
  }
  .seal path {
    fill: none;
    stroke: var(--soft);
    stroke-width: 4;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  h1 {
    font-size: clamp(2.1rem, 6vw, 3.2rem);
    font-weight: 700;
    letter-spacing: -0.025em;
    color: var(--tone);
  }
  .reason {
    font-size: clamp(1.05rem, 2.5vw, 1.25rem);
    margin: 0.15rem 0 0;
  }
  .only-new {
    margin: 0.5rem 0 0;
    max-width: 70ch;
  }
  .scope {
    margin: 1.75rem 0 0;
  }
  .extent {
    margin: 0;
    font-size: 0.9rem;
  }

  .page {
    padding-top: 2rem;
    padding-bottom: 4rem;
  }
  nav ul {
    list-style: none;
    margin: 0 0 1.5rem;
    padding: 0;
    display: flex;
    flex-wrap: wrap;
    gap: 0.15rem 1.25rem;
  }
  nav a {
    display: flex;
    justify-content: space-between;
    gap: 0.5rem;
    padding: 0.3rem 0;
    text-decoration: none;
  }
  nav a:hover {
    text-decoration: underline;
  }
  .tally {
    color: var(--quiet);
    font-variant-numeric: tabular-nums;
  }
  main > section {
    margin-bottom: 3.5rem;
  }
  @media (min-width: 68rem) {
    .page {
      display: grid;
      grid-template-columns: 13rem minmax(0, 1fr);
      gap: 3.5rem;
      align-items: start;
    }
    nav {
      position: sticky;
      top: 1.5rem;
      font-size: 0.95rem;
    }
    nav ul {
      display: block;
    }
    nav li + li {
      border-top: 1px solid var(--line);
    }
    nav a {
      padding: 0.45rem 0;
    }
  }
`;
