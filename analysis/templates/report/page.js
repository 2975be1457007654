// Colours, tables that sort, search and page, and marks that light up. A page without scripts shows all rows as they stand.
const root = document.documentElement, size = 25, printed = 100, listings = [];
const kept = (value) => { try { return value === undefined ? localStorage.theme : (localStorage.theme = value); } catch { return ""; } };
root.dataset.theme = kept() || "auto";

const value = (row, column) => {
  const text = row.cells[column]?.textContent.trim() ?? "", plain = text.replace(/,/g, "");
  return text === "" || text === "–" ? null : isNaN(plain) ? text.toLowerCase() : +plain;
};
const compare = (a, b) => typeof a === typeof b ? (typeof a === "number" ? a - b : a.localeCompare(b)) : typeof a === "number" ? -1 : 1;
const made = (tag, text, to) => { const one = document.createElement(tag); one.textContent = text; to?.append(one); return one; };

function enliven(table) {
  const body = table.tBodies[0], rows = [...body.rows], head = table.tHead?.rows[0];
  if (rows.length < 2 || !head) return;
  let order = rows, hits = rows, page = 0;
  const box = table.closest(".scroll") ?? table, pager = document.createElement("div");
  pager.className = "pager";
  const back = made("button", "←", pager), told = made("output", "", pager), on = made("button", "→", pager);
  back.ariaLabel = "Previous rows"; on.ariaLabel = "Next rows";
  const show = (most = size) => {
    const last = Math.max(0, Math.ceil(hits.length / size) - 1);
    page = Math.min(Math.max(page, 0), last);
    const from = most === size ? page * size : 0, to = Math.min(hits.length, from + most);
    body.replaceChildren(...hits.slice(from, to));
    back.disabled = page === 0; on.disabled = page === last;
    pager.hidden = last === 0 && hits.length === rows.length;
    told.textContent = hits.length ? `${from + 1}–${to} of ${hits.length}` : "no row holds this";
    if (most > size && to < hits.length) told.textContent += " are printed here, the others stand on the page itself";
  };
  addEventListener("beforeprint", () => show(printed));
  addEventListener("afterprint", () => show());
  back.onclick = () => { page--; show(); };
  on.onclick = () => { page++; show(); };
  [...head.cells].forEach((cell, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...cell.childNodes);
    cell.append(button);
    button.onclick = () => {
      const down = cell.ariaSort === "ascending" ? -1 : 1;
      for (const other of head.cells) other.removeAttribute("aria-sort");
      cell.ariaSort = down > 0 ? "ascending" : "descending";
      const keyed = order.map((row) => [value(row, column), row]);
      keyed.sort(([a], [b]) => a === null ? (b === null ? 0 : 1) : b === null ? -1 : down * compare(a, b));
      order = keyed.map(([, row]) => row);
      hits = order.filter((row) => hits.includes(row)); page = 0; show();
    };
  });
  if (rows.length > 10) {
    const tools = document.createElement("div"), label = made("label", "Search in " + (table.caption?.textContent ?? "the table") + " ", tools), search = made("input", "", tools);
    tools.className = "tools"; search.type = "search"; search.id = "search-" + listings.length; label.htmlFor = search.id;
    const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
    search.oninput = () => {
      const words = search.value.toLowerCase().split(/\s+/);
      hits = order.filter((row) => words.every((word) => texts.get(row).includes(word))); page = 0; show();
    };
    box.before(tools);
    box.after(pager);
  }
  listings.push((id) => {
    if (!rows.some((row) => row.id === id)) return;
    hits = order; page = Math.floor(order.findIndex((row) => row.id === id) / size); show();
  });
  if (rows.length > 10) show();
}

function light() {
  const id = decodeURIComponent(location.hash.slice(1));
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  if (!id) return;
  listings.forEach((reveal) => reveal(id));
  const target = document.getElementById(id), record = target?.dataset.record;
  target?.classList.add("lit");
  if (record) for (const mark of document.querySelectorAll(`[data-record="${CSS.escape(record)}"]`)) mark.classList.add("lit");
  target?.scrollIntoView({ block: "center" });
}

addEventListener("DOMContentLoaded", () => {
  const theme = document.getElementById("theme");
  theme.value = root.dataset.theme; theme.parentElement.hidden = false;
  theme.onchange = () => { root.dataset.theme = theme.value; kept(theme.value); };
  document.querySelectorAll("table.listing, table.dataframe, details table").forEach(enliven);
  addEventListener("hashchange", light);
  light();
});
