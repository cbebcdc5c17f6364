import { css } from "./css";

/** What opens and closes, and the tables in it. */
export const evidence = css`
  details {
    background: var(--sheet);
    border: 1px solid var(--line);
    border-bottom-width: 0;
  }
  details:first-of-type {
    border-radius: 8px 8px 0 0;
  }
  details:last-of-type {
    border-bottom-width: 1px;
    border-radius: 0 0 8px 8px;
  }
  details:first-of-type:last-of-type {
    border-radius: 8px;
  }
  summary {
    display: flex;
    flex-wrap: wrap;
    gap: 0.15rem 0.75rem;
    align-items: baseline;
    padding: 0.75rem 1.1rem 0.75rem 2.1rem;
    cursor: pointer;
    list-style: none;
    position: relative;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary::before {
    content: "";
    position: absolute;
    left: 1rem;
    top: 1.2rem;
    width: 0.42rem;
    height: 0.42rem;
    border: solid var(--quiet);
    border-width: 0 2px 2px 0;
    transform: rotate(-45deg);
  }
  [open] > summary::before {
    transform: rotate(45deg);
  }
  summary:hover .title {
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 0.18em;
  }
  .title {
    font-weight: 600;
  }
  summary .facts {
    flex-basis: 100%;
    font-size: 0.87rem;
    color: var(--quiet);
  }
  summary .facts code {
    background: none;
    padding: 0;
  }
  .body dl {
    margin-bottom: 0.75rem;
  }
  .body {
    padding: 0.25rem 1.1rem 1.25rem 2.1rem;
  }
  .body > p {
    max-width: 75ch;
  }
  .rest {
    font-size: 0.9rem;
  }
  .subjects {
    color: var(--quiet);
  }

  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.92rem;
    margin: 1rem 0 1.25rem;
  }
  caption {
    text-align: left;
    font-weight: 600;
    padding-bottom: 0.4rem;
  }
  th,
  td {
    text-align: left;
    vertical-align: top;
    padding: 0.5rem 1rem 0.5rem 0;
    border-bottom: 1px solid var(--line);
    font-weight: 400;
  }
  thead th {
    color: var(--quiet);
    font-size: 0.85rem;
    border-bottom-color: var(--strong-line);
    white-space: nowrap;
    overflow-wrap: normal;
  }
  tbody th {
    min-width: 10rem;
  }
  .number {
    text-align: right;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  th:last-child,
  td:last-child {
    padding-right: 0;
  }
  tbody :is(th, td) small {
    display: block;
    font-weight: 400;
  }
  .why {
    display: block;
  }
  .word {
    white-space: nowrap;
  }
  tbody td {
    min-width: 4.5rem;
  }
  td code {
    background: none;
    padding: 0;
  }
  #provenance dl {
    margin-bottom: 1.5rem;
  }
  #provenance dl > div {
    border-bottom: 1px solid var(--line);
    padding: 0.45rem 0;
  }
  .population {
    margin-bottom: -1px;
    border-bottom-width: 1px;
  }
  #provenance h3 {
    margin: 2rem 0 0.75rem;
  }
  .limits {
    padding-left: 1.2rem;
    max-width: 75ch;
  }
  .limits li {
    margin-bottom: 0.3rem;
  }
`;
