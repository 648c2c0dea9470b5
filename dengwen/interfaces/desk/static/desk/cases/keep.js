// Nothing typed is ever lost: every form with data-keep is kept in this browser at each keystroke, and with
// data-autosave also on the server. Without this file forms work as before, only nothing is kept.
"use strict";
(() => {
  const PREFIX = "dengwen.kept.";
  const SKIPPED = new Set(["csrfmiddlewaretoken", "version", "has_draft", "rows"]);
  const store = {
    get: (key) => { try { return JSON.parse(localStorage.getItem(PREFIX + key)); } catch { return null; } },
    set: (key, value) => { try { localStorage.setItem(PREFIX + key, JSON.stringify(value)); } catch { /* full, or a private window */ } },
    drop: (key) => { try { localStorage.removeItem(PREFIX + key); } catch { /* as above */ } },
  };
  const fieldsOf = (form) => {
    const fields = {};
    for (const [name, value] of new FormData(form)) {
      if (typeof value !== "string" || SKIPPED.has(name)) continue;
      (fields[name] ??= []).push(value);
    }
    return fields;
  };
  const put = (form, fields) => {
    for (const box of form.querySelectorAll("input[type=checkbox]")) {
      if (!SKIPPED.has(box.name)) box.checked = (fields[box.name] || []).includes(box.value);
    }
    for (const [name, values] of Object.entries(fields)) {
      const places = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)].filter((place) => place.matches("input:not([type=checkbox], [type=file]), textarea, select"));
      values.forEach((value, at) => { if (places[at]) places[at].value = value; });
    }
  };
  const start = (form) => {
    if (form.dataset.keeping) return;
    form.dataset.keeping = "1";
    const key = form.dataset.keep;
    if ("done" in form.dataset) store.drop(key);
    const kept = store.get(key);
    const fresher = kept && kept.at > (Date.parse(form.dataset.savedAt || "") || 0);
    if (fresher && !("bound" in form.dataset)) {
      form.dispatchEvent(new CustomEvent("kept:restore", { bubbles: true, detail: kept.fields }));
      put(form, kept.fields);
    }
    form.addEventListener("input", () => store.set(key, { at: Date.now(), fields: fieldsOf(form) }));
    form.addEventListener("submit", () => store.set(key, { at: Date.now(), fields: fieldsOf(form) }));
  };
  const startAll = () => document.querySelectorAll("form[data-keep]").forEach(start);
  // An action that was done leaves nothing behind: the answer says so by sending the browser on.
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt.closest && event.detail.elt.closest("form[data-keep]");
    if (form && event.detail.xhr && event.detail.xhr.getResponseHeader("HX-Redirect")) store.drop(form.dataset.keep);
  });
  document.addEventListener("htmx:afterSettle", () => {
    startAll();
    const first = document.querySelector("#do form .form-control, #do form .form-select");
    if (first && !document.querySelector("#do :focus")) first.focus();
  });
  window.dengwenKeep = { store, fieldsOf, put };
  // Other deferred scripts listen for kept:restore, so they come first.
  if (document.readyState === "complete") startAll(); else document.addEventListener("DOMContentLoaded", startAll);
})();
