// Keyboard, menus and small widgets of the desk. Every page works without this file.
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("scripted");
  const KEYS = "dengwen.keys";
  const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  const keysWanted = () => {
    try { return localStorage.getItem(KEYS) !== "off"; } catch { return true; }
  };

  // Rows: J and K move, Enter opens (the link has the focus), Space selects.
  const rows = () => [...document.querySelectorAll("[data-row]")];
  const linkOf = (row) => row.querySelector("a[href]") || row;
  const goTo = (row) => {
    document.querySelectorAll("[data-row].here").forEach((other) => other.classList.remove("here"));
    row.classList.add("here");
    linkOf(row).focus();
    row.scrollIntoView({ block: "nearest" });
  };
  const move = (step) => {
    const all = rows();
    if (!all.length) return;
    const now = all.findIndex((row) => row.classList.contains("here"));
    goTo(all[now < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, now + step))]);
  };
  const select = () => {
    const box = document.querySelector("[data-row].here input[type=checkbox]");
    if (box) box.click();
    return Boolean(box);
  };

  const open = (id) => {
    const sheet = document.getElementById(id);
    if (sheet && !sheet.open) sheet.showModal();
  };
  const actions = {
    "/": () => { const box = document.getElementById("search"); if (box) { box.focus(); box.select(); } return box; },
    "?": () => { open("shortcuts"); return true; },
    j: () => { move(1); return true; },
    k: () => { move(-1); return true; },
    n: () => { const place = document.querySelector('.desk-nav a[href="/register/"]'); if (place) place.click(); return place; },
    " ": (target) => target.closest("[data-row]") && !target.closest("input, button") && select(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const form = event.target.closest("form[method=post]");
      if (form) { event.preventDefault(); form.requestSubmit(); }
      return;
    }
    if (event.key === "Escape") closeMenus(null);
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    if (document.querySelector("dialog[open]") || !keysWanted()) return;
    const act = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (act && act(event.target)) event.preventDefault();
  });
  document.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-row]");
    if (row && !row.classList.contains("here")) {
      document.querySelectorAll("[data-row].here").forEach((other) => other.classList.remove("here"));
      row.classList.add("here");
    }
  });

  const closeMenus = (except) => document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (menu !== except) menu.open = false;
  });
  const tell = () => document.querySelectorAll("[data-counts]").forEach((place) => {
    const count = document.querySelectorAll(`input[name="${place.dataset.counts}"]:checked`).length;
    place.textContent = String(count);
    const box = place.closest("[data-when-picked]");
    if (box) box.hidden = count === 0;
  });

  document.addEventListener("click", (event) => {
    const target = event.target;
    closeMenus(target.closest("details.menu"));
    const opener = target.closest("[data-opens]");
    if (opener) open(opener.dataset.opens);
    if (target.closest("[data-prints]")) window.print();
    const button = target.closest(".nav-button");
    if (button) {
      const opened = document.getElementById("nav").classList.toggle("open");
      button.setAttribute("aria-expanded", String(opened));
    }
  });
  document.addEventListener("change", (event) => {
    const target = event.target;
    if (target.matches("[data-submits]")) target.form.requestSubmit();
    if (target.matches("[data-picks]")) {
      document.querySelectorAll(`input[name="${target.dataset.picks}"]`).forEach((box) => { box.checked = target.checked; });
    }
    if (target.matches("[data-keys]")) {
      try { localStorage.setItem(KEYS, target.checked ? "on" : "off"); } catch { /* private window */ }
    }
    tell();
  });
  document.addEventListener("submit", (event) => {
    const words = (event.submitter && event.submitter.dataset.confirms) || event.target.dataset.confirms;
    if (words && !window.confirm(words)) event.preventDefault();
  });
  // A refused form: the reader begins at the summary.
  const ready = () => {
    document.querySelectorAll("[data-keys]").forEach((box) => { box.checked = keysWanted(); });
    const tab = document.querySelector(".queues a[aria-current]");
    if (tab) tab.scrollIntoView({ block: "nearest", inline: "center" });
    const summary = document.getElementById("form-errors");
    if (summary) summary.focus();
    tell();
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", ready); else ready();
  window.addEventListener("pageshow", tell);
})();
