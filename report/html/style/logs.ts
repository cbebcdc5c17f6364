import { css } from "./css";

/** Lanes of events over time, and tables of calls. */
export const logs = css`
  .lanes {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  .lanes li {
    display: grid;
    grid-template-columns: 15rem minmax(0, 1fr);
    gap: 0 1rem;
    align-items: center;
    padding: 0.3rem 0;
    border-bottom: 1px solid var(--line);
    font-size: 0.87rem;
  }
  .lanes svg {
    display: block;
    width: 100%;
    height: 1.5rem;
    background: var(--code);
    border-radius: 3px;
  }
  .lanes .hits {
    fill: var(--accent);
  }
  .lanes .silent {
    fill: var(--mute);
  }
  .lanes .ringing {
    fill: var(--bad);
  }
  .ticks {
    display: flex;
    justify-content: space-between;
    gap: 0.5rem;
    margin: 0.35rem 0 0 16rem;
    font-size: 0.8rem;
    color: var(--quiet);
    font-variant-numeric: tabular-nums;
  }
  .ticks span:last-child {
    text-align: right;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1.25rem;
    font-size: 0.87rem;
    color: var(--quiet);
  }
  .legend svg {
    width: 1.1rem;
    height: 0.8rem;
    vertical-align: -0.05rem;
    margin-right: 0.3rem;
  }
  .legend .hits {
    fill: var(--accent);
  }
  .legend .ringing {
    fill: var(--bad);
  }
  @media (min-width: 44.01rem) {
    #calls tbody :is(td, th),
    #failed tbody :is(td, th) {
      min-width: 11rem;
    }
    #callers tbody td:not(.number) {
      min-width: 8rem;
    }
  }
  @media (max-width: 44rem) {
    .lanes li {
      grid-template-columns: minmax(0, 1fr);
      gap: 0.15rem;
    }
    .ticks {
      margin-left: 0;
    }
    .ticks span:not(:first-child, :last-child) {
      display: none;
    }
  }
  @media print {
    .lanes li {
      break-inside: avoid;
    }
  }
`;
