// An article with its marks. Python gives html, starts (where each paragraph begins, in code points) and target (a record
// to show); the reader gives picked (a record that was clicked), selection ([start, end) in code points) and command.
const points = (text) => Array.from(text).length;

function render({ model, el }) {
  const box = document.createElement("div");
  box.className = "marked reader";
  box.tabIndex = 0;
  box.setAttribute("role", "document");
  box.setAttribute("aria-label", "The article with its marks");
  box.dataset.lmSuppressShortcuts = "true"; // letters are roles here, not JupyterLab's commands
  el.append(box);
  let paragraphs = [], words = [], from = -1, to = -1, nonce = 0, drawn;

  const tell = (name, value) => { model.set(name, value); model.save_changes(); };
  const offset = (node, at) => {
    const p = (node.nodeType === 3 ? node.parentElement : node).closest?.("p");
    const k = paragraphs.indexOf(p);
    if (k < 0) return null;
    const range = document.createRange();
    range.setStart(p, 0); range.setEnd(node, at);
    return model.get("starts")[k] + points(range.toString());
  };
  const locate = (place) => {
    const starts = model.get("starts");
    let k = starts.length - 1;
    while (k > 0 && starts[k] > place) k--;
    let left = place - starts[k];
    const walk = document.createTreeWalker(paragraphs[k], NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const letters = Array.from(node.data);
      if (left <= letters.length) return [node, letters.slice(0, left).join("").length];
      left -= letters.length;
    }
    return [paragraphs[k], paragraphs[k].childNodes.length];
  };
  const choose = (start, end) => {
    const selection = getSelection();
    selection.setBaseAndExtent(...locate(start), ...locate(end));
    selection.focusNode.parentElement?.scrollIntoView({ block: "nearest" });
    tell("selection", [start, end]);
  };

  const light = (scroll) => {
    const [record] = model.get("target");
    for (const lit of box.querySelectorAll(".lit")) lit.classList.remove("lit");
    if (!record) return;
    const marks = box.querySelectorAll(`[data-record="${CSS.escape(record)}"]`);
    for (const mark of marks) mark.classList.add("lit");
    if (marks[0] && scroll) {
      const space = marks[0].getBoundingClientRect().top - box.getBoundingClientRect().top;
      box.scrollTop += space - box.clientHeight / 3;
    }
  };
  const draw = () => {
    const scrolled = box.scrollTop, same = `${model.get("starts")}` === drawn;
    drawn = `${model.get("starts")}`;
    box.innerHTML = model.get("html");
    paragraphs = [...box.querySelectorAll("p")];
    box.scrollTop = same ? scrolled : 0;
    if (!same) from = to = -1;
    if (!model.get("marking")) for (const mark of box.querySelectorAll("[id]")) mark.tabIndex = 0;
    for (const mark of box.querySelectorAll("[id]")) mark.removeAttribute("id"); // a notebook may hold two readers
    words = paragraphs.flatMap((p, k) => [...p.textContent.matchAll(/[\p{L}\p{N}]+(?:['’.,-][\p{L}\p{N}]+)*|[^\s\p{L}\p{N}]/gu)].map((word) => {
      const start = model.get("starts")[k] + points(p.textContent.slice(0, word.index));
      return [start, start + points(word[0]), k];
    }));
    light(!same);
    if (from >= 0 && document.activeElement === box) getSelection().setBaseAndExtent(...locate(words[from][0]), ...locate(words[to][1]));
  };

  const pick = (mark) => { if (mark) tell("picked", [mark.dataset.record, ++nonce]); };
  const selected = () => {
    const range = getSelection();
    if (range.isCollapsed || !box.contains(range.anchorNode) || !box.contains(range.focusNode)) return;
    const ends = [offset(range.anchorNode, range.anchorOffset), offset(range.focusNode, range.focusOffset)].sort((a, b) => a - b);
    if (ends.includes(null)) return;
    from = words.findIndex(([, end]) => end > ends[0]); to = words.findLastIndex(([start]) => start < ends[1]);
    tell("selection", ends);
  };
  box.onclick = (event) => {
    if (getSelection().isCollapsed || !model.get("marking")) pick(event.target.closest("[data-record]"));
  };
  box.onmouseup = () => { if (model.get("marking")) setTimeout(selected); };
  box.onkeydown = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!model.get("marking")) {
      if (event.key === "Enter") pick(event.target.closest("[data-record]"));
      return;
    }
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key], down = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const clamp = (at) => Math.min(Math.max(at, 0), words.length - 1);
    if (step && event.shiftKey) to = clamp(Math.max(to + step, from));
    else if (step) from = to = clamp((step > 0 ? to : from) + step);
    else if (down) {
      const wanted = (words[clamp(from)]?.[2] ?? 0) + (from < 0 ? 0 : down);
      const found = words.findIndex(([, , k]) => k >= wanted);
      from = to = found < 0 ? words.length - 1 : found;
    } else if (event.key.length === 1 || event.key === "Delete" || event.key === "Escape") {
      tell("command", [event.key, ++nonce]);
      event.preventDefault(); event.stopPropagation();
      return;
    } else return;
    event.preventDefault(); event.stopPropagation();
    if (words.length) choose(words[from][0], words[to][1]);
  };
  model.on("change:html", draw);
  model.on("change:target", () => light(true));
  draw();
}
export default { render };
