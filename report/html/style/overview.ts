import { css } from "./css";

/** The filter, the figures and the badges. */
export const overview = css`
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem 1.5rem;
    align-items: center;
    background: var(--sheet);
    border: 1px solid var(--line);
    border-radius: 8px;
    padding: 1rem 1.25rem;
    margin-bottom: 2.5rem;
    font-size: 0.9rem;
  }
  .toolbar label {
    display: inline-flex;
    gap: 0.35rem;
    align-items: center;
  }
  .toolbar .search {
    flex: 1 1 100%;
    flex-direction: column;
    align-items: stretch;
    gap: 0.2rem;
    font-weight: 600;
  }
  .toolbar input[type="search"],
  .toolbar select,
  .toolbar button {
    font: inherit;
    font-weight: 400;
    color: inherit;
    background: var(--ground);
    border: 1px solid var(--strong-line);
    border-radius: 5px;
    padding: 0.45rem 0.65rem;
    min-width: 0;
    max-width: 100%;
  }
  .toolbar ::placeholder {
    color: var(--quiet);
    opacity: 1;
  }
  .toolbar button {
    cursor: pointer;
  }
  .toolbar fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1rem;
    border: 0;
    margin: 0;
    padding: 0;
    min-width: 0;
    flex: 1 1 auto;
  }
  .toolbar legend {
    float: left;
    padding: 0;
    margin-right: 0.25rem;
    font-weight: 600;
  }
  .toolbar label {
    font-weight: 600;
  }
  .toolbar fieldset label {
    font-weight: 400;
  }
  .toolbar .hint {
    flex-basis: 100%;
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 1rem;
    margin: 0;
    color: var(--quiet);
  }
  kbd {
    border: 1px solid var(--strong-line);
    border-radius: 3px;
    padding: 0 0.3em;
  }

  .figures {
    list-style: none;
    margin: 0 0 1.25rem;
    padding: 0;
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr));
    gap: 0.75rem;
  }
  .figure {
    --tone: var(--quiet);
    background: var(--sheet);
    border: 1px solid var(--line);
    border-top: 3px solid var(--tone);
    border-radius: 6px;
    padding: 0.85rem 1rem;
  }
  .figure.bad {
    --tone: var(--bad);
  }
  .figure.open {
    --tone: var(--open);
  }
  .figure.good {
    --tone: var(--good);
  }
  .figure.mute {
    --tone: var(--mute);
  }
  .figure strong {
    display: block;
    font-size: 2rem;
    line-height: 1.1;
    font-weight: 650;
    letter-spacing: -0.02em;
    color: var(--tone);
    font-variant-numeric: tabular-nums;
  }
  .figure span {
    font-weight: 600;
  }
  .figure small {
    display: block;
  }
  .shares {
    display: block;
    width: 100%;
    height: 0.6rem;
    border-radius: 3px;
    margin-bottom: 1.75rem;
  }
  .shares .bad {
    fill: var(--bad);
  }
  .shares .open {
    fill: var(--open);
  }
  .shares .good {
    fill: var(--good);
  }
  .shares .mute {
    fill: var(--strong-line);
  }

  .badge {
    display: inline-block;
    white-space: nowrap;
    font-size: 0.8rem;
    font-weight: 600;
    line-height: 1.5;
    border-radius: 4px;
    padding: 0.05rem 0.5rem;
    color: var(--mute);
    background: var(--mute-soft);
  }
  .badge.bad,
  .badge.high {
    color: var(--bad);
    background: var(--bad-soft);
  }
  .badge.open,
  .badge.medium {
    color: var(--open);
    background: var(--open-soft);
  }
  .badge.good {
    color: var(--good);
    background: var(--good-soft);
  }
  .badge.low {
    color: var(--low);
    background: var(--low-soft);
  }
  .badge.critical {
    color: var(--worst);
    background: var(--worst-soft);
  }
`;
