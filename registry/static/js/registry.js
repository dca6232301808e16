/* The registry's own script: "/" goes to the search, letters press buttons where a page says so, the menu of narrow screens opens,
   panels close, ticked rows are counted, a double click sends once, sending shows how far it is.
   Everything works without it, except the menu button, which the style sheet then leaves out. */
"use strict";

(function () {
  const wide = window.matchMedia("(min-width: 60.01rem)");

  function isTyping(element) {
    return element.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName);
  }

  function searchOnSlash(event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const search = document.querySelector("[aria-keyshortcuts='/']");
    if (!search || !search.offsetParent) return;
    event.preventDefault();
    search.focus();
    search.select();
  }

  function sideMenu() {
    const button = document.querySelector("[aria-controls='side']");
    const side = document.getElementById("side");
    if (!button || !side) return;

    function show(open) {
      button.setAttribute("aria-expanded", String(open));
      side.classList.toggle("is-open", open);
      document.documentElement.classList.toggle("has-menu", open);
      if (open) side.querySelector("a").focus();
    }

    button.addEventListener("click", function () {
      show(button.getAttribute("aria-expanded") !== "true");
    });
    side.addEventListener("focusout", function (event) {
      const next = event.relatedTarget;
      if (next && next !== button && !side.contains(next)) show(false);
    });
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || button.getAttribute("aria-expanded") !== "true") return;
      show(false);
      button.focus();
    });
    wide.addEventListener("change", function () {
      show(false);
    });
  }

  /* On a narrow screen the tab that is open may lie beyond the edge. */
  function showCurrentTab() {
    document.querySelectorAll(".tabs").forEach(function (tabs) {
      const current = tabs.querySelector("[aria-current]");
      if (current) tabs.scrollLeft = current.offsetLeft + current.offsetWidth / 2 - tabs.offsetLeft - tabs.clientWidth / 2;
    });
  }

  function closePanels(event) {
    document.querySelectorAll("details.panel[open]").forEach(function (panel) {
      const leaving = event.type === "keydown" ? event.key === "Escape" : !panel.contains(event.target);
      if (!leaving) return;
      if (event.type === "keydown" && panel.contains(document.activeElement)) panel.querySelector("summary").focus();
      panel.open = false;
    });
  }

  /* The box in the head of a list ticks the page; the bar under it says how many rows are ticked. */
  function countChosen(event) {
    const box = event.target;
    if (!box.matches || !box.matches("[data-all], [name=row], [name=all]")) return;
    const boxes = Array.from(document.querySelectorAll("[name=row]"));
    const head = document.querySelector("[data-all]");
    if (box === head) boxes.forEach(function (each) { each.checked = head.checked; });
    const chosen = boxes.filter(function (each) { return each.checked; }).length;
    head.checked = chosen > 0 && chosen === boxes.length;
    head.classList.toggle("some", chosen > 0 && chosen < boxes.length);
    document.querySelectorAll("[data-chosen]").forEach(function (words) { words.textContent = String(chosen); });
  }

  document.addEventListener("change", countChosen);
  function sendOnce(event) {
    if (event.target.method !== "post") return;
    // For a second, not for ever: a file may be downloaded again from the page that stays.
    if (event.timeStamp < Number(event.target.dataset.rests)) {
      event.preventDefault();
      event.stopPropagation();
    } else event.target.dataset.rests = event.timeStamp + 1000;
  }

  document.addEventListener("submit", sendOnce, true);  // before htmx hears of it
  // A letter that the page shows beside a button presses it, beside a field goes there; nobody types meanwhile.
  function pressByLetter(event) {
    if (!/^[a-z]$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const wanted = document.querySelector("main [aria-keyshortcuts='" + event.key + "']");
    if (!wanted) return;
    event.preventDefault();
    if (wanted.matches("a, button")) wanted.click();
    else wanted.focus();
  }

  function showProgress(event) {
    const bar = event.target.querySelector("progress");
    if (!bar || !event.detail.total) return;
    bar.hidden = false;
    bar.value = Math.round((100 * event.detail.loaded) / event.detail.total);
  }

  document.addEventListener("keydown", pressByLetter);
  document.addEventListener("htmx:xhr:progress", showProgress);
  document.addEventListener("keydown", searchOnSlash);
  document.addEventListener("keydown", closePanels);
  document.addEventListener("click", closePanels);
  document.addEventListener("focusin", closePanels);
  sideMenu();
  showCurrentTab();
})();
