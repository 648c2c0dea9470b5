// The portal works without this file: it only offers to print, and on a screen of a reception hall clears what is left.
"use strict";

for (const button of document.querySelectorAll("[data-prints]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

const warning = document.getElementById("still-here");
if (warning) {
  const IDLE = 180_000, WARNING = 60_000;
  let timer = 0;
  const begin = () => {
    clearTimeout(timer);
    warning.hidden = true;
    timer = setTimeout(() => {
      warning.hidden = false;
      warning.querySelector("button").focus();
      timer = setTimeout(() => window.location.replace("/petition/kiosk/ended/"), WARNING);
    }, IDLE);
  };
  for (const sign of ["keydown", "pointerdown", "input", "scroll"]) document.addEventListener(sign, begin, { passive: true });
  begin();
}
