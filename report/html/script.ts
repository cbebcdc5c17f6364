/** What the page does beyond being read: filter, search, and open everything for paper. Text, because its hash is in the page. */
export const script = `"use strict";
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const form = document.getElementById("filter");
  const query = document.getElementById("query");
  const stack = document.getElementById("stack");
  const unfold = document.getElementById("unfold");
  const rows = all("[data-row]");
  const groups = all("[data-group]").reverse();
  const findings = rows.filter((row) => row.classList.contains("finding"));
  const texts = new Map();

  const textOf = (row) => {
    if (!texts.has(row)) {
      const group = row.closest(".subject");
      const about = group ? group.querySelector("h4").textContent + " " + group.querySelector(".about").textContent : "";
      texts.set(row, (about + " " + row.textContent).toLowerCase() + demandOf(row));
    }
    return texts.get(row);
  };

  const demandOf = (row) => {
    if (!row.matches("p.finding")) return "";
    const policy = document.getElementById(row.querySelector("a").hash.slice(1));
    if (!texts.has(policy.id)) texts.set(policy.id, " " + policy.querySelector("dl").textContent.toLowerCase());
    return texts.get(policy.id);
  };

  const apply = () => {
    const words = query.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const severities = new Set(all("input[name=severity]:checked").map((box) => box.value));
    const only = stack ? stack.value : "";
    for (const row of rows) {
      const { severity, stack: of } = row.dataset;
      row.hidden =
        (severity !== undefined && !severities.has(severity)) ||
        (only !== "" && of !== undefined && of !== only) ||
        !words.every((word) => textOf(row).includes(word));
    }
    for (const group of groups) group.hidden = !group.querySelector("[data-row]:not([hidden])");
    for (const framework of all(".framework, .idle")) {
      framework.hidden = words.length > 0 && !framework.querySelector("[data-row]:not([hidden])");
    }
    const shown = findings.filter((row) => !row.hidden).length;
    document.getElementById("shown").textContent =
      shown === findings.length ? "" : shown + " of " + findings.length + " findings shown";
  };

  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  unfold.addEventListener("click", () => {
    const open = unfold.getAttribute("aria-pressed") !== "true";
    unfold.setAttribute("aria-pressed", String(open));
    unfold.textContent = open ? "Close all" : "Open all";
    for (const details of all("main details")) details.open = open;
  });

  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "checkbox";
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      query.focus();
    } else if (event.key === "Escape" && query.value !== "") {
      query.value = "";
      apply();
    }
  });

  const openTarget = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const details = target && target.closest("details");
    if (!details) return;
    details.hidden = false;
    details.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", openTarget);
  openTarget();

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details:not([open])");
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
  });
})();
`;
