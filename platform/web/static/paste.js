// What is pasted with headings, lists, tables, links or emphasis becomes Markdown; without this file, plain text is pasted.
const RICH = /<(h[1-6]|ul|ol|table|a|b|strong|i|em)[\s>]|font-weight|font-style/i;

addEventListener("paste", async (event) => {
  const area = event.target.closest("form[data-pasted] textarea[name=body]");
  const html = area && event.clipboardData.getData("text/html");
  if (!html || !RICH.test(html)) return;
  event.preventDefault();
  const form = area.form, says = form.querySelector("[data-lost]");
  const plain = event.clipboardData.getData("text/plain");
  const body = new URLSearchParams({ html, csrfmiddlewaretoken: form.csrfmiddlewaretoken.value });
  const answer = await fetch(form.dataset.pasted, { method: "POST", body }).catch(() => null);
  const made = answer?.ok ? await answer.json() : { text: plain, lost: [] };
  const before = area.value.slice(0, area.selectionStart);
  const gap = before && !before.endsWith("\n\n") && /^(#|- |\d+\. |\||>)/.test(made.text) ? "\n\n" : "";
  area.setRangeText(gap + made.text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
  says.textContent = answer?.ok ? (made.lost.length ? `${says.dataset.lost} ${made.lost.join(", ")}` : "") : says.dataset.failed;
});
