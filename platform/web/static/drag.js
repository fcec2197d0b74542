// A draft's parts are dragged to their place; the buttons beside them do the same without this file.
const says = document.querySelector("[data-drag]");
let held, place; // the part that is dragged, and where it would go: {parent, at, mark: [element, class]}

const rowOf = (item) => item.querySelector(":scope > .row");
const partsIn = (list) => [...list.children].filter((item) => item !== held);
const clear = () => place?.mark[0].classList.remove(place.mark[1]);

function placeAt(x, y) {
  const item = document.elementFromPoint(x, y)?.closest("#outline li[data-part]");
  if (!item || held.contains(item)) return null;
  const box = rowOf(item).getBoundingClientRect();
  const isUnit = "unit" in item.dataset;
  const middle = "unit" in held.dataset && y > box.top + box.height / 4 && y < box.bottom - box.height / 4;
  if (isUnit && (middle || !("unit" in held.dataset))) return { parent: item.dataset.part, at: 0, mark: [item, "drop-in"] };
  const list = item.parentElement, after = y > box.top + box.height / 2;
  const parent = list.closest("li[data-part]")?.dataset.part ?? "";
  return { parent, at: partsIn(list).indexOf(item) + after, mark: [item, after ? "drop-after" : "drop-before"] };
}

function end() {
  clear();
  held?.classList.remove("held");
  held = place = undefined;
}

async function put(item, { parent, at }) {
  const token = document.querySelector("#outline [name=csrfmiddlewaretoken]").value;
  const body = new URLSearchParams({ parent, at, csrfmiddlewaretoken: token });
  const answer = await fetch(item.dataset.place, { method: "POST", body }).catch(() => null);
  if (answer?.status === 422) { says.textContent = await answer.text(); return; }
  const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#outline");
  if (!page) { says.textContent = says.dataset.failed; return; }
  document.querySelector("#outline").replaceWith(page);
  globalThis.htmx?.process(page);
  show();
  says.textContent = says.dataset.moved;
}

function show() {
  for (const handle of document.querySelectorAll("#outline .handle")) handle.hidden = false;
}

addEventListener("pointerdown", (event) => {
  const handle = event.target.closest("#outline .handle");
  if (!handle || event.button) return;
  event.preventDefault();
  held = handle.closest("li[data-part]");
  held.classList.add("held");
  says.textContent = "";
});
addEventListener("pointermove", ({ clientX, clientY }) => {
  if (!held) return;
  clear();
  place = placeAt(clientX, clientY);
  place?.mark[0].classList.add(place.mark[1]);
  if (clientY < 60) scrollBy(0, -12);
  if (clientY > innerHeight - 60) scrollBy(0, 12);
});
addEventListener("pointerup", () => {
  const [item, to] = [held, place];
  end();
  if (item && to) put(item, to);
});
addEventListener("pointercancel", end);
addEventListener("keydown", ({ key }) => { if (key === "Escape") end(); });
show();
