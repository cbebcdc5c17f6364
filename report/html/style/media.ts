import { css } from "./css";

/** Narrow screens and paper. */
export const media = css`
  @media (max-width: 44rem) {
    .subject {
      padding: 1rem 1rem 0.25rem;
    }
    .body {
      padding-left: 1.1rem;
    }
    dl > div {
      grid-template-columns: minmax(0, 1fr);
      padding: 0.3rem 0;
    }
    dt {
      font-size: 0.85rem;
    }
    thead {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    table,
    tbody,
    tr,
    caption {
      display: block;
    }
    tr {
      border-bottom: 1px solid var(--line);
      padding: 0.6rem 0;
    }
    tbody th,
    tbody td {
      display: block;
      min-width: 0;
      border: 0;
      padding: 0.1rem 0;
      text-align: left;
    }
    tbody th {
      font-weight: 600;
    }
    tbody .number {
      text-align: left;
    }
    td[data-title]::before {
      content: attr(data-title) ": ";
      color: var(--quiet);
    }
    .keys {
      display: none;
    }
  }

  @page {
    margin: 16mm 15mm 18mm;
    @bottom-left {
      content: "TrailWatch audit report";
      font: 8pt sans-serif;
    }
    @bottom-right {
      content: counter(page) " / " counter(pages);
      font: 8pt sans-serif;
    }
  }
  @media print {
    html {
      font-size: 10pt;
    }
    body,
    .masthead {
      background: none;
    }
    .inner,
    .page {
      max-width: none;
      padding-left: 0;
      padding-right: 0;
      display: block;
    }
    nav,
    .toolbar,
    .skip,
    summary::before {
      display: none !important;
    }
    main > section {
      margin-bottom: 2rem;
    }
    .masthead {
      border-bottom: 2px solid var(--tone);
    }
    .subject,
    details,
    .figure {
      background: none;
    }
    .badge {
      border: 1px solid currentcolor;
    }
    .finding,
    .about,
    tr,
    .figure,
    summary,
    .message {
      break-inside: avoid;
    }
    h2,
    h3,
    h4,
    .about,
    summary,
    caption {
      break-after: avoid;
    }
    thead {
      display: table-header-group;
    }
    summary,
    .body {
      padding-left: 0.8rem;
    }
    details::details-content {
      content-visibility: visible;
      block-size: auto;
    }
    a {
      color: inherit;
    }
    a[href^="http"]::after {
      content: "";
    }
    * {
      -webkit-print-color-adjust: exact;
      print-color-adjust: exact;
    }
  }
`;
