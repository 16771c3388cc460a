// Comfort for pages that work without it: checks while somebody writes, a counter, printing. It keeps nothing and asks this server alone.
(() => {
  "use strict";
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  const form = document.querySelector("form[data-live]");
  if (!form) return;
  const pause = 600;
  const glance = 2000;
  const text = form.elements.namedItem("text");
  const region = form.querySelector("#check");
  const counter = form.querySelector("[data-counter]");
  const most = Number(text.dataset.most);
  let timer = 0;
  let asking = null;
  let told = "";
  let sending = false;

  // A character is what its writer counts as one, as the server does.
  const count = () => {
    if (!counter || !most) return;
    const left = most - Array.from(text.value.trimEnd()).length;
    counter.textContent = (left < 0 ? counter.dataset.over : counter.dataset.left).replace("{0}", String(Math.abs(left)));
    counter.classList.toggle("over", left < 0);
  };

  // What may be an emergency is in the way until it is answered, once for each kind; what is sent is asked again by the server.
  const interrupt = () => {
    const dialog = region.querySelector("dialog");
    if (!dialog || dialog.dataset.interrupt === told) return;
    dialog.close();
    dialog.showModal();
    dialog.addEventListener("cancel", (event) => event.preventDefault());
    dialog.querySelector("[data-change]").addEventListener("click", (event) => {
      event.preventDefault();
      told = dialog.dataset.interrupt;
      dialog.close();
      dialog.setAttribute("open", "");
      text.focus();
    });
  };

  const isBusy = () => region.contains(document.activeElement) || region.querySelector("dialog:modal") !== null;

  const show = (html) => {
    const given = new Map([...region.querySelectorAll("input[id]")].map((input) => [input.id, input.value]));
    region.innerHTML = html;
    for (const [id, value] of given) {
      const input = document.getElementById(id);
      if (input) input.value = value;
    }
    if (!region.querySelector("dialog")) told = "";
    // What came a moment before "Send" was pressed was not seen: the server asks it then.
    const seen = [...region.querySelectorAll("input[name=seen]")];
    for (const input of seen) input.disabled = true;
    setTimeout(() => { for (const input of seen) input.disabled = false; }, glance);
    interrupt();
  };

  const check = async () => {
    if (isBusy() || sending) return;
    asking?.abort();
    asking = new AbortController();
    const written = new FormData(form);
    // What is answered beside the text belongs to it only when it is sent; and files are looked at then.
    for (const name of [...written.keys()]) if (name.startsWith("more-") || name.startsWith("file")) written.delete(name);
    try {
      const answer = await fetch(form.dataset.live, { method: "POST", body: new URLSearchParams(written), signal: asking.signal, redirect: "error" });
      if (!isBusy() && !sending && answer.ok) show(answer.status === 204 ? "" : await answer.text());
    } catch (error) {
      if (error.name !== "AbortError" && !isBusy()) say(form.dataset.away);
    }
  };

  const say = (sentence) => {
    const line = document.createElement("p");
    line.className = "warn";
    line.textContent = sentence;
    region.replaceChildren(line);
  };

  text.addEventListener("input", () => {
    count();
    clearTimeout(timer);
    timer = setTimeout(check, pause);
  });
  form.addEventListener("submit", (event) => {
    if (!navigator.onLine) {
      event.preventDefault();
      say(form.dataset.away);
      return;
    }
    if (sending) event.preventDefault();
    sending = true;
    clearTimeout(timer);
    asking?.abort();
  });
  // A page that comes back by the back button may be written in again.
  window.addEventListener("pageshow", () => { sending = false; });
  count();
  interrupt();
})();
