// Comfort for pages that work without it: drafts and checks while somebody writes, a counter, printing. It keeps nothing itself and asks this server alone.
(() => {
  "use strict";
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  const pause = 600;

  const sayIn = (region, sentence) => {
    const line = document.createElement("p");
    line.className = "warn";
    line.textContent = sentence;
    region.replaceChildren(line);
  };

  // Nothing is sent where nobody is reached: the page, with what was written, stays as it is.
  document.addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    event.stopPropagation();
    const form = event.target;
    let region = form.querySelector("#check, [data-said]");
    if (!region) {
      region = document.createElement("div");
      region.dataset.said = "";
      region.setAttribute("role", "alert");
      form.append(region);
    }
    sayIn(region, document.body.dataset.away);
  }, true);

  // What is written is kept on the server while it is written, and when the page is left. Files are chosen again.
  const launch = location.pathname.split("/").slice(0, 3).join("/");
  for (const form of document.querySelectorAll("form:has(> [name=draft])")) {
    let timer = 0;
    let changed = false;
    let keeping = null;
    const keep = () => {
      clearTimeout(timer);
      if (!changed) return;
      changed = false;
      const written = new FormData(form);
      for (const [name, value] of [...written]) if (value instanceof File || name.endsWith(".data")) written.delete(name);
      keeping?.abort();
      keeping = new AbortController();
      // What is kept alive may outlast the page, and must be small for that.
      fetch(`${launch}/draft`, { method: "POST", body: new URLSearchParams(written), keepalive: true, signal: keeping.signal, redirect: "error" })
        .catch(() => { changed = true; });
    };
    form.addEventListener("input", () => {
      changed = true;
      clearTimeout(timer);
      if (!form.dataset.live) timer = setTimeout(keep, pause);
    });
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      changed = false;
      clearTimeout(timer);
      keeping?.abort();
    });
    window.addEventListener("beforeunload", keep);
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") keep(); });
  }

  const form = document.querySelector("form[data-live]");
  if (!form) return;
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
      if (error.name !== "AbortError" && !isBusy()) sayIn(region, document.body.dataset.away);
    }
  };

  text.addEventListener("input", () => {
    count();
    clearTimeout(timer);
    timer = setTimeout(check, pause);
  });
  form.addEventListener("submit", (event) => {
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
