// The register form: rows by keyboard, the draft on the server, sending without losing anything.
"use strict";
(() => {
  const form = document.getElementById("intake");
  const { store, fieldsOf } = window.dengwenKeep;
  const note = document.getElementById("kept-note");
  const state = document.getElementById("kept-state");
  const words = (name) => form.dataset[`words${name}`];
  const rowsOf = (kind) => form.querySelector(`[data-rows="${kind}"]`);

  const addRow = (kind, focus = true) => {
    const place = rowsOf(kind);
    const button = form.querySelector(`[data-adds="${kind}"]`);
    if (place.children.length >= Number(button.dataset.most)) return;
    place.append(document.getElementById(`row-${kind}`).content.cloneNode(true));
    if (focus) place.lastElementChild.querySelector("input, textarea").focus();
  };
  form.addEventListener("click", (event) => {
    const adder = event.target.closest("[data-adds]");
    if (adder) { event.preventDefault(); addRow(adder.dataset.adds); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.altKey && !event.ctrlKey && !event.metaKey && event.code === "KeyC") { event.preventDefault(); addRow("claim"); }
  });
  const makeRoom = (fields) => {
    for (const [kind, name] of [["claim", "claim_text"], ["representative", "rep_name"]]) {
      while (rowsOf(kind).children.length < (fields[name] || []).length) addRow(kind, false);
    }
  };

  const tell = (text, link) => {
    note.textContent = text;
    if (link) {
      const anchor = document.createElement("a");
      anchor.href = link;
      anchor.textContent = words("SignIn");
      note.append(" ", anchor);
    }
    note.hidden = false;
  };
  const SIGN_IN = "/sign-in/?next=/register/";

  // The draft on the server: a few seconds after the last keystroke, one at a time.
  let timer = 0;
  let sending = null;
  let ended = false;
  const single = ([name, values]) => [name, name.startsWith("claim_") || name.startsWith("rep_") ? values : values[0]];
  const save = async () => {
    if (ended) return;
    sending = new AbortController();
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST", redirect: "manual", signal: sending.signal,
        headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
        body: JSON.stringify(Object.fromEntries(Object.entries(fieldsOf(form)).map(single))),
      });
      if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) { tell(words("Out"), SIGN_IN); return; }
      if (!answer.ok) { state.textContent = words("Alone"); return; }
      const saved = new Date((await answer.json()).saved_at);
      state.textContent = `${words("Saved")} ${saved.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false })}`;
      if (!form.elements.has_draft) form.insertAdjacentHTML("afterbegin", '<input type="hidden" name="has_draft" value="1">');
    } catch (error) {
      if (error.name !== "AbortError") state.textContent = words("Alone");
    }
  };
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(save, 2500); });

  // Sending: the page stays, with its files, unless the server says that it is registered.
  const showErrors = (page) => {
    const summary = page.getElementById("form-errors");
    const here = document.getElementById("form-errors");
    here.innerHTML = summary.innerHTML;
    here.hidden = false;
    form.querySelectorAll(".field-errors").forEach((old) => old.remove());
    form.querySelectorAll(".is-invalid").forEach((old) => { old.classList.remove("is-invalid"); old.removeAttribute("aria-invalid"); });
    for (const link of here.querySelectorAll("a")) {
      const name = link.getAttribute("href").slice(1);
      const field = document.getElementById(name);
      if (!field) continue;
      field.classList.add("is-invalid");
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", `${name}_errors`);
      field.insertAdjacentHTML("afterend", `<p class="field-errors" id="${name}_errors"></p>`);
      document.getElementById(`${name}_errors`).textContent = link.textContent;
    }
    here.focus();
  };
  form.addEventListener("submit", async (event) => {
    if (event.defaultPrevented || (event.submitter && event.submitter.form !== form)) return;
    event.preventDefault();
    if (ended) return;
    ended = true;
    clearTimeout(timer);
    if (sending) sending.abort();
    const button = form.querySelector("[data-register]");
    button.disabled = true;
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
      const path = new URL(answer.url).pathname + new URL(answer.url).search;
      if (answer.redirected && path.startsWith("/register/?done=")) { store.drop(form.dataset.keep); location.assign(path); return; }
      if (answer.redirected || answer.status === 403) tell(words("Out"), SIGN_IN);
      else if (answer.status === 422) showErrors(new DOMParser().parseFromString(await answer.text(), "text/html"));
      else tell(words("Failed"));
    } catch {
      tell(words("Failed"));
    }
    ended = false;
    button.disabled = false;
  });

  document.addEventListener("click", (event) => {
    const carried = event.target.closest("[data-carries]");
    if (carried) {
      const fields = fieldsOf(form);
      const what = { received_on: fields.received_on, channel: fields.channel, source: fields.source, people: fields.group_size, text: fields.text };
      store.set(carried.dataset.carries, { at: Date.now(), fields: what });
    }
  });
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "discard" || event.defaultPrevented) return;
    ended = true;
    clearTimeout(timer);
    store.drop(form.dataset.keep);
  });
  form.addEventListener("kept:restore", (event) => { makeRoom(event.detail); tell(words("Restored")); });
})();
