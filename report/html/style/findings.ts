import { css } from "./css";

/** Findings with their terms and chains. */
export const findings = css`
  .stack + .stack {
    margin-top: 2.5rem;
  }
  .stack > h3 {
    padding-bottom: 0.5rem;
    margin-bottom: 1rem;
    border-bottom: 2px solid var(--strong-line);
  }
  .subject {
    background: var(--sheet);
    border: 1px solid var(--line);
    border-radius: 8px;
    padding: 1.1rem 1.35rem 0.35rem;
    margin-bottom: 1rem;
  }
  /* Of thousands of cards only those in sight are laid out, so that a filter answers at once. */
  @media screen {
    .subject {
      content-visibility: auto;
      contain-intrinsic-size: auto 14rem;
    }
    .subject:has(> p.finding) {
      contain-intrinsic-size: auto 8rem;
    }
  }
  .about {
    font-size: 0.9rem;
    color: var(--quiet);
    margin: 0.1rem 0 0.9rem;
  }
  .finding {
    border-top: 1px solid var(--line);
    padding: 0.9rem 0 1rem;
  }
  p.finding {
    margin: 0;
  }
  p.finding a {
    display: table;
    font-size: 0.93rem;
    margin-top: 0.2rem;
  }
  .message {
    margin-bottom: 0.6rem;
  }
  .finding strong {
    font-weight: 600;
    margin-left: 0.25rem;
  }
  dl {
    margin: 0;
    font-size: 0.93rem;
  }
  dl > div {
    display: grid;
    grid-template-columns: 7.5rem minmax(0, 1fr);
    gap: 0 1rem;
    padding: 0.16rem 0;
  }
  dt {
    color: var(--quiet);
  }
  dd {
    margin: 0;
  }
  .evidence {
    margin-right: 0.75rem;
  }
  .evidence code {
    background: none;
    padding: 0;
  }
  .evidence code.value {
    background: var(--code);
    padding: 0.08em 0.3em;
  }
  .controls em {
    font-style: normal;
    color: var(--quiet);
    margin-right: 0.15rem;
  }
  .controls:not(:last-child) {
    margin-right: 0.9rem;
  }
  .chain {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  .chain li {
    display: inline;
  }
  .chain li + li::before {
    content: "→ ";
    color: var(--quiet);
  }
  .chain li::after {
    content: " ";
  }
  .chain .broken {
    color: var(--bad);
    font-weight: 600;
  }
  .break {
    white-space: nowrap;
  }
`;
